use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn leaks_in_a_block() -> Result<u64, Error> {
    async {
        let client = Subtensor::connect(URL).await?;
//                   ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
        let block = client.block().await?;
        client.close().await?;
        Ok(block)
    }
    .await
}

async fn closes_around_a_block() -> Result<u64, Error> {
    let client = Subtensor::connect(URL).await?;
    let block = async {
        let block = client.block().await?;
        Ok(block + client.tip().await?)
    }
    .await;
    client.close().await?;
    block
}

async fn closes_in_a_task() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
    let task = tokio::spawn(async move {
        println!("{:?}", client.block().await);
        client.close().await
    });
    task.await?
}

fn blocking() -> Result<(), Error> {
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let client = Subtensor::connect(URL).await?;
        client.close().await
    })
}

async fn by_a_closure() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
    let close = async move || client.close().await;
    close().await
}

async fn scoped() -> Result<u64, Error> {
    Subtensor::scope(URL, Options::default(), async |client| client.block().await).await
}

async fn maps() -> Option<()> {
    Subtensor::connect(URL).await.ok().map(|client| tokio::spawn(client.close()));
    None
}
