// lock: anyhow 1.0.98
// lock: subxt 0.44.0
// lock: tokio 1.47.1
use std::time::Duration;

use anyhow::{Context, Result};
use subxt::{Config, OnlineClient, PolkadotConfig};

trait HeightSource {
    async fn height(&self) -> Result<u64>;
}

impl<C: Config> HeightSource for OnlineClient<C> {
    async fn height(&self) -> Result<u64> {
        Ok(self.blocks().at_latest().await?.number().into())
    }
}

#[derive(Default)]
struct Builder {
    url: Option<String>,
    timeout: Option<Duration>,
}

impl Builder {
    fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    fn timeout(mut self, d: Duration) -> Self {
        self.timeout = Some(d);
        self
    }

    async fn build(self) -> Result<OnlineClient<PolkadotConfig>> {
        let url = self.url.context("no url")?;
        let dial = OnlineClient::<PolkadotConfig>::from_url(url);
        let client = tokio::time::timeout(self.timeout.unwrap_or(Duration::from_secs(5)), dial).await??;
        Ok(client)
    }
}

async fn show<S: HeightSource>(s: &S) -> Result<()> {
    println!("{}", s.height().await?);
    Ok(())
}

#[tokio::main]
async fn main() -> Result<()> {
    let client = Builder::default().url("ws://127.0.0.1:9944").timeout(Duration::from_secs(3)).build().await?;
    show(&client).await
}
