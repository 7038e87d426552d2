use subtensor::Subtensor;

async fn faulty(url: &str) -> Result<(), Error> {
    let pair = (Subtensor::connect(url).await?, Subtensor::connect(url).await?);
//              ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
//                                              ^^^^^^^^^^^^^^^^^^^^^^^ SUB001|SUB002
    let first = pair.0;
    first.close().await?;
    println!("{}", pair.1.block().await?);
    Ok(())
}

async fn correct(url: &str) -> Result<(), Error> {
    let pair = (Subtensor::connect(url).await?, 7);
    let first = pair.0;
    println!("{}", pair.1);
    first.close().await?;
    Ok(())
}
