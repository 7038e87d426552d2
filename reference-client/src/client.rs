//! The connection as its owner sees it: opened, asked, closed.
//!
//! The socket itself belongs to a task of its own (`task`), so that answers are read while nobody asks.
//! Requests hand their text to it through a bounded queue and wait in the `table` for the answer.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, Location, resume_unwind};
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_tungstenite::connect_async_with_config;
use tokio_tungstenite::tungstenite::Error as WsError;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use crate::counts;
use crate::error::{Error, ErrorKind, ScopeError};
use crate::table::{Notes, Table, Ticket};
use crate::task::{self, Ending};
use crate::wire::{self, Fault};

/// Requests that may wait for the socket; who comes later waits for a place, as long as its time-out allows.
const OUTBOX: usize = 64;

/// The longest message that is accepted; a node limits its own answers to less.
const MAX_MESSAGE: usize = 16 << 20;

/// How long each wait may take, and where warnings go.
#[derive(Debug, Clone)]
pub struct Options {
    /// For all of a connection's opening: name, TCP, TLS and websocket.
    pub connect_timeout: Duration,
    /// From the call of a request to its answer.
    pub request_timeout: Duration,
    /// For the peer's part in the closing handshake.
    pub close_timeout: Duration,
    /// For the next head of a subscription; a block takes about twelve seconds.
    pub head_timeout: Duration,
    /// Told about every connection that is dropped open; writes to stderr unless you say otherwise.
    pub warn: fn(&str),
}

impl Default for Options {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            request_timeout: Duration::from_secs(30),
            close_timeout: Duration::from_secs(5),
            head_timeout: Duration::from_secs(60),
            warn: |warning| {
                // Not `eprintln!`, which panics where stderr is closed, and this runs in a drop.
                let _ = writeln!(io::stderr(), "warning: {warning}");
            },
        }
    }
}

/// An open connection; not `Clone`, since it has one owner, who closes it.
///
/// Share it as `&Subtensor`: any number of requests can be in flight.
#[derive(Debug)]
#[must_use = "close it with `close().await`, or open it with `Subtensor::scope`"]
pub struct Subtensor {
    pub(crate) url: Arc<str>,
    pub(crate) options: Options,
    table: Arc<Table>,
    outbox: mpsc::Sender<String>,
    task: JoinHandle<Ending>,
    /// Sending or dropping it makes the task close; None once `close` did.
    stop: Option<oneshot::Sender<()>>,
    opened_at: &'static Location<'static>,
}

impl Subtensor {
    /// Opens a connection, which the caller has to close.
    ///
    /// Not an `async fn`, because those do not keep the caller's place.
    #[track_caller]
    pub fn connect(url: &str, options: Options) -> impl Future<Output = Result<Self, Error>> + Send + use<> {
        let opened_at = Location::caller();
        let url: Arc<str> = url.into();
        async move {
            let error = |kind| Error { url: url.clone(), method: "connect".to_owned(), kind };
            // A process has one provider of cryptography; if somebody chose theirs before, that stays.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let limits = WebSocketConfig::default()
                .max_message_size(Some(MAX_MESSAGE))
                .max_frame_size(Some(MAX_MESSAGE));
            let opening = connect_async_with_config(&*url, Some(limits), true);
            let (socket, _) = timeout(options.connect_timeout, opening)
                .await
                .map_err(|_| error(ErrorKind::TimedOut(options.connect_timeout)))?
                .map_err(|cause| error(unreachable(cause)))?;

            let (outbox, queue) = mpsc::channel(OUTBOX);
            let (stop, stopped) = oneshot::channel();
            let table = Arc::new(Table::default());
            let task = task::spawn(
                socket,
                task::Links { queue, stopped, outbox: outbox.clone(), table: table.clone() },
                options.close_timeout,
            );
            Ok(Self { url, options, table, outbox, task, stop: Some(stop), opened_at })
        }
    }

    /// Opens a connection, runs `body` with it and closes it: after Ok, after Err and after a panic.
    ///
    /// If the future is dropped in between, the connection is counted as dropped and closes in the background.
    /// That takes a runtime which goes on; and with `panic = "abort"` no panic closes anything.
    /// An error of the body wins over one of the closing, which is then only a warning.
    /// A body that has no error type of its own names it: `async |sub| Ok::<_, Error>(…)`.
    #[track_caller]
    pub fn scope<T, E, F>(
        url: &str,
        options: Options,
        body: F,
    ) -> impl Future<Output = Result<T, ScopeError<E>>> + use<T, E, F>
    where
        F: AsyncFnOnce(&Self) -> Result<T, E>,
    {
        let connecting = Self::connect(url, options);
        async move {
            let sub = connecting.await.map_err(ScopeError::Connect)?;
            let warn = sub.options.warn;
            let outcome = AssertUnwindSafe(async { body(&sub).await }).catch_unwind().await;
            let closed = sub.close().await;
            if let Ok(Ok(value)) = outcome {
                return closed.map(|()| value).map_err(ScopeError::Close);
            }
            if let Err(error) = closed {
                warn(&error.to_string());
            }
            match outcome {
                Ok(outcome) => outcome.map_err(ScopeError::Body),
                Err(panic) => resume_unwind(panic),
            }
        }
    }

    /// Says goodbye and waits until the peer has answered, or `close_timeout` is over.
    ///
    /// The socket is gone in any case; an error says that the peer did not have its part in it.
    pub async fn close(mut self) -> Result<(), Error> {
        // The task would also notice a drop; this is what tells a close from one.
        drop(self.stop.take());
        let kind = match (&mut self.task).await {
            Ok(Ending::Orderly) => return Ok(()),
            Ok(Ending::Unanswered) => ErrorKind::TimedOut(self.options.close_timeout),
            Ok(Ending::Lost(reason)) => ErrorKind::Lost(reason.into()),
            Err(_) => ErrorKind::Lost(self.table.reason()),
        };
        Err(self.error("close", kind))
    }

    /// Calls any method of the node; `params` is an array or an object, such as `json!([hash])`.
    ///
    /// Dropping the future is a proper way to give up: nothing stays behind.
    pub async fn request<T: DeserializeOwned>(
        &self,
        method: &str,
        params: impl Serialize,
    ) -> Result<T, Error> {
        let (_ticket, answer) = self.exchange(method, params, None).await?;
        self.read(method, &answer)
    }

    /// Sends a request and waits for its answer; whoever holds the ticket is owed what comes later.
    pub(crate) async fn exchange(
        &self,
        method: &str,
        params: impl Serialize,
        notes: Option<Notes>,
    ) -> Result<(Ticket<'_>, Box<RawValue>), Error> {
        let lost = |reason| self.error(method, ErrorKind::Lost(reason));
        let (ticket, answer) = self.table.enter(notes, &self.outbox).map_err(lost)?;
        let text = wire::request(ticket.id, method, &params)
            .map_err(|error| self.error(method, ErrorKind::Params(error)))?;
        let exchange = async {
            // If the task is gone, so is who would have answered.
            let _ = self.outbox.send(text).await;
            answer.await
        };
        let limit = self.options.request_timeout;
        let answer = timeout(limit, exchange)
            .await
            .map_err(|_| self.error(method, ErrorKind::TimedOut(limit)))?
            .map_err(|_| lost(self.table.reason()))?
            .map_err(|fault| match fault {
                Fault::Server(error) => self.error(method, ErrorKind::Server(error)),
                Fault::Malformed(error) => self.error(method, ErrorKind::Unexpected(error)),
            })?;
        Ok((ticket, answer))
    }

    /// Reads what the node sent for `method`.
    pub(crate) fn read<T: DeserializeOwned>(&self, method: &str, answer: &RawValue) -> Result<T, Error> {
        serde_json::from_str(answer.get()).map_err(|error| self.error(method, ErrorKind::Unexpected(error)))
    }

    pub(crate) fn error(&self, method: &str, kind: ErrorKind) -> Error {
        Error { url: self.url.clone(), method: method.to_owned(), kind }
    }

    pub(crate) fn lost(&self, method: &str) -> Error {
        self.error(method, ErrorKind::Lost(self.table.reason()))
    }
}

impl Drop for Subtensor {
    fn drop(&mut self) {
        if self.stop.is_none() {
            return;
        }
        counts::dropped();
        let Self { url, opened_at, .. } = self;
        (self.options.warn)(&format!(
            "the connection to {url} opened at {opened_at} was dropped without `close().await`; it closes in the background"
        ));
    }
}

/// An I/O error says by itself what is wrong; tungstenite would say it twice.
fn unreachable(cause: WsError) -> ErrorKind {
    match cause {
        WsError::Io(cause) => ErrorKind::Unreachable(Box::new(cause)),
        cause => ErrorKind::Unreachable(Box::new(cause)),
    }
}
