use subtensor::Subtensor;

async fn faulty() -> Result<(), Error> {
    let open = async |url: &str| Subtensor::connect(url).await;
    let client = open("ws://node").await?;
//               ^^^^^^^^^^^^^^^^^ SUB001
    println!("{:?}", client.block().await);
    Ok(())
}

async fn correct() -> Result<(), Error> {
    let work = async |url: &str| -> Result<u64, Error> {
        let client = Subtensor::connect(url).await?;
        let number = client.block().await;
        client.close().await?;
        number
    };
    println!("{}", work("ws://node").await?);
    Ok(())
}

async fn faulty_inside() -> Result<(), Error> {
    let work = async |url: &str| -> Result<u64, Error> {
        let client = Subtensor::connect(url).await?;
//                   ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
        client.block().await
    };
    println!("{}", work("ws://node").await?);
    Ok(())
}
