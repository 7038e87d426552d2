use subtensor::Subtensor;

async fn faulty(url: &str, other: &str) -> Result<(), Error> {
    let (first, second) = tokio::join!(Subtensor::connect(url), Subtensor::connect(other));
//                                     ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
//                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    let first = first?;
    let second = second?;
    first.close().await?;
    second.close().await
}

async fn correct(url: &str, other: &str) -> Result<(), Error> {
    let (first, second) = tokio::join!(Subtensor::connect(url), Subtensor::connect(other));
    if let Ok(first) = first {
        let _ = first.close().await;
    }
    if let Ok(second) = second {
        let _ = second.close().await;
    }
    Ok(())
}
