pub mod pool;
mod client;

pub use client::Client;

pub async fn connect(url: &str) -> Result<crate::net::client::Chain, Error> {
    self::client::Chain::from_url(url).await
}
