use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn leaks() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB101
    std::mem::forget(client);
    Ok(())
}

async fn closes() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
    client.close().await
}
