// lock: subxt 0.44.0
// lock: tokio 1.47.1
use std::sync::Arc;
use std::time::Duration;

use subxt::backend::rpc::reconnecting_rpc_client::{ExponentialBackoff, RpcClient};
use subxt::{Error, OnlineClient, PolkadotConfig};
use tokio::sync::RwLock;

type Api = OnlineClient<PolkadotConfig>;

#[derive(Clone)]
pub struct Chain {
    url: Arc<str>,
    api: Arc<RwLock<Api>>,
}

impl Chain {
    pub async fn connect(url: &str) -> Result<Chain, Error> {
        let api = open(url).await?;
        Ok(Chain { url: url.into(), api: Arc::new(RwLock::new(api)) })
    }

    async fn reconnect(&self) -> Result<(), Error> {
        let fresh = open(&self.url).await?;
        *self.api.write().await = fresh;
        Ok(())
    }

    pub async fn head(&self) -> Result<u32, Error> {
        for _ in 0..2 {
            let api = self.api.read().await.clone();
            match api.blocks().at_latest().await {
                Ok(block) => return Ok(block.number()),
                Err(error) if error.is_disconnected_will_reconnect() => self.reconnect().await?,
                Err(error) => return Err(error),
            }
        }
        Err(Error::Other("the node is away".into()))
    }
}

async fn open(url: &str) -> Result<Api, Error> {
    let retries = ExponentialBackoff::from_millis(100).max_delay(Duration::from_secs(10)).take(3);
    let rpc = RpcClient::builder().retry_policy(retries).build(url.to_owned()).await?;
    Api::from_rpc_client(rpc).await
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let chain = Chain::connect("ws://127.0.0.1:9944").await?;
    let watcher = chain.clone();
    let task = tokio::spawn(async move { watcher.head().await });
    println!("{} {}", chain.head().await?, task.await.expect("it does not panic")?);
    Ok(())
}
