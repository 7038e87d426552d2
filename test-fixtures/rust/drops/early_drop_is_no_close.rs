use subtensor::Subtensor;

async fn faulty(url: &str) -> Result<u64, Error> {
    let client = Subtensor::connect(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    let number = client.block().await?;
    drop(client);
    Ok(number)
}

async fn correct(url: &str) -> Result<u64, Error> {
    let client = Subtensor::connect(url).await?;
    let number = client.block().await;
    client.close().await?;
    number
}
