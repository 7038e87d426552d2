// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

type Client = OnlineClient<PolkadotConfig>;

pub async fn epochs(url: &str) -> Result<(), subxt::Error> {
    for _ in 0..10 {
        let client = Client::from_url(url).await?;
        client.tx().await?;
    }
    Ok(())
}
