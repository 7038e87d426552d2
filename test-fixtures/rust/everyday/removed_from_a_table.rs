// lock: anyhow 1.0.98
// lock: futures-util 0.3.31
// lock: tokio 1.47.1
// lock: tokio-tungstenite 0.26.2
use std::collections::HashMap;

use anyhow::{Context, Result};
use futures_util::SinkExt;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

#[derive(Default)]
pub struct Nodes {
    sockets: HashMap<String, WebSocketStream<MaybeTlsStream<TcpStream>>>,
}

impl Nodes {
    pub async fn add(&mut self, name: &str, url: &str) -> Result<()> {
        if self.sockets.contains_key(name) {
            return Ok(());
        }
        let (socket, _) = connect_async(url).await?;
//                        ^^^^^^^^^^^^^^^^^^ SUB002
        self.sockets.insert(name.to_owned(), socket);
        Ok(())
    }

    pub async fn send(&mut self, name: &str, text: &str) -> Result<()> {
        let socket = self.sockets.get_mut(name).context("no such node")?;
        socket.send(Message::text(text)).await?;
        Ok(())
    }

    pub fn remove(&mut self, name: &str) {
        self.sockets.remove(name);
    }

    pub async fn close(mut self) {
        for (name, mut socket) in self.sockets.drain() {
            if let Err(error) = socket.close(None).await {
                eprintln!("{name}: {error}");
            }
        }
    }
}

pub async fn rotate(nodes: &mut Nodes, old: &str, new: &str, url: &str) -> Result<()> {
    nodes.add(new, url).await?;
    nodes.remove(old);
    nodes.send(new, "hello").await
}
