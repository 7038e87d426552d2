use subtensor::Subtensor;

async fn correct(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
    println!("{:?}", Subtensor::block(&client).await);
    Subtensor::close(client).await
}

async fn faulty(url: &str) -> Result<(), Error> {
    let client = <Subtensor>::connect(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    println!("{:?}", Subtensor::block(&client).await);
    Ok(())
}

async fn faulty_path(url: &str) -> Result<(), Error> {
    let client = subtensor::Subtensor::connect(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB010
    println!("{:?}", client.block().await);
    Subtensor::close(client);
    Ok(())
}
