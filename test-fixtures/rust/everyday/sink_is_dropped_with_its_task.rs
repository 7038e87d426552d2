// lock: anyhow 1.0.98
// lock: futures-util 0.3.31
// lock: tokio 1.47.1
// lock: tokio-tungstenite 0.26.2
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Result;
use futures_util::{SinkExt, StreamExt};
use tokio::sync::mpsc;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;

#[derive(Clone)]
pub struct Requests {
    lines: mpsc::Sender<String>,
    next_id: Arc<AtomicU64>,
}

impl Requests {
    pub async fn send(&self, method: &str) -> Result<u64> {
        let id = self.next_id.fetch_add(1, Ordering::Relaxed);
        self.lines.send(format!(r#"{{"id":{id},"method":"{method}"}}"#)).await?;
        Ok(id)
    }
}

pub async fn start(url: &str) -> Result<(Requests, mpsc::Receiver<String>)> {
    let (socket, _) = connect_async(url).await?;
//                    ^^^^^^^^^^^^^^^^^^ SUB001
    let (mut sink, mut stream) = socket.split();
    let (lines, mut outgoing) = mpsc::channel::<String>(64);
    let (answers, incoming) = mpsc::channel(64);
    tokio::spawn(async move {
        while let Some(line) = outgoing.recv().await {
            if let Err(error) = sink.send(Message::text(line)).await {
                eprintln!("{error}");
                return;
            }
        }
    });
    tokio::spawn(async move {
        while let Some(Ok(message)) = stream.next().await {
            if answers.send(message.to_string()).await.is_err() {
                return;
            }
        }
    });
    Ok((Requests { lines, next_id: Arc::default() }, incoming))
}
