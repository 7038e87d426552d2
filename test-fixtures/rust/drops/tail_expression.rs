use subtensor::Subtensor;

async fn faulty(url: &str) -> Result<u64, Error> {
    Subtensor::connect(url).await?.block().await
//  ^^^^^^^^^^^^^^^^^^^^^^^ SUB004
}

async fn correct(url: &str) -> Result<u64, Error> {
    let client = Subtensor::connect(url).await?;
    let number = client.block().await;
    client.close().await?;
    number
}
