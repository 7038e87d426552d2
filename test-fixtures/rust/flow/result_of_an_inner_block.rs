use subtensor::Subtensor;

async fn correct(url: &str) -> Result<u64, Error> {
    let client = Subtensor::connect(url).await?;
    let result = async {
        let first = client.block().await?;
        let second = client.block().await?;
        Ok::<_, Error>(first + second)
    }
    .await;
    client.close().await?;
    result
}

async fn faulty(url: &str) -> Result<u64, Error> {
    let client = Subtensor::connect(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    let result = async {
        let first = client.block().await?;
        Ok::<_, Error>(first)
    }
    .await?;
    client.close().await?;
    Ok(result)
}
