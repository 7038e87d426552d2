// lock: subxt 0.44.0
use std::sync::Arc;

use subxt::{OnlineClient, PolkadotConfig};

struct Watcher {
    client: OnlineClient<PolkadotConfig>,
}

impl Watcher {
    async fn run(self: Arc<Self>) {
        loop {
            println!("{:?}", self.client.latest().await);
        }
    }

    async fn once(self: Arc<Self>) {
        println!("{:?}", self.client.latest().await);
    }
}

async fn faulty(url: &str) -> Result<(), subxt::Error> {
    let client = OnlineClient::<PolkadotConfig>::from_url(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB103
    let watcher = Arc::new(Watcher { client });
    let task = watcher.clone();
    tokio::spawn(async move { task.run().await });
    Ok(())
}

async fn correct(url: &str) -> Result<(), subxt::Error> {
    let client = OnlineClient::<PolkadotConfig>::from_url(url).await?;
    let watcher = Arc::new(Watcher { client });
    let task = watcher.clone();
    tokio::spawn(async move { task.once().await });
    Ok(())
}
