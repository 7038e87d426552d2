use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn closes_in_one_arm(stop: Token) -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    tokio::select! {
        _ = stop.cancelled() => {
            client.close().await?;
        }
        block = client.block() => println!("{block:?}"),
    }
    Ok(())
}

async fn closes_behind(stop: Token) -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
    loop {
        tokio::select! {
            biased;
            _ = stop.cancelled() => break,
            Some(block) = client.next(), if client.is_ready() => println!("{block:?}"),
            else => break,
        }
    }
    client.close().await
}

async fn closes_both() -> Result<(), Error> {
    let (first, second) = tokio::try_join!(Subtensor::connect(URL), Subtensor::connect(URL))?;
    let (one, two) = tokio::join!(first.close(), second.close());
    one.and(two)
}

async fn mentions() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
    my_own_macro!(close client with care);
    Ok(())
}
