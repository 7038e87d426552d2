use subtensor::Subtensor;

async fn correct(url: Option<&str>) -> Result<(), Error> {
    let client = match url {
        Some(url) => Some(Subtensor::connect(url).await?),
        None => None,
    };
    if let Some(client) = &client {
        println!("{:?}", client.block().await);
    }
    match client {
        Some(client) => client.close().await,
        None => Ok(()),
    }
}

async fn faulty(url: Option<&str>) -> Result<(), Error> {
    let client = match url {
        Some(url) => Some(Subtensor::connect(url).await?),
//                        ^^^^^^^^^^^^^^^^^^^^^^^ SUB001|SUB002
        None => None,
    };
    match client {
        Some(client) if client.block().await.is_ok() => Ok(()),
        Some(_) => Ok(()),
        None => Ok(()),
    }
}
