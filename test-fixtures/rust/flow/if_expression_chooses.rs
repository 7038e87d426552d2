use subtensor::Subtensor;

async fn correct(url: &str, other: &str, first: bool) -> Result<(), Error> {
    let client = if first { Subtensor::connect(url).await? } else { Subtensor::connect(other).await? };
    println!("{:?}", client.block().await);
    client.close().await
}

async fn faulty(url: &str, other: &str, first: bool) -> Result<(), Error> {
    let client =
        if first { Subtensor::connect(url).await? } else { Subtensor::connect(other).await? };
//                 ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
//                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    println!("{:?}", client.block().await);
    Ok(())
}
