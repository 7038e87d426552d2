// lock: subxt 0.51.1
use subxt::{OnlineClient, PolkadotConfig};

async fn latest(url: &str) -> Result<u64, subxt::Error> {
    let client = OnlineClient::<PolkadotConfig>::from_url(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB104
    client.latest().await
}

async fn latest_of(client: &OnlineClient<PolkadotConfig>) -> Result<u64, subxt::Error> {
    client.latest().await
}

pub async fn faulty(url: &str) {
    loop {
        println!("{:?}", latest(url).await);
    }
}

pub async fn correct(client: &OnlineClient<PolkadotConfig>) {
    loop {
        println!("{:?}", latest_of(client).await);
    }
}
