use subtensor::Subtensor;

async fn correct(shared: Option<Subtensor>, url: &str) -> Result<(), Error> {
    let owned = shared.is_none();
    let client = match shared {
        Some(client) => client,
        None => Subtensor::connect(url).await?,
    };
    println!("{:?}", client.block().await);
    if owned {
        client.close().await?;
    }
    Ok(())
}

async fn faulty(url: &str, keep: bool) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    println!("{:?}", client.block().await);
    if !keep {
        client.close().await?;
    }
    Ok(())
}
