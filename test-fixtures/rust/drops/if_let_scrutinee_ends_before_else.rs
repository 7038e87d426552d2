// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

async fn faulty(url: &str) -> Result<(), subxt::Error> {
    if let Ok(number) = OnlineClient::<PolkadotConfig>::from_url(url).await?.latest().await {
        println!("{number:?}");
        std::process::exit(0);
//      ^^^^^^^^^^^^^^^^^^^^^ SUB102
    }
    Ok(())
}

async fn correct(url: &str) -> Result<(), subxt::Error> {
    if let Ok(number) = OnlineClient::<PolkadotConfig>::from_url(url).await?.latest().await {
        println!("{number:?}");
    } else {
        std::process::exit(1);
    }
    Ok(())
}
