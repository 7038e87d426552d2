use subtensor::Subtensor;
use tokio::sync::watch::Receiver;

async fn correct(url: &str, mut stop: Receiver<bool>) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
    loop {
        tokio::select! {
            _ = stop.changed() => break,
            number = client.block() => println!("{number:?}"),
        }
    }
    client.close().await
}

async fn faulty(url: &str, mut stop: Receiver<bool>) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    loop {
        tokio::select! {
            _ = stop.changed() => return Ok(()),
            number = client.block() => {
                if number.is_err() {
                    break;
                }
            }
        }
    }
    client.close().await
}
