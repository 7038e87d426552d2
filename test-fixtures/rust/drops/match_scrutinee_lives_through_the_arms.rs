// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

async fn faulty(url: &str) -> Result<(), subxt::Error> {
    match OnlineClient::<PolkadotConfig>::from_url(url).await?.latest().await {
        Ok(number) => println!("{number:?}"),
        Err(_) => std::process::exit(1),
//                ^^^^^^^^^^^^^^^^^^^^^ SUB102
    }
    Ok(())
}

async fn correct(url: &str) -> Result<(), subxt::Error> {
    let number = OnlineClient::<PolkadotConfig>::from_url(url).await?.latest().await;
    match number {
        Ok(number) => println!("{number:?}"),
        Err(_) => std::process::exit(1),
    }
    Ok(())
}
