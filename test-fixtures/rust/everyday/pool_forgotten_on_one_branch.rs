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


use anyhow::Result;
use client::NodeClient;

struct Pool {
    nodes: Vec<NodeClient>,
}

impl Pool {
    async fn open(urls: &[&str]) -> Pool {
        let mut nodes = Vec::new();
        for url in urls {
            match NodeClient::connect(url).await {
                Ok(n) => nodes.push(n),
                Err(e) => eprintln!("{url}: {e:#}"),
            }
        }
        Pool { nodes }
    }

    async fn shutdown(self) {
        for node in self.nodes {
            node.close().await.ok();
        }
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let mut pool = Pool::open(&["ws://a:9944", "ws://b:9944"]).await;
//                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    let Some(first) = pool.nodes.first_mut() else {
        println!("nobody there");
        pool.shutdown().await;
        return Ok(());
    };
    let n = first.block().await;
    if let Ok(0) = n {
        return Ok(());
    }
    println!("{:?}", n.ok());
    pool.shutdown().await;
    Ok(())
}
