// lock: subxt 0.44.0
// edition: 2021
use subxt::{OnlineClient, PolkadotConfig};

async fn faulty(url: &str) -> Result<(), subxt::Error> {
    if let Ok(number) = OnlineClient::<PolkadotConfig>::from_url(url).await?.latest().await {
        println!("{number:?}");
    } else {
        std::process::exit(1);
//      ^^^^^^^^^^^^^^^^^^^^^ SUB102
    }
    Ok(())
}

async fn faulty_further_down(url: &str, other: Option<u32>) -> Result<(), subxt::Error> {
    if let Ok(number) = OnlineClient::<PolkadotConfig>::from_url(url).await?.latest().await {
        println!("{number:?}");
    } else if let Some(other) = other {
        println!("{other}");
    } else {
        std::process::exit(1);
//      ^^^^^^^^^^^^^^^^^^^^^ SUB102
    }
    Ok(())
}

async fn correct(url: &str) -> Result<(), subxt::Error> {
    let number = OnlineClient::<PolkadotConfig>::from_url(url).await?.latest().await;
    if let Ok(number) = number {
        println!("{number:?}");
    } else {
        std::process::exit(1);
    }
    Ok(())
}

async fn correct_behind_it(url: &str) -> Result<(), subxt::Error> {
    if let Ok(number) = OnlineClient::<PolkadotConfig>::from_url(url).await?.latest().await {
        println!("{number:?}");
    }
    std::process::exit(0);
}
