// lock: futures-util 0.3.31
// lock: tokio-tungstenite 0.26.2
// lock: tokio-util 0.7.15
// lock: tokio 1.47.1
// lock: tracing 0.1.41
use std::time::Duration;

use futures_util::StreamExt;
use tokio_tungstenite::connect_async;
use tokio_util::sync::CancellationToken;

async fn follow(url: &str, stop: CancellationToken) -> u64 {
    let mut total = 0;
    let mut backoff = Duration::from_secs(1);
    'reconnect: loop {
        let mut ws = match connect_async(url).await {
            Ok((ws, _)) => ws,
            Err(err) => {
                tracing::warn!(%err, "dial failed");
                tokio::time::sleep(backoff).await;
                backoff = (backoff * 2).min(Duration::from_secs(60));
                continue 'reconnect;
            }
        };
        backoff = Duration::from_secs(1);
        loop {
            tokio::select! {
                _ = stop.cancelled() => {
                    let _ = ws.close(None).await;
                    break 'reconnect;
                }
                item = ws.next() => match item {
                    Some(Ok(msg)) => total += msg.len() as u64,
                    Some(Err(err)) => {
                        tracing::warn!(%err, "lost the node");
                        break;
                    }
                    None => break,
                }
            }
        }
        let _ = ws.close(None).await;
    }
    total
}

#[tokio::main]
async fn main() {
    let stop = CancellationToken::new();
    let task = tokio::spawn({
        let stop = stop.clone();
        async move { follow("ws://127.0.0.1:9944", stop).await }
    });
    tokio::signal::ctrl_c().await.ok();
    stop.cancel();
    println!("{:?} bytes", task.await);
}
