// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

type Client = OnlineClient<PolkadotConfig>;

pub async fn early(url: &str) -> Result<(), subxt::Error> {
    let client = Client::from_url(url).await?;
    client.tx().await?;
    drop(client);
    std::process::exit(0)
}
