// lock: subxt 0.51.0
// lock: tokio 1.47.1
use std::sync::Arc;

use subxt::backend::CombinedBackend;
use subxt::rpcs::RpcClient;
use subxt::{OnlineClient, PolkadotConfig};
use tokio::task::JoinHandle;

pub struct Chain {
    api: OnlineClient<PolkadotConfig>,
    driver: JoinHandle<()>,
}

impl Chain {
    pub async fn connect(url: &str) -> Result<Chain, Box<dyn std::error::Error>> {
        let rpc = RpcClient::from_insecure_url(url).await?;
        let (backend, mut driver) = CombinedBackend::builder().build(rpc).await?;
        let driver = tokio::spawn(async move {
            while let Some(step) = driver.next().await {
                if let Err(error) = step {
                    eprintln!("driver: {error}");
                }
            }
        });
        let api = match OnlineClient::from_backend(Arc::new(backend)).await {
            Ok(api) => api,
            Err(error) => {
                driver.abort();
                return Err(error.into());
            }
        };
        Ok(Chain { api, driver })
    }

    pub async fn head(&self) -> Result<u64, subxt::Error> {
        Ok(self.api.at_current_block().await?.block_number())
    }
}

impl Drop for Chain {
    fn drop(&mut self) {
        self.driver.abort();
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let chain = Chain::connect("ws://127.0.0.1:9944").await?;
    println!("{}", chain.head().await?);
    Ok(())
}
