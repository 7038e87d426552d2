use subtensor::Subtensor;

async fn correct(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
    let task = tokio::spawn(async move {
        println!("{:?}", client.block().await);
        client.close().await
    });
    task.await?
}

async fn faulty(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    let task = tokio::spawn(async move {
        println!("{:?}", client.block().await);
    });
    task.await?;
    Ok(())
}
