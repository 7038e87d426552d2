// lock: subxt 0.38.1
use subxt::{OnlineClient, PolkadotConfig};

type Client = OnlineClient<PolkadotConfig>;

pub async fn block(url: &str) -> Result<u64, subxt::Error> {
    let client = Client::from_url(url).await?;
    client.latest().await
}

pub async fn reconnect(url: &str) -> Result<(), subxt::Error> {
    let mut client = Client::from_url(url).await?;
    client.latest().await?;
    for _ in 0..3 {
        client = Client::from_url(url).await?;
        client.latest().await?;
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), subxt::Error> {
    let client = Client::from_url("ws://node").await?;
    println!("{}", client.latest().await?);
    Ok(())
}
