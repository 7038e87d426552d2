use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn leaks() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB103
    tokio::spawn(async move {
        loop {
            println!("{:?}", client.block().await);
        }
    });
    Ok(())
}

async fn closes(stop: CancellationToken) -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
    tokio::spawn(async move {
        loop {
            tokio::select! {
                _ = stop.cancelled() => break,
                block = client.block() => println!("{block:?}"),
            }
        }
        client.close().await
    });
    Ok(())
}
