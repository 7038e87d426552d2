use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn leaks() -> Result<(), Error> {
    let _client = Subtensor::connect(URL).await?;
//                ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    Ok(())
}

async fn closes() -> Result<(), Error> {
    let _client = Subtensor::connect(URL).await?;
    _client.close().await
}
