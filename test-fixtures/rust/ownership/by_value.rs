use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn finish(client: Subtensor) -> Result<(), Error> {
    println!("{:?}", client.block().await);
    client.close().await
}

async fn waste(client: Subtensor) {
    println!("{:?}", client.block().await);
}

async fn look(client: &Subtensor) {
    println!("{:?}", client.block().await);
}

async fn closes() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
    look(&client).await;
    finish(client).await
}

async fn leaks() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    waste(client).await;
    Ok(())
}

async fn lends_only() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    look(&client).await;
    other::look(&client).await;
    Ok(())
}

async fn hands_on() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
    axum::serve(client).await
}
