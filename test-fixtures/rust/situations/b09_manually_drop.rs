use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

use std::mem::ManuallyDrop;

async fn leaks() -> Result<(), Error> {
    let client = ManuallyDrop::new(Subtensor::connect(URL).await?);
//                                 ^^^^^^^^^^^^^^^^^^^^^^^ SUB101
    client.block().await?;
    Ok(())
}

async fn closes() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
    let block = client.block().await;
    client.close().await?;
    block.map(drop)
}
