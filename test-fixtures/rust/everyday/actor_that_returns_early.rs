// lock: anyhow 1.0.98
// lock: futures-util 0.3.31
// lock: tokio-tungstenite 0.26.2
// lock: tokio 1.47.1
use anyhow::Result;
use futures_util::SinkExt;
use tokio::sync::mpsc;
use tokio_tungstenite::{connect_async, tungstenite::Message};

async fn writer(url: String, mut rx: mpsc::Receiver<String>) -> Result<()> {
    let (mut ws, _) = connect_async(url).await?;
//                    ^^^^^^^^^^^^^^^^^^ SUB002
    loop {
        match rx.recv().await {
            Some(line) if line == "quit" => return Ok(()),
            Some(line) => {
                if ws.send(Message::text(line)).await.is_err() {
                    break;
                }
            }
            None => break,
        }
    }
    ws.close(None).await?;
    Ok(())
}

#[tokio::main]
async fn main() -> Result<()> {
    let (tx, rx) = mpsc::channel(8);
    let task = tokio::spawn(writer("ws://127.0.0.1:9944".to_string(), rx));
    tx.send("{\"id\":1}".to_string()).await?;
    tx.send("quit".to_string()).await?;
    task.await?
}
