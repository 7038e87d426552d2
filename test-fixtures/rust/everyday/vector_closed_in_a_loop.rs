// lock: futures-util 0.3.31
// lock: tokio-tungstenite 0.26.2
// lock: tokio 1.47.1
use futures_util::StreamExt;
use tokio_tungstenite::connect_async;

const NODES: [&str; 3] = ["ws://10.0.0.1:9944", "ws://10.0.0.2:9944", "ws://10.0.0.3:9944"];

#[tokio::main]
async fn main() {
    let mut sockets = Vec::new();
    for url in NODES {
        match connect_async(url).await {
            Ok((ws, _)) => sockets.push((url, ws)),
            Err(e) => eprintln!("{url}: {e}"),
        }
    }
    for (url, ws) in sockets.iter_mut() {
        if let Some(Ok(m)) = ws.next().await {
            println!("{url}: {} bytes", m.len());
        }
    }
    for (url, mut ws) in sockets {
        if let Err(e) = ws.close(None).await {
            eprintln!("{url}: {e}");
        }
    }
}
