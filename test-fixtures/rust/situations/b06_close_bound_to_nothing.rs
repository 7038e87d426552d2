use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn leaks() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB010
    let _ = client.close();
    Ok(())
}

async fn closes() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
    let _ = client.close().await;
    Ok(())
}
