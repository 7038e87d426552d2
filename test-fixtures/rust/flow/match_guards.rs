use subtensor::Subtensor;

async fn faulty(url: &str, limit: u64) -> Result<u64, Error> {
    let client = Subtensor::connect(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    match client.block().await {
        Ok(number) if number < limit => return Ok(number),
        Ok(number) => {
            client.close().await?;
            Ok(number)
        }
        Err(error) => {
            client.close().await?;
            Err(error)
        }
    }
}

async fn correct(url: &str, limit: u64) -> Result<u64, Error> {
    let client = Subtensor::connect(url).await?;
    match client.block().await {
        Ok(number) if number < limit => {
            client.close().await?;
            Ok(0)
        }
        result => {
            client.close().await?;
            result
        }
    }
}
