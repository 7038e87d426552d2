// lock: anyhow 1.0.98
// lock: futures-util 0.3.31
// lock: tokio-tungstenite 0.26.2
// lock: tokio 1.47.1
use anyhow::Result;
use futures_util::{SinkExt, StreamExt};
use tokio_tungstenite::{connect_async, tungstenite::Message};

pub struct Head {
    pub number: u64,
}

fn parse(text: &str) -> Option<Head> {
    text.parse().ok().map(|number| Head { number })
}

/// Asks the node once for its best block.
pub async fn best_head(url: &str) -> Result<Option<Head>> {
    let (ws, _) = connect_async(url).await?;
//                ^^^^^^^^^^^^^^^^^^ SUB002
    let (mut tx, mut rx) = ws.split();
    let sent = tx.send(Message::text("{\"id\":1,\"method\":\"chain_getHeader\"}")).await;
    if sent.is_err() {
        tx.close().await.ok();
        return Ok(None);
    }
    let Some(Ok(reply)) = rx.next().await else {
        return Ok(None);
    };
    let head = reply.to_text().ok().and_then(parse);
    tx.close().await?;
    Ok(head)
}
