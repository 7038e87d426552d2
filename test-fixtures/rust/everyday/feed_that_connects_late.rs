// lock: anyhow 1.0.98
// lock: futures-util 0.3.31
// lock: tokio 1.47.1
// lock: tokio-tungstenite 0.26.2
use anyhow::{Context, Result};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

pub struct Feed {
    url: String,
    socket: Option<Socket>,
}

impl Feed {
    pub fn new(url: &str) -> Self {
        Self { url: url.to_owned(), socket: None }
    }

    async fn socket(&mut self) -> Result<&mut Socket> {
        if self.socket.is_none() {
            let (socket, _) = connect_async(self.url.as_str()).await?;
            self.socket = Some(socket);
        }
        self.socket.as_mut().context("it was just opened")
    }

    pub async fn subscribe(&mut self, topic: &str) -> Result<()> {
        let socket = self.socket().await?;
        socket.send(Message::text(topic)).await?;
        Ok(())
    }

    pub async fn next(&mut self) -> Result<Message> {
        self.socket().await?.next().await.context("closed")?.map_err(Into::into)
    }

    pub async fn close(&mut self) {
        if let Some(mut socket) = self.socket.take() {
            if let Err(error) = socket.close(None).await {
                eprintln!("{}: {error}", self.url);
            }
        }
    }
}

async fn print(feed: &mut Feed, topic: &str, count: usize) -> Result<()> {
    feed.subscribe(topic).await?;
    for _ in 0..count {
        println!("{}", feed.next().await?);
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Result<()> {
    let mut feed = Feed::new("wss://feed.example.org");
    let outcome = print(&mut feed, "blocks", 10).await;
    feed.close().await;
    outcome
}
