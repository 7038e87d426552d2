use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn leaks() -> Result<(), Error> {
    let mut client = Subtensor::connect(URL).await?;
//                   ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    client = Subtensor::connect(URL).await?;
//           ^^^^^^^^^^^^^^^^^^^^^^^ SUB005
    println!("{:?}", client.block().await);
    Ok(())
}

async fn closes() -> Result<(), Error> {
    let mut client = Subtensor::connect(URL).await?;
    client.close().await?;
    client = Subtensor::connect(URL).await?;
    client.close().await
}
