use subtensor::Subtensor;

async fn faulty() -> Result<(), Error> {
    let open = || async { Subtensor::connect("ws://node").await };
    let client = open().await?;
//               ^^^^^^ SUB001
    println!("{:?}", client.block().await);
    Ok(())
}

async fn correct() -> Result<(), Error> {
    let open = || async { Subtensor::connect("ws://node").await };
    let client = open().await?;
    println!("{:?}", client.block().await);
    client.close().await
}
