use subtensor::Subtensor;

async fn correct(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
    tokio::select! {
        biased;
        _ = tokio::signal::ctrl_c() => client.close().await,
        else => client.close().await,
    }
}

async fn faulty(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    tokio::select! {
        _ = tokio::signal::ctrl_c() => client.close().await,
        number = other() => {
            println!("{number:?}");
            Ok(())
        }
    }
}
