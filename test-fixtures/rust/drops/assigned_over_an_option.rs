use subtensor::Subtensor;

async fn faulty(url: &str) -> Result<(), Error> {
    let mut client = Some(Subtensor::connect(url).await?);
//                        ^^^^^^^^^^^^^^^^^^^^^^^ SUB001|SUB002
    if let Some(it) = &client {
        println!("{}", it.block().await?);
    }
    client = None;
    println!("{}", client.is_none());
    Ok(())
}

async fn correct(url: &str) -> Result<(), Error> {
    let mut client = Some(Subtensor::connect(url).await?);
    if let Some(it) = client.take() {
        it.close().await?;
    }
    println!("{}", client.is_none());
    Ok(())
}
