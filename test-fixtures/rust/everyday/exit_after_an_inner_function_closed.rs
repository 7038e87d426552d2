// lock: anyhow 1.0.98
// lock: futures-util 0.3.31
// lock: tokio-tungstenite 0.26.2
// lock: tokio 1.47.1
use std::process::ExitCode;

use anyhow::{Result, ensure};
use futures_util::{SinkExt, StreamExt};
use tokio_tungstenite::{connect_async, tungstenite::Message};

async fn health(url: &str) -> Result<String> {
    ensure!(url.starts_with("ws"), "not a websocket url: {url}");
    let (mut ws, _) = connect_async(url).await?;
    let work = async {
        ws.send(Message::text("{\"id\":1,\"method\":\"system_health\"}")).await?;
        let msg = ws.next().await.ok_or_else(|| anyhow::anyhow!("peer closed"))??;
        anyhow::Ok(msg.to_string())
    };
    let result = work.await;
    ws.close(None).await?;
    result
}

#[tokio::main]
async fn main() -> ExitCode {
    match health("ws://127.0.0.1:9944").await {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(e) => {
            eprintln!("{e:#}");
            std::process::exit(3);
        }
    }
}
