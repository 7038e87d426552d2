use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn leaks() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    println!("{} {client:?}", client.name());
    tracing::info!(url = URL, client = %client, "connected");
    assert_eq!(client.version(), 1);
    let names = vec![client.name(), "other"];
    if matches!(client.state(), State::Ready) {
        write!(out, "{names:?}")?;
    }
    Ok(())
}

async fn closes() -> Result<(), Error> {
    let clients = vec![Subtensor::connect(URL).await?];
    futures::future::join_all(clients.into_iter().map(|it| it.close())).await;
    Ok(())
}
