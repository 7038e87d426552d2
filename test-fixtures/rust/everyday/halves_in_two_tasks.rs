// lock: anyhow 1.0.98
// lock: futures-util 0.3.31
// lock: tokio 1.47.1
// lock: tokio-tungstenite 0.26.2
use anyhow::Result;
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn read(mut stream: SplitStream<Socket>, out: mpsc::Sender<String>) -> usize {
    let mut n_read = 0;
    while let Some(item) = stream.next().await {
        let text = match item {
            Ok(Message::Text(text)) => text,
            Ok(Message::Close(_)) | Err(_) => break,
            Ok(_) => continue,
        };
        n_read += 1;
        if out.send(text.to_string()).await.is_err() {
            break;
        }
    }
    n_read
}

async fn write(mut sink: SplitSink<Socket, Message>, mut lines: mpsc::Receiver<String>) -> Result<()> {
    let mut outcome = Ok(());
    while let Some(line) = lines.recv().await {
        if let Err(error) = sink.send(Message::text(line)).await {
            outcome = Err(error.into());
            break;
        }
    }
    sink.close().await?;
    outcome
}

#[tokio::main]
async fn main() -> Result<()> {
    let (socket, _) = connect_async("ws://127.0.0.1:9944").await?;
    let (sink, stream) = socket.split();
    let (to_node, lines) = mpsc::channel(8);
    let (out, mut answers) = mpsc::channel(8);
    let reader = tokio::spawn(read(stream, out));
    let writer = tokio::spawn(write(sink, lines));
    for method in ["system_chain", "system_name"] {
        to_node.send(format!(r#"{{"id":1,"method":"{method}"}}"#)).await?;
        if let Some(answer) = answers.recv().await {
            println!("{answer}");
        }
    }
    drop(to_node);
    writer.await??;
    println!("{} read", reader.await?);
    Ok(())
}
