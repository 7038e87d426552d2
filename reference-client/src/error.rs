//! What can go wrong, with the node and the method that it concerns.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

/// An error of one method at one node; opening and closing are the methods `connect` and `close`.
#[derive(Debug)]
pub struct Error {
    pub url: Arc<str>,
    pub method: String,
    pub kind: ErrorKind,
}

/// What went wrong.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// No connection could be made.
    Unreachable(Box<dyn StdError + Send + Sync>),
    /// Nothing came within the time that the options allow.
    TimedOut(Duration),
    /// The node answered with an error.
    Server(ServerError),
    /// The answer is not what the method should give.
    Unexpected(serde_json::Error),
    /// The parameters cannot be written as JSON.
    Params(serde_json::Error),
    /// The connection ended first, for this reason.
    Lost(Arc<str>),
    /// The subscriber was too slow, and this many heads are gone.
    Lagged(u64),
}

/// The error object of JSON-RPC.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ServerError {
    pub code: i64,
    pub message: String,
    pub data: Option<Value>,
}

/// How a scope failed.
#[derive(Debug)]
pub enum ScopeError<E> {
    /// The connection could not be opened; the body did not run.
    Connect(Error),
    /// The body failed; the connection is closed.
    Body(E),
    /// The body succeeded, but the peer had no part in the closing.
    Close(Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}: ", self.method, self.url)?;
        match &self.kind {
            // The cause follows as the error's source.
            ErrorKind::Unreachable(_) => write!(f, "no connection"),
            ErrorKind::TimedOut(limit) => write!(f, "no answer within {} s", limit.as_secs_f64()),
            ErrorKind::Server(error) => write!(f, "{error}"),
            ErrorKind::Unexpected(_) => write!(f, "unexpected answer"),
            ErrorKind::Params(_) => write!(f, "parameters that are no JSON"),
            ErrorKind::Lost(reason) => write!(f, "the connection ended: {reason}"),
            ErrorKind::Lagged(missed) => write!(f, "too slow, {missed} heads were missed"),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.kind {
            ErrorKind::Unreachable(error) => Some(&**error),
            ErrorKind::Unexpected(error) | ErrorKind::Params(error) => Some(error),
            ErrorKind::TimedOut(_) | ErrorKind::Server(_) | ErrorKind::Lost(_) | ErrorKind::Lagged(_) => None,
        }
    }
}

impl fmt::Display for ServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the node says: {} (code {})", self.message, self.code)?;
        self.data.as_ref().map_or(Ok(()), |data| write!(f, ", {data}"))
    }
}

/// Whose bodies fail with our own errors need not tell them apart.
impl From<ScopeError<Error>> for Error {
    fn from(error: ScopeError<Error>) -> Self {
        match error {
            ScopeError::Connect(error) | ScopeError::Body(error) | ScopeError::Close(error) => error,
        }
    }
}

impl<E: fmt::Display> fmt::Display for ScopeError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connect(error) | Self::Close(error) => error.fmt(f),
            Self::Body(error) => error.fmt(f),
        }
    }
}

impl<E: StdError> StdError for ScopeError<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Connect(error) | Self::Close(error) => error.source(),
            Self::Body(error) => error.source(),
        }
    }
}
