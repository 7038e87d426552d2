use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn leaks() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    let client = Subtensor::connect_again(&client).await?;
    client.close().await?;
    Ok(())
}

async fn closes() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
    let client = client;
    let client = Some(client);
    if let Some(client) = client {
        client.close().await?;
    }
    Ok(())
}

async fn rewraps() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await;
    let client = match client {
        Ok(client) => client,
        Err(error) => return Err(error),
    };
    client.close().await
}
