//! New heads of the chain, for as long as the connection lives.

use serde_json::json;
use serde_json::value::RawValue;
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::time::timeout;

use crate::client::Subtensor;
use crate::error::{Error, ErrorKind};
use crate::table::Ticket;
use crate::types::Header;

const SUBSCRIBE: &str = "chain_subscribeNewHeads";
const UNSUBSCRIBE: &str = "chain_unsubscribeNewHeads";

/// The method of the notifications.
pub(crate) const NOTE: &str = "chain_newHead";

/// Heads that are kept for a subscriber that is busy: about three minutes of the chain.
const CAPACITY: usize = 16;

/// A subscription to new heads; dropping it unsubscribes.
///
/// It borrows the connection, so it cannot outlive it.
/// A slow subscriber gets the newest 16 heads: older ones are dropped, and `next` says once how many.
#[derive(Debug)]
#[must_use = "a subscription that nobody reads ends at once"]
pub struct Heads<'a> {
    sub: &'a Subtensor,
    receiver: broadcast::Receiver<Box<RawValue>>,
    _ticket: Ticket<'a>,
}

impl Subtensor {
    /// Subscribes to new heads.
    pub async fn new_heads(&self) -> Result<Heads<'_>, Error> {
        let (notes, receiver) = broadcast::channel(CAPACITY);
        let (ticket, _) = self.exchange(SUBSCRIBE, json!([]), Some(notes)).await?;
        Ok(Heads { sub: self, receiver, _ticket: ticket })
    }
}

impl Heads<'_> {
    /// The next head.
    ///
    /// There is no end but an error, as a subscription ends only with its connection.
    /// After `Lagged` and `TimedOut` it goes on; cancelling loses nothing.
    pub async fn next(&mut self) -> Result<Header, Error> {
        let limit = self.sub.options.head_timeout;
        match timeout(limit, self.receiver.recv()).await {
            Ok(Ok(head)) => self.sub.read(NOTE, &head),
            Ok(Err(RecvError::Lagged(missed))) => Err(self.sub.error(NOTE, ErrorKind::Lagged(missed))),
            Ok(Err(RecvError::Closed)) => Err(self.sub.lost(NOTE)),
            Err(_) => Err(self.sub.error(NOTE, ErrorKind::TimedOut(limit))),
        }
    }
}

/// The request that ends the subscription `key`, which is JSON already; nobody waits for its answer.
pub(crate) fn unsubscribe(key: &str) -> String {
    format!(r#"{{"jsonrpc":"2.0","id":0,"method":"{UNSUBSCRIBE}","params":[{key}]}}"#)
}
