// lock: anyhow 1.0.98
// lock: futures-util 0.3.31
// lock: tokio 1.47.1
// lock: tokio-tungstenite 0.26.2
use anyhow::Result;
use futures_util::SinkExt;
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

#[derive(Debug)]
pub enum Command {
    Text(String),
    Ping,
    Stop,
}

async fn write_all(mut socket: Socket, mut commands: mpsc::Receiver<Command>) -> Result<usize> {
    let mut written = 0;
    while let Some(command) = commands.recv().await {
        match command {
            Command::Text(text) => {
                serde_json::from_str::<serde_json::Value>(&text)?;
                socket.send(Message::text(text)).await?;
            }
            Command::Ping => socket.send(Message::Ping(Default::default())).await?,
            Command::Stop => break,
        }
        written += 1;
    }
    socket.close(None).await?;
    Ok(written)
}

#[tokio::main]
async fn main() -> Result<()> {
    let (socket, _) = connect_async("ws://127.0.0.1:9944").await?;
//                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    let (sender, receiver) = mpsc::channel(32);
    let writer = tokio::spawn(write_all(socket, receiver));
    for line in std::io::stdin().lines() {
        sender.send(Command::Text(line?)).await?;
    }
    sender.send(Command::Ping).await?;
    sender.send(Command::Stop).await?;
    println!("{} written", writer.await??);
    Ok(())
}
