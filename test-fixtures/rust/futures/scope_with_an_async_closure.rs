use subtensor::{Options, Subtensor};

async fn correct(url: &str) -> Result<u64, Error> {
    Subtensor::scope(url, Options::default(), async |client| client.block().await).await
}

async fn faulty(url: &str) -> Result<u64, Error> {
    let number = Subtensor::scope(url, Options::default(), async |client| client.block().await).await?;
    let more = Subtensor::connect(url).await?;
//             ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    Ok(number + more.block().await.unwrap_or(0))
}
