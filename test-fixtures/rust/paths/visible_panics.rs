use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn unwraps(answer: Option<u64>) -> Result<u64, Error> {
    let client = Subtensor::connect(URL).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    let answer = answer.unwrap();
    client.close().await?;
    Ok(answer)
}

async fn asserts(answer: u64) -> Result<u64, Error> {
    let client = Subtensor::connect(URL).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    assert!(answer > 3, "too small");
    client.close().await?;
    Ok(answer)
}

async fn calls(answer: u64) -> Result<u64, Error> {
    let client = Subtensor::connect(URL).await?;
    let answer = compute(answer, &client).await;
    client.close().await?;
    Ok(answer.expect("it is there"))
}

async fn hands_on(n: u64) -> Subtensor {
    match n {
        0 => Subtensor::connect(URL).await.unwrap(),
        _ => Subtensor::connect(URL).await.expect("a node"),
    }
}
