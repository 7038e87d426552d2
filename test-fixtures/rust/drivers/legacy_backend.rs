// lock: subxt 0.51.1
use std::sync::Arc;

use subxt::backend::rpc::RpcClient;
use subxt::backend::LegacyBackend;
use subxt::{OnlineClient, PolkadotConfig};

async fn correct(url: &str) -> Result<(), subxt::Error> {
    let rpc = RpcClient::from_url(url).await?;
    let backend = LegacyBackend::builder().build(rpc);
    let client = OnlineClient::<PolkadotConfig>::from_backend(Arc::new(backend)).await?;
    println!("{:?}", client.latest().await);
    Ok(())
}

async fn faulty(url: &str) -> Result<(), subxt::Error> {
    let client = OnlineClient::<PolkadotConfig>::from_insecure_url(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB104
    println!("{:?}", client.latest().await);
    Ok(())
}
