use std::time::Duration;

use subtensor::Subtensor;
use tokio::time::timeout;

async fn faulty(url: &str) -> Result<(), Error> {
    let client = timeout(Duration::from_secs(1), Subtensor::connect(url)).await??;
//                                               ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    println!("{:?}", client.block().await);
    Ok(())
}

async fn correct(url: &str) -> Result<(), Error> {
    let client = timeout(Duration::from_secs(1), Subtensor::connect(url)).await??;
    println!("{:?}", client.block().await);
    client.close().await
}
