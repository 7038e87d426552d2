// lock: subxt 0.44.0
// edition: 2021
use subxt::{OnlineClient, PolkadotConfig};

async fn faulty(url: &str) -> Result<(), subxt::Error> {
    match {
        println!("connecting to {url}");
        OnlineClient::<PolkadotConfig>::from_url(url).await?.latest().await
    } {
        Ok(number) => println!("{number:?}"),
        Err(_) => std::process::exit(1),
//                ^^^^^^^^^^^^^^^^^^^^^ SUB102
    }
    Ok(())
}

async fn correct_in_an_arm(url: Option<&str>) -> Result<(), subxt::Error> {
    match match url {
        // The value of an arm ends its temporaries with the arm.
        Some(url) => {
            println!("connecting to {url}");
            OnlineClient::<PolkadotConfig>::from_url(url).await?.latest().await.ok()
        }
        None => None,
    } {
        Some(number) => println!("{number:?}"),
        None => std::process::exit(1),
    }
    Ok(())
}

async fn correct_in_a_statement(url: &str) -> Result<(), subxt::Error> {
    let number = {
        println!("connecting to {url}");
        OnlineClient::<PolkadotConfig>::from_url(url).await?.latest().await
    };
    match number {
        Ok(number) => println!("{number:?}"),
        Err(_) => std::process::exit(1),
    }
    Ok(())
}

async fn correct_its_value_is_moved(url: &str) -> Result<u32, subxt::Error> {
    let client = {
        println!("connecting to {url}");
        OnlineClient::<PolkadotConfig>::from_url(url).await?
    };
    let number = client.latest().await?;
    drop(client);
    if number == 0 {
        std::process::exit(1);
    }
    Ok(number)
}
