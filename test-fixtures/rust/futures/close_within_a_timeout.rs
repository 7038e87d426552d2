use std::time::Duration;

use subtensor::Subtensor;
use tokio::time::timeout;

async fn correct(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
    println!("{:?}", client.block().await);
    timeout(Duration::from_secs(1), client.close()).await?
}

async fn faulty(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB010
    println!("{:?}", client.block().await);
    let _ = timeout(Duration::from_secs(1), client.close());
    Ok(())
}

async fn faulty_work(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    let number = timeout(Duration::from_secs(1), client.block()).await?;
    println!("{number:?}");
    client.close().await
}
