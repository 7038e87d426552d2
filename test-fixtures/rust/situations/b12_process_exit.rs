use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn leaks(ok: bool) -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
    if !ok {
        std::process::exit(1);
//      ^^^^^^^^^^^^^^^^^^^^^ SUB102
    }
    client.close().await
}

async fn closes(ok: bool) -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
    client.close().await?;
    if !ok {
        std::process::exit(1);
    }
    Ok(())
}
