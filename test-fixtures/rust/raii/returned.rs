// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

type Client = OnlineClient<PolkadotConfig>;

async fn connect(url: &str) -> Result<Client, subxt::Error> {
    let client = OnlineClient::<PolkadotConfig>::from_url(url).await?;
    Ok(client)
}

pub async fn tail(url: &str) -> Result<Client, subxt::Error> {
    Client::from_insecure_url(url).await
}

pub async fn used(url: &str) -> Result<(), subxt::Error> {
    let client = connect(url).await?;
    client.tx().await?;
    Ok(())
}
