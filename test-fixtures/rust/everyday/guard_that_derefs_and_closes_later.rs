// lock: anyhow 1.0.98
// lock: futures-util 0.3.31
// lock: tokio 1.47.1
// lock: tokio-tungstenite 0.26.2
use std::ops::{Deref, DerefMut};

use anyhow::{Context, Result};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::runtime::Handle;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A socket that says goodbye when it is dropped.
pub struct Guarded {
    socket: Option<Socket>,
    runtime: Handle,
}

impl Guarded {
    pub async fn connect(url: &str) -> Result<Self> {
        let (socket, _) = connect_async(url).await?;
        Ok(Self { socket: Some(socket), runtime: Handle::current() })
    }
}

impl Deref for Guarded {
    type Target = Socket;

    fn deref(&self) -> &Socket {
        self.socket.as_ref().expect("it is taken in drop only")
    }
}

impl DerefMut for Guarded {
    fn deref_mut(&mut self) -> &mut Socket {
        self.socket.as_mut().expect("it is taken in drop only")
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        if let Some(mut socket) = self.socket.take() {
            self.runtime.spawn(async move {
                if let Err(error) = socket.close(None).await {
                    eprintln!("{error}");
                }
            });
        }
    }
}

pub async fn chain(url: &str) -> Result<String> {
    let mut socket = Guarded::connect(url).await?;
    socket.send(Message::text(r#"{"id":1,"method":"system_chain"}"#)).await?;
    let answer = socket.next().await.context("closed")??;
    Ok(answer.into_text()?.to_string())
}
