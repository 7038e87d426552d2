// lock: anyhow 1.0.98
// lock: futures-util 0.3.31
// lock: tokio 1.47.1
// lock: tokio-tungstenite 0.26.2
use anyhow::{Context, Result};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

pub struct Feed {
    url: String,
    socket: Option<WebSocketStream<MaybeTlsStream<TcpStream>>>,
}

impl Feed {
    pub fn new(url: &str) -> Self {
        Self { url: url.to_owned(), socket: None }
    }

    pub async fn connect(&mut self) -> Result<()> {
        let (socket, _) = connect_async(self.url.as_str()).await?;
        self.socket = Some(socket);
        Ok(())
    }

    pub async fn ask(&mut self, body: &str) -> Result<Message> {
        let socket = self.socket.as_mut().context("not connected")?;
        socket.send(Message::text(body)).await?;
        socket.next().await.context("closed")?.map_err(Into::into)
    }

    pub async fn close(&mut self) -> Result<()> {
        if let Some(mut socket) = self.socket.take() {
            socket.close(None).await?;
        }
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let mut feed = Feed::new("wss://feed.example.org");
    feed.connect().await?;
//  ^^^^^^^^^^^^^^ SUB007
    for topic in ["blocks", "weights", "stake"] {
        match feed.ask(topic).await {
            Ok(answer) => println!("{topic}: {answer}"),
            Err(error) => eprintln!("{topic}: {error:#}"),
        }
    }
    Ok(())
}
