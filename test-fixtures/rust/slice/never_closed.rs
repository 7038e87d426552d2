//! Opened, used and dropped without its awaitable end.
use subtensor::Subtensor;

async fn leak() -> Result<(), Error> {
    let sub = Subtensor::connect("ws://node").await?;
    //        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    println!("{}", sub.block().await?);
    Ok(())
}

async fn fine() -> Result<(), Error> {
    let sub = Subtensor::connect("ws://node").await?;
    println!("{}", sub.name());
    sub.close().await?;
    Ok(())
}

async fn skipped() -> Result<u64, Error> {
    let sub = Subtensor::connect("ws://node").await?;
    //        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    let block = sub.block().await?;
    sub.close().await?;
    Ok(block)
}
