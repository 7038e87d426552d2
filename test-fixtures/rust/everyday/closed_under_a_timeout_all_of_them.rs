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

use anyhow::Result;
use client::NodeClient;
use futures_util::future::join_all;

async fn all_heights(urls: &[&str]) -> Vec<u64> {
    let mut nodes = Vec::new();
    for url in urls {
        if let Ok(node) = NodeClient::connect(url).await {
            nodes.push(node);
        }
    }
    let mut heights = vec![];
    for node in &mut nodes {
        heights.extend(node.block().await.ok());
    }
    join_all(nodes.into_iter().map(|n| n.close())).await;
    heights
}

#[tokio::main]
async fn main() -> Result<()> {
    println!("{:?}", all_heights(&["ws://a:9944", "ws://b:9944"]).await);
    let mut node = NodeClient::connect("ws://127.0.0.1:9944").await?;
    let last = node.block().await;
    if tokio::time::timeout(Duration::from_secs(2), node.close()).await.is_err() {
        eprintln!("the node does not say goodbye");
    }
    println!("{}", last?);
    Ok(())
}
