// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

type Client = OnlineClient<PolkadotConfig>;

async fn main_block(url: &str) -> Result<(), subxt::Error> {
    let client = Client::from_url(url).await?;
    report(&client).await;
    let storage = client.storage();
    println!("{:?}", storage.at_latest().await?);
    Ok(())
}

async fn report(client: &Client) {
    println!("{:?}", client.blocks().at_latest().await);
}
