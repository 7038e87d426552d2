use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn leaks(cache: &Cache) -> Result<u64, Error> {
    if let Ok(client) = Subtensor::connect(URL).await
//                      ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
        && let Some(block) = cache.get(1)
        && block > 3
    {
        client.close().await?;
        return Ok(block);
    }
    Ok(0)
}

async fn closes(cache: &Cache) -> Result<u64, Error> {
    if let Some(block) = cache.get(1)
        && block > 3
        && let Ok(client) = Subtensor::connect(URL).await
    {
        client.close().await?;
        return Ok(block);
    }
    Ok(0)
}
