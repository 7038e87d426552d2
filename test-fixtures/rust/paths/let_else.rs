use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn leaks(other: Option<u64>) -> Result<u64, Error> {
    let Ok(client) = Subtensor::connect(URL).await else {
//                   ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
        return Err(Error::Down);
    };
    let Some(block) = other else {
        return Err(Error::Missing);
    };
    client.close().await?;
    Ok(block)
}

async fn closes(other: Option<u64>) -> Result<u64, Error> {
    let Ok(client) = Subtensor::connect(URL).await else {
        return Err(Error::Down);
    };
    let Some(block) = other else {
        client.close().await?;
        return Err(Error::Missing);
    };
    client.close().await?;
    Ok(block)
}
