use subtensor::Subtensor;

async fn faulty(url: &str) -> Result<u64, Error> {
    let number = 'found: {
        let client = Subtensor::connect(url).await?;
//                   ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
        if let Ok(number) = client.block().await {
            break 'found number;
        }
        client.close().await?;
        0
    };
    Ok(number)
}

async fn correct(url: &str) -> Result<u64, Error> {
    let client = 'found: {
        if let Ok(client) = Subtensor::connect(url).await {
            break 'found client;
        }
        return Ok(0);
    };
    let number = client.block().await;
    client.close().await?;
    number
}
