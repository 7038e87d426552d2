use subtensor::Subtensor;

async fn correct(url: &str) -> Result<u64, String> {
    let client = Subtensor::connect(url).await.map_err(|error| error.to_string())?;
    let number = client.block().await.map_err(|error| error.to_string());
    client.close().await.map_err(|error| error.to_string())?;
    number
}

async fn faulty(url: &str) -> Result<u64, String> {
    let client = Subtensor::connect(url).await.map_err(|error| error.to_string())?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    let number = client.block().await.map_err(|error| error.to_string())?;
    client.close().await.map_err(|error| error.to_string())?;
    Ok(number)
}
