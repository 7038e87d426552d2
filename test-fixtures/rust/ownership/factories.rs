use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn connect(tries: u32) -> Result<Subtensor, Error> {
    for _ in 0..tries {
        if let Ok(client) = Subtensor::connect(URL).await {
            return Ok(client);
        }
    }
    Err(Error::Down)
}

async fn leaks() -> Result<(), Error> {
    let client = connect(3).await?;
//               ^^^^^^^^^^ SUB001
    println!("{:?}", client.block().await);
    Ok(())
}

async fn closes() -> Result<(), Error> {
    let client = connect(3).await?;
    client.close().await
}
