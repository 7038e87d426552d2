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

pub struct Pool {
    sockets: Vec<Socket>,
    next: usize,
}

impl Pool {
    pub async fn open(urls: &[String]) -> Result<Pool> {
        let mut sockets = Vec::with_capacity(urls.len());
        for url in urls {
            match connect_async(url.as_str()).await {
                Ok((socket, _)) => sockets.push(socket),
                Err(error) => {
                    close_all(sockets).await;
                    return Err(error).with_context(|| format!("cannot reach {url}"));
                }
            }
        }
        Ok(Pool { sockets, next: 0 })
    }

    pub async fn ask(&mut self, body: &str) -> Result<Message> {
        let at = self.next % self.sockets.len();
        self.next += 1;
        let socket = &mut self.sockets[at];
        socket.send(Message::text(body)).await?;
        Ok(socket.next().await.context("closed")??)
    }

    pub async fn close(self) {
        close_all(self.sockets).await;
    }
}

async fn close_all(sockets: Vec<Socket>) {
    for mut socket in sockets {
        if let Err(error) = socket.close(None).await {
            eprintln!("{error}");
        }
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let urls: Vec<String> = std::env::args().skip(1).collect();
    let mut pool = Pool::open(&urls).await?;
    let mut failures = 0;
    for number in 0..10 {
        if let Err(error) = pool.ask(&format!(r#"{{"id":{number},"method":"system_chain"}}"#)).await {
            eprintln!("{error:#}");
            failures += 1;
        }
    }
    pool.close().await;
    println!("{failures} failures");
    Ok(())
}
