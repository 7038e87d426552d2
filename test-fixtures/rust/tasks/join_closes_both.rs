use subtensor::Subtensor;

async fn correct(url: &str, other: &str) -> Result<(), Error> {
    let (first, second) = tokio::try_join!(Subtensor::connect(url), Subtensor::connect(other))?;
    println!("{:?} {:?}", first.block().await, second.block().await);
    let (one, two) = tokio::join!(first.close(), second.close());
    one.and(two)
}

async fn faulty(url: &str, other: &str) -> Result<(), Error> {
    let (first, second) = tokio::try_join!(Subtensor::connect(url), Subtensor::connect(other))?;
//                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    println!("{:?} {:?}", first.block().await, second.block().await);
    first.close().await
}
