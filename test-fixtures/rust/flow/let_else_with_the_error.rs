use subtensor::Subtensor;

async fn correct(url: &str) -> Option<u64> {
    let Ok(client) = Subtensor::connect(url).await else {
        return None;
    };
    let number = client.block().await.ok();
    client.close().await.ok()?;
    number
}

async fn faulty(url: &str) -> Option<u64> {
    let Ok(client) = Subtensor::connect(url).await else {
//                   ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
        return None;
    };
    let Some(number) = client.block().await.ok() else {
        return None;
    };
    client.close().await.ok()?;
    Some(number)
}
