// lock: anyhow 1.0.98
// lock: futures-util 0.3.31
// lock: tokio-tungstenite 0.26.2
// lock: tokio 1.47.1
use anyhow::Result;
use futures_util::StreamExt;
use tokio_tungstenite::connect_async;

const NODES: [&str; 3] = ["ws://10.0.0.1:9944", "ws://10.0.0.2:9944", "ws://10.0.0.3:9944"];

#[tokio::main]
async fn main() -> Result<()> {
    let mut sockets = Vec::new();
    for url in NODES {
        let (ws, _) = connect_async(url).await?;
//                    ^^^^^^^^^^^^^^^^^^ SUB002
        sockets.push(ws);
    }
    for ws in sockets.iter_mut() {
        if let Some(Ok(m)) = ws.next().await {
            println!("{} bytes", m.len());
        }
    }
    for mut ws in sockets {
        ws.close(None).await.ok();
    }
    Ok(())
}
