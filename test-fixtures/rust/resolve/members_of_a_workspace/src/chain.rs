use subtensor::Subtensor;

pub async fn open(url: &str) -> Result<Subtensor, Error> {
    Subtensor::connect(url).await
}

pub async fn finish(client: Subtensor) -> Result<(), Error> {
    client.close().await
}
