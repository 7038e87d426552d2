use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn leaks() -> Result<&'static Subtensor, Error> {
    let client = Subtensor::connect(URL).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB101
    Ok(Box::leak(Box::new(client)))
}

async fn hands_on() -> Result<Box<Subtensor>, Error> {
    let client = Subtensor::connect(URL).await?;
    Ok(Box::new(client))
}
