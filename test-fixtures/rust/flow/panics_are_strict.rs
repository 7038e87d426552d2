use subtensor::Subtensor;

async fn faulty(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    println!("{}", client.block().await.unwrap());
    client.close().await
}

async fn correct(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
    let number = client.block().await;
    client.close().await?;
    println!("{}", number.unwrap());
    Ok(())
}
