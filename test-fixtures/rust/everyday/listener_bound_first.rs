// lock: anyhow 1.0.98
// lock: subxt 0.44.0
// lock: tokio 1.47.1
// lock: tracing 0.1.41
use std::time::Duration;

use anyhow::Result;
use subxt::{OnlineClient, PolkadotConfig};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub struct Service {
    poller: JoinHandle<()>,
    listener: TcpListener,
}

impl Service {
    pub async fn start(url: &str, addr: &str) -> Result<Self> {
        let listener = TcpListener::bind(addr).await?;
        let api = OnlineClient::<PolkadotConfig>::from_url(url).await?;
        let poller = tokio::spawn(async move {
            loop {
                if let Ok(b) = api.blocks().at_latest().await {
                    tracing::info!(n = b.number());
                }
                tokio::time::sleep(Duration::from_secs(12)).await;
            }
        });
        Ok(Self { poller, listener })
    }

    pub fn local_port(&self) -> Option<u16> {
        self.listener.local_addr().ok().map(|a| a.port())
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.poller.abort();
    }
}
