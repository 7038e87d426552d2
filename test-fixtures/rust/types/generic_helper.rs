use subtensor::Subtensor;

async fn with<T>(client: Subtensor, work: impl AsyncFnOnce(&Subtensor) -> T) -> Result<T, Error> {
    let value = work(&client).await;
    client.close().await?;
    Ok(value)
}

async fn without<T>(client: Subtensor, work: impl AsyncFnOnce(&Subtensor) -> T) -> Result<T, Error> {
    Ok(work(&client).await)
}

async fn correct(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
    println!("{:?}", with(client, async |client| client.block().await).await?);
    Ok(())
}

async fn faulty(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    println!("{:?}", without(client, async |client| client.block().await).await?);
    Ok(())
}
