// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

type Client = OnlineClient<PolkadotConfig>;

pub async fn is_up(url: &str) -> bool {
    Client::from_url(url).await.is_ok()
}

pub async fn explain(url: &str) {
    match Client::from_url(url).await {
        Ok(_) => println!("{url} is up"),
        Err(error) => println!("{url}: {error}"),
    }
}
