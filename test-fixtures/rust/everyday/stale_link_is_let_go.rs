// lock: anyhow 1.0.98
// lock: futures-util 0.3.31
// lock: tokio 1.47.1
// lock: tokio-tungstenite 0.26.2
use std::time::{Duration, Instant};

use anyhow::Result;
use futures_util::StreamExt;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

enum Link {
    Idle,
    Up { socket: Socket, since: Instant },
}

pub async fn follow(url: &str, max_age: Duration) -> Result<()> {
    let mut link = Link::Idle;
    loop {
        link = match link {
            Link::Idle => {
                let (socket, _) = connect_async(url).await?;
//                                ^^^^^^^^^^^^^^^^^^ SUB001|SUB002|SUB005
                Link::Up { socket, since: Instant::now() }
            }
            Link::Up { since, .. } if since.elapsed() > max_age => Link::Idle,
            Link::Up { mut socket, since } => {
                match timeout(Duration::from_secs(30), socket.next()).await {
                    Ok(Some(Ok(message))) => println!("{} bytes", message.len()),
                    Ok(Some(Err(error))) => return Err(error.into()),
                    Ok(None) => return Ok(()),
                    Err(_) => eprintln!("quiet for 30 s"),
                }
                Link::Up { socket, since }
            }
        };
    }
}
