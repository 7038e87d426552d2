// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

async fn faulty(url: &str) -> Result<(), subxt::Error> {
    let client = OnlineClient::<PolkadotConfig>::from_url(url).await?;
    let Ok(number) = client.latest().await else {
        std::process::exit(1);
//      ^^^^^^^^^^^^^^^^^^^^^ SUB102
    };
    println!("{number:?}");
    Ok(())
}

async fn correct(url: &str) -> Result<(), subxt::Error> {
    let Ok(number) = OnlineClient::<PolkadotConfig>::from_url(url).await?.latest().await else {
        std::process::exit(1);
    };
    println!("{number:?}");
    Ok(())
}
