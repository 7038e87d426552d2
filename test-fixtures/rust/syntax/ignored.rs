use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn known() -> Result<(), Error> {
    // subtensor-lint: ignore[SUB001] the node ends it
    let client = Subtensor::connect(URL).await?;
    println!("{:?}", client.block().await);
    let other = Subtensor::connect(URL) // subtensor-lint: ignore[SUB001] this one too
        .await?;
    println!("{:?} // no comment", other.block().await);
    Ok(())
}
