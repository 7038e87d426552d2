// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

type Client = OnlineClient<PolkadotConfig>;

pub async fn pointless(url: &str) -> Result<(), subxt::Error> {
    let _client = Client::from_url(url).await?;
//                ^^^^^^^^^^^^^^^^^^^^^ SUB004
    println!("ready");
    Ok(())
}

pub async fn more_pointless(url: &str) -> Result<(), subxt::Error> {
    Client::from_url(url).await?;
//  ^^^^^^^^^^^^^^^^^^^^^ SUB004
    Ok(())
}

pub async fn used(url: &str) -> Result<(), subxt::Error> {
    let client = Client::from_url(url).await?;
    client.tx().await
}
