// lock: anyhow 1.0.98
// lock: jsonrpsee 0.26.0
// lock: tokio 1.47.1
use std::sync::Arc;

use anyhow::Result;
use jsonrpsee::core::client::ClientT;
use jsonrpsee::rpc_params;
use jsonrpsee::ws_client::{WsClient, WsClientBuilder};
use tokio::sync::Mutex;

#[derive(Clone)]
pub struct Node {
    url: Arc<str>,
    slot: Arc<Mutex<Option<WsClient>>>,
}

impl Node {
    pub fn new(url: &str) -> Self {
        Self { url: url.into(), slot: Arc::default() }
    }

    pub async fn health(&self) -> Result<String> {
        let mut slot = self.slot.lock().await;
        let client = match slot.take() {
            Some(c) if c.is_connected() => c,
            _ => WsClientBuilder::default().build(&*self.url).await?,
        };
        let reply = client.request("system_health", rpc_params![]).await;
        if reply.is_ok() {
            *slot = Some(client);
        }
        Ok(reply?)
    }
}
