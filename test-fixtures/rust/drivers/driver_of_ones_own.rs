// lock: subxt 0.51.1
use std::sync::Arc;

use subxt::backend::CombinedBackend;
use subxt::backend::rpc::RpcClient;
use subxt::{OnlineClient, PolkadotConfig};
use tokio_util::task::AbortOnDropHandle;

type Client = OnlineClient<PolkadotConfig>;

async fn correct(url: &str) -> Result<(), subxt::Error> {
    let rpc = RpcClient::from_url(url).await?;
    let (backend, mut driver) = CombinedBackend::builder().build(rpc).await?;
    let _driver = AbortOnDropHandle::new(tokio::spawn(async move { while driver.next().await.is_some() {} }));
    let client = Client::from_backend(Arc::new(backend)).await?;
    println!("{:?}", client.latest().await);
    Ok(())
}

async fn faulty(url: &str) -> Result<(), subxt::Error> {
    let rpc = RpcClient::from_url(url).await?;
    let client = Client::from_rpc_client(rpc).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB104
    println!("{:?}", client.latest().await);
    Ok(())
}
