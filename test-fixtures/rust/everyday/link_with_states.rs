// lock: anyhow 1.0.98
// lock: futures-util 0.3.31
// lock: tokio 1.47.1
// lock: tokio-tungstenite 0.26.2
use std::time::Duration;

use anyhow::Result;
use futures_util::StreamExt;
use tokio::net::TcpStream;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

enum Link {
    Down { failures: u32 },
    Up(Box<Socket>),
    Over,
}

impl Link {
    async fn step(self, url: &str, budget: &mut u32) -> Link {
        match self {
            Link::Down { failures } if failures > 5 => Link::Over,
            Link::Down { failures } => match connect_async(url).await {
                Ok((socket, _)) => Link::Up(Box::new(socket)),
                Err(error) => {
                    eprintln!("{error}");
                    tokio::time::sleep(Duration::from_secs(1 << failures)).await;
                    Link::Down { failures: failures + 1 }
                }
            },
            Link::Up(mut socket) => {
                if *budget == 0 {
                    socket.close(None).await.ok();
                    return Link::Over;
                }
                *budget -= 1;
                match socket.next().await {
                    Some(Ok(message)) => {
                        println!("{} bytes", message.len());
                        Link::Up(socket)
                    }
                    Some(Err(_)) | None => {
                        socket.close(None).await.ok();
                        Link::Down { failures: 0 }
                    }
                }
            }
            Link::Over => Link::Over,
        }
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let mut link = Link::Down { failures: 0 };
    let mut budget = 100;
    loop {
        link = link.step("ws://127.0.0.1:9944", &mut budget).await;
        if let Link::Over = link {
            return Ok(());
        }
    }
}
