// lock: subxt 0.51.0
use std::sync::Arc;

use subxt::backend::{ChainHeadBackend, LegacyBackend};
use subxt::rpcs::RpcClient;
use subxt::{Error, OnlineClient, PolkadotConfig};

async fn faulty(url: &str) -> Result<(), Error> {
    let rpc = RpcClient::from_url(url).await?;
    let backend = ChainHeadBackend::<PolkadotConfig>::builder().build_with_background_driver(rpc);
//                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB104
    let api = OnlineClient::<PolkadotConfig>::from_backend(Arc::new(backend)).await?;
    api.at_current_block().await?;
    Ok(())
}

async fn correct(url: &str) -> Result<(), Error> {
    let rpc = RpcClient::from_url(url).await?;
    let backend = LegacyBackend::<PolkadotConfig>::builder().build(rpc);
    let api = OnlineClient::<PolkadotConfig>::from_backend(Arc::new(backend)).await?;
    api.at_current_block().await?;
    Ok(())
}

async fn returned(url: &str) -> Result<OnlineClient<PolkadotConfig>, Error> {
    let rpc = RpcClient::from_url(url).await?;
    let backend = ChainHeadBackend::<PolkadotConfig>::builder().build_with_background_driver(rpc);
    OnlineClient::from_backend(Arc::new(backend)).await
}
