use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn cleans_up() -> Result<u64, Error> {
    let client = Subtensor::connect(URL).await?;
    let block = match client.block().await {
        Ok(block) => block,
        Err(error) => {
            client.close().await.ok();
            return Err(error);
        }
    };
    client.close().await?;
    Ok(block)
}

async fn by_a_helper() -> Result<u64, Error> {
    let client = Subtensor::connect(URL).await?;
    let result = work(&client).await;
    client.close().await?;
    result
}

async fn work(client: &Subtensor) -> Result<u64, Error> {
    let block = client.block().await?;
    let tip = client.tip().await?;
    Ok(block + tip)
}

async fn by_a_flag(keep: bool) -> Result<Option<Subtensor>, Error> {
    let client = Subtensor::connect(URL).await?;
    if keep {
        return Ok(Some(client));
    }
    client.close().await?;
    Ok(None)
}

async fn optional(url: Option<&str>) -> Result<(), Error> {
    let client = match url {
        Some(url) => Some(Subtensor::connect(url).await?),
        None => None,
    };
    work_on(client.as_ref()).await;
    if let Some(client) = client {
        client.close().await?;
    }
    Ok(())
}

async fn correlated(url: Option<&str>) -> Result<(), Error> {
    let mut client = None;
    if url.is_some() {
        client = Some(Subtensor::connect(URL).await?);
    }
    if let Some(client) = client.take() {
        client.close().await?;
    }
    Ok(())
}

async fn default_of_a_failure() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await.unwrap_or_else(|error| {
        eprintln!("{error}");
        std::process::exit(1);
    });
    client.close().await
}
