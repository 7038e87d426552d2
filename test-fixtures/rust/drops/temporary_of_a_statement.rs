// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

async fn correct(url: &str) -> Result<(), subxt::Error> {
    let number = OnlineClient::<PolkadotConfig>::from_url(url).await?.latest().await?;
    println!("{number:?}");
    std::process::exit(0);
}

async fn faulty(url: &str) -> Result<(), subxt::Error> {
    let client = &OnlineClient::<PolkadotConfig>::from_url(url).await?;
    println!("{:?}", client.latest().await?);
    std::process::exit(0);
//  ^^^^^^^^^^^^^^^^^^^^^ SUB102
}
