// lock: anyhow 1.0.98
// lock: futures-util 0.3.31
// lock: tokio-tungstenite 0.26.2
// lock: tokio 1.47.1
use anyhow::Result;
use futures_util::StreamExt;
use tokio::net::TcpStream;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

enum Link {
    Down,
    Up(WebSocketStream<MaybeTlsStream<TcpStream>>),
}

struct Peer {
    url: String,
    link: Link,
}

impl Peer {
    fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), link: Link::Down }
    }

    async fn dial(&mut self) -> Result<()> {
        self.disconnect().await;
        let (ws, _) = connect_async(self.url.as_str()).await?;
        self.link = Link::Up(ws);
        Ok(())
    }

    async fn poll(&mut self) -> Option<usize> {
        match &mut self.link {
            Link::Up(ws) => ws.next().await?.ok().map(|m| m.len()),
            Link::Down => None,
        }
    }

    async fn disconnect(&mut self) {
        if let Link::Up(mut ws) = std::mem::replace(&mut self.link, Link::Down) {
            ws.close(None).await.ok();
        }
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let mut peer = Peer::new("ws://127.0.0.1:9944");
    peer.dial().await?;
    while let Some(n) = peer.poll().await {
        println!("{n}");
    }
    peer.disconnect().await;
    Ok(())
}
