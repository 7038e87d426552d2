//! A small Subtensor client that shows how a connection is owned and closed.
//!
//! A connection is a websocket, and dropping one does not say goodbye: there is no async `Drop`.
//! So this client has exactly one owner, an awaited [`Subtensor::close`], and [`Subtensor::scope`], which cannot forget it:
//!
//! ```no_run
//! use reference_client::{Error, Options, Subtensor};
//!
//! # async fn example() -> Result<(), Error> {
//! let name = Subtensor::scope("ws://127.0.0.1:9944", Options::default(), async |sub| sub.chain_name().await).await?;
//! # Ok(())
//! # }
//! ```
//!
//! What would be a fault with other clients is not even a program here.
//! A connection cannot be used after its end, or closed twice:
//!
//! ```compile_fail,E0382
//! # async fn example(sub: reference_client::Subtensor) -> Result<(), reference_client::Error> {
//! sub.close().await?;
//! sub.chain_name().await?;
//! # Ok(())
//! # }
//! ```
//!
//! A subscription cannot outlive its connection:
//!
//! ```compile_fail,E0505
//! # async fn example(sub: reference_client::Subtensor) -> Result<(), reference_client::Error> {
//! let mut heads = sub.new_heads().await?;
//! sub.close().await?;
//! heads.next().await?;
//! # Ok(())
//! # }
//! ```
//!
//! A connection that is dropped all the same, also by a cancelled scope, is counted and reported with the place that opened it; the closing handshake then happens in the background.
//! Every wait is bounded by [`Options`], and every [`Error`] names the node and the method.

mod chain;
mod client;
mod counts;
mod error;
mod heads;
mod table;
mod task;
mod types;
mod wire;

pub use client::{Options, Subtensor};
pub use counts::Counts;
pub use error::{Error, ErrorKind, ScopeError, ServerError};
pub use heads::Heads;
pub use types::{BlockHash, Head, Header, Health, RuntimeVersion};
