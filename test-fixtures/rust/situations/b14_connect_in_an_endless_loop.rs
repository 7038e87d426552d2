use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn leaks() -> Result<(), Error> {
    loop {
        let client = Subtensor::connect(URL).await?;
//                   ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
        println!("{:?}", client.block().await);
    }
}

async fn closes() -> Result<(), Error> {
    loop {
        let client = Subtensor::connect(URL).await?;
        println!("{:?}", client.block().await);
        client.close().await?;
    }
}
