// lock: anyhow 1.0.98
// lock: futures-util 0.3.31
// lock: tokio 1.47.1
// lock: tokio-tungstenite 0.26.2
use std::time::Duration;

use anyhow::{Context, Result};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

#[derive(Debug, Clone)]
pub struct ClientBuilder {
    url: String,
    patience: Duration,
}

impl ClientBuilder {
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), patience: Duration::from_secs(10) }
    }

    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    pub async fn connect(self) -> Result<Client> {
        let (socket, _) = timeout(self.patience, connect_async(self.url.as_str())).await??;
        Ok(Client { socket, patience: self.patience })
    }
}

pub struct Client {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    patience: Duration,
}

impl Client {
    pub fn builder(url: &str) -> ClientBuilder {
        ClientBuilder::new(url)
    }

    pub async fn call(&mut self, method: &str) -> Result<String> {
        self.socket.send(Message::text(format!(r#"{{"id":1,"method":"{method}"}}"#))).await?;
        let answer = timeout(self.patience, self.socket.next()).await?.context("closed")??;
        Ok(answer.into_text()?.to_string())
    }

    pub async fn close(mut self) -> Result<()> {
        self.socket.close(None).await?;
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let mut client = Client::builder("ws://localhost:9944").patience(Duration::from_secs(3)).connect().await?;
    let outcome = client.call("system_name").await;
    client.close().await?;
    println!("{}", outcome?);
    Ok(())
}
