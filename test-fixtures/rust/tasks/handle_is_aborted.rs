// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

async fn correct(url: &str) -> Result<(), subxt::Error> {
    let client = OnlineClient::<PolkadotConfig>::from_url(url).await?;
    let task = tokio::spawn(poll(client));
    wait().await;
    task.abort();
    Ok(())
}

async fn faulty(url: &str) -> Result<(), subxt::Error> {
    let client = OnlineClient::<PolkadotConfig>::from_url(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB103
    let task = tokio::spawn(poll(client));
    wait().await?;
    task.abort();
    Ok(())
}

async fn poll(client: OnlineClient<PolkadotConfig>) {
    loop {
        println!("{:?}", client.latest().await);
    }
}
