// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

async fn faulty(url: &str) -> Result<(), subxt::Error> {
    let client = OnlineClient::<PolkadotConfig>::from_url(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB103
    tokio::spawn(async move {
        loop {
            println!("{:?}", client.latest().await);
            tokio::time::sleep(std::time::Duration::from_secs(12)).await;
        }
    });
    Ok(())
}

async fn correct(url: &str, stop: CancellationToken) -> Result<(), subxt::Error> {
    let client = OnlineClient::<PolkadotConfig>::from_url(url).await?;
    tokio::spawn(async move {
        loop {
            tokio::select! {
                _ = stop.cancelled() => break,
                number = client.latest() => println!("{number:?}"),
            }
        }
    });
    Ok(())
}
