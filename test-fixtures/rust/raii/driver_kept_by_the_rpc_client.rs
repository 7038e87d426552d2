// lock: subxt 0.44.0
use subxt::backend::rpc::RpcClient;
use subxt::{OnlineClient, PolkadotConfig};

async fn correct(url: &str) -> Result<u64, subxt::Error> {
    let rpc = RpcClient::from_url(url).await?;
    let client = OnlineClient::<PolkadotConfig>::from_rpc_client(rpc.clone()).await?;
    println!("{:?}", rpc.request("system_chain").await);
    client.latest().await
}

async fn faulty(url: &str) -> Result<(), subxt::Error> {
    let rpc = RpcClient::from_url(url).await?;
    let client = OnlineClient::<PolkadotConfig>::from_rpc_client(rpc).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB101
    std::mem::forget(client);
    Ok(())
}
