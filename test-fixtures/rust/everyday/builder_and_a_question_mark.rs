// lock: anyhow 1.0.98
// lock: futures-util 0.3.31
// lock: tokio 1.47.1
// lock: tokio-tungstenite 0.26.2
use std::time::Duration;

use anyhow::{Context, Result};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

#[derive(Default)]
pub struct NodeBuilder {
    url: Option<String>,
    pause: Option<Duration>,
}

impl NodeBuilder {
    pub fn url(mut self, url: &str) -> Self {
        self.url = Some(url.to_owned());
        self
    }

    pub fn pause(mut self, pause: Duration) -> Self {
        self.pause = Some(pause);
        self
    }

    pub async fn build(self) -> Result<Node> {
        let url = self.url.context("a node needs an address")?;
        let (socket, _) = connect_async(url).await?;
        Ok(Node { socket, pause: self.pause.unwrap_or(Duration::from_millis(100)) })
    }
}

pub struct Node {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pause: Duration,
}

impl Node {
    pub async fn head(&mut self) -> Result<usize> {
        tokio::time::sleep(self.pause).await;
        self.socket.send(Message::text(r#"{"id":1,"method":"chain_getHeader"}"#)).await?;
        Ok(self.socket.next().await.context("closed")??.len())
    }

    pub async fn shutdown(mut self) {
        self.socket.close(None).await.ok();
    }
}

pub async fn watch(url: &str, rounds: usize) -> Result<usize> {
    let mut node = NodeBuilder::default().url(url).pause(Duration::from_secs(12)).build().await?;
//                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB002|SUB007
    let mut sum = 0;
    for _ in 0..rounds {
        sum += node.head().await?;
    }
    node.shutdown().await;
    Ok(sum)
}
