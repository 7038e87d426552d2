// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

async fn faulty(url: &str) -> Result<(), subxt::Error> {
    let client = OnlineClient::<PolkadotConfig>::from_url(url).await?;
    let client = client.latest().await?;
    println!("{client:?}");
    std::process::exit(0);
//  ^^^^^^^^^^^^^^^^^^^^^ SUB102
}

async fn correct(url: &str) -> Result<(), subxt::Error> {
    let client = OnlineClient::<PolkadotConfig>::from_url(url).await?;
    let number = client.latest().await?;
    drop(client);
    println!("{number:?}");
    std::process::exit(0);
}
