use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn leaks(config: &Config) -> Result<Service, Error> {
    let client = Subtensor::connect(URL).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB103
    let task = tokio::spawn(async move {
        loop {
            client.ping().await.ok();
        }
    });
    let name = config.name().await?;
    Ok(Service { name, task })
}

async fn keeps(config: &Config) -> Result<Service, Error> {
    let name = config.name().await?;
    let client = Subtensor::connect(URL).await?;
    let task = tokio::spawn(async move {
        loop {
            client.ping().await.ok();
        }
    });
    Ok(Service { name, task })
}

async fn aborts(config: &Config) -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
    let task = tokio::spawn(watch(client));
    config.wait().await;
    task.abort();
    Ok(())
}

async fn watch(client: Subtensor) {
    loop {
        client.ping().await.ok();
    }
}
