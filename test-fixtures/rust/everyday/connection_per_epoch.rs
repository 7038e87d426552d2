// lock: anyhow 1.0.98
// lock: futures-util 0.3.31
// lock: serde_json 1.0.140
// lock: tokio-tungstenite 0.26.2
// lock: tokio 1.47.1
mod client {
    use std::time::Duration;

    use anyhow::{Context, Result};
    use futures_util::{SinkExt, StreamExt};
    use serde_json::{Value, json};
    use tokio::net::TcpStream;
    use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

    /// A small JSON-RPC client of one node.
    pub struct NodeClient {
        ws: WebSocketStream<MaybeTlsStream<TcpStream>>,
        next_id: u64,
    }

    impl NodeClient {
        pub async fn connect(url: &str) -> Result<Self> {
            let (ws, _) = tokio::time::timeout(Duration::from_secs(5), connect_async(url))
                .await
                .context("timed out")??;
            Ok(Self { ws, next_id: 0 })
        }

        pub async fn request(&mut self, method: &str, params: Value) -> Result<Value> {
            self.next_id += 1;
            let body = json!({"jsonrpc": "2.0", "id": self.next_id, "method": method, "params": params});
            self.ws.send(Message::text(body.to_string())).await?;
            let reply = self.ws.next().await.context("closed by peer")??;
            Ok(serde_json::from_str(reply.to_text()?)?)
        }

        pub async fn block(&mut self) -> Result<u64> {
            let v = self.request("chain_getHeader", json!([])).await?;
            v["result"]["number"].as_u64().context("no number")
        }

        pub async fn close(mut self) -> Result<()> {
            self.ws.close(None).await?;
            Ok(())
        }
    }
}


use std::time::Duration;

use client::NodeClient;
use tokio::sync::watch;

async fn epochs(url: String, mut stop: watch::Receiver<bool>) {
    let mut last = 0;
    while !*stop.borrow() {
        let mut node = match NodeClient::connect(&url).await {
//                           ^^^^^^^^^^^^^^^^^^^^^^^^^ SUB002
            Ok(node) => node,
            Err(_) => {
                tokio::time::sleep(Duration::from_secs(3)).await;
                continue;
            }
        };
        let Ok(block) = node.block().await else { continue };
        if block > last {
            last = block;
            println!("epoch at {block}");
        }
        node.close().await.ok();
        tokio::select! {
            _ = stop.changed() => {}
            _ = tokio::time::sleep(Duration::from_secs(12)) => {}
        }
    }
}

#[tokio::main]
async fn main() {
    let (tx, rx) = watch::channel(false);
    let task = tokio::spawn(epochs("ws://127.0.0.1:9944".into(), rx));
    tokio::signal::ctrl_c().await.ok();
    tx.send_replace(true);
    task.await.ok();
}
