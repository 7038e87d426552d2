// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

type Client = OnlineClient<PolkadotConfig>;

use std::sync::Arc;

pub async fn run(url: &str) -> Result<(), subxt::Error> {
    let client = Arc::new(Client::from_url(url).await?);
    let mut tasks = Vec::new();
    for id in 0..4 {
        let client = Arc::clone(&client);
        tasks.push(tokio::spawn(async move { client.tx_of(id).await }));
    }
    for task in tasks {
        task.await??;
    }
    Ok(())
}
