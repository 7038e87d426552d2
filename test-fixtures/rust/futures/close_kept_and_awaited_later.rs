use subtensor::Subtensor;

async fn correct(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
    println!("{:?}", client.block().await);
    let closing = client.close();
    closing.await
}

async fn faulty(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB010
    println!("{:?}", client.block().await);
    let _closing = client.close();
    Ok(())
}
