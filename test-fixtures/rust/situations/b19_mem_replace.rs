use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn leaks() -> Result<(), Error> {
    let mut client = Subtensor::connect(URL).await?;
//                   ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    let fresh = Subtensor::connect(URL).await;
    if let Ok(fresh) = fresh {
        let _ = std::mem::replace(&mut client, fresh);
    }
    client.close().await
}

async fn closes() -> Result<(), Error> {
    let mut client = Subtensor::connect(URL).await?;
    let fresh = Subtensor::connect(URL).await;
    if let Ok(fresh) = fresh {
        let old = std::mem::replace(&mut client, fresh);
        old.close().await.ok();
    }
    client.close().await
}
