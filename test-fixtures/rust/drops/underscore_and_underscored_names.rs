// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

async fn faulty_at_once(url: &str) -> Result<(), subxt::Error> {
    let _ = OnlineClient::<PolkadotConfig>::from_url(url).await?;
//          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB004
    Ok(())
}

async fn faulty_at_the_end(url: &str) -> Result<(), subxt::Error> {
    let _client = OnlineClient::<PolkadotConfig>::from_url(url).await?;
//                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB004
    wait().await;
    Ok(())
}

async fn correct(url: &str) -> Result<u64, subxt::Error> {
    let _client = OnlineClient::<PolkadotConfig>::from_url(url).await?;
    _client.latest().await
}
