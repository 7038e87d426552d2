// lock: anyhow 1.0.98
// lock: futures-util 0.3.31
// lock: tokio-tungstenite 0.26.2
// lock: tokio 1.47.1
use std::time::Duration;

use anyhow::{Result, bail};
use futures_util::{SinkExt, StreamExt};
use tokio_tungstenite::{connect_async, tungstenite::Message};

pub async fn rpc(url: &str, body: String) -> Result<String> {
    let (mut ws, _) = connect_async(url).await?;
//                    ^^^^^^^^^^^^^^^^^^ SUB002
    if let Err(e) = ws.send(Message::text(body)).await {
        ws.close(None).await.ok();
        return Err(e.into());
    }
    let reply = tokio::select! {
        msg = ws.next() => match msg {
            Some(Ok(m)) => m.to_string(),
            _ => String::new(),
        },
        _ = tokio::time::sleep(Duration::from_secs(10)) => {
            bail!("no answer from {url}");
        }
    };
    ws.close(None).await?;
    Ok(reply)
}
