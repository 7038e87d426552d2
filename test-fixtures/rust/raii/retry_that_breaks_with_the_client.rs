// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

type Client = OnlineClient<PolkadotConfig>;

pub async fn patient(url: &str) -> Client {
    let mut wait = 1;
    let client = loop {
        match Client::from_url(url).await {
            Ok(client) => break client,
            Err(error) => eprintln!("{error}"),
        }
        tokio::time::sleep(std::time::Duration::from_secs(wait)).await;
        wait *= 2;
    };
    client
}
