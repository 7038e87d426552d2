// lock: subxt 0.51.1
use subxt::{OnlineClient, PolkadotConfig};

type Client = OnlineClient<PolkadotConfig>;

pub async fn asks(url: &str) -> Result<(), subxt::Error> {
    let client = Client::from_insecure_url("http://node:9933").await?;
    client.latest().await
}
