use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn leaks() -> Result<u64, Error> {
    let client = Subtensor::connect(URL).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    let block = client.block().await?;
    client.close().await?;
    Ok(block)
}

async fn closes() -> Result<u64, Error> {
    let client = Subtensor::connect(URL).await?;
    let block = client.block().await;
    client.close().await?;
    block
}
