use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn leaks() -> Result<(), Error> {
    {
        let client = Subtensor::connect(URL).await?;
//                   ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
        println!("{:?}", client.block().await);
    }
    rest().await;
    Ok(())
}

async fn closes() -> Result<u64, Error> {
    let block = {
        let client = Subtensor::connect(URL).await?;
        let block = client.block().await;
        client.close().await?;
        block
    };
    block
}

async fn dropped() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    drop(client);
    rest().await;
    Ok(())
}
