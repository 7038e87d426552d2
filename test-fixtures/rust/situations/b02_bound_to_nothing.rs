use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn leaks() -> Result<(), Error> {
    let _ = Subtensor::connect(URL).await?;
//          ^^^^^^^^^^^^^^^^^^^^^^^ SUB004
    Ok(())
}

async fn closes() -> Result<(), Error> {
    let _ = Subtensor::connect(URL).await?.close().await;
    Ok(())
}
