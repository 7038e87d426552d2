use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn leaks() {
    match Subtensor::connect(URL).await {
//        ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
        Ok(client) => println!("{:?}", client.block().await),
        Err(error) => eprintln!("{error}"),
    }
}

async fn closes() {
    match Subtensor::connect(URL).await {
        Ok(client) => {
            println!("{:?}", client.block().await);
            client.close().await.ok();
        }
        Err(error) => eprintln!("{error}"),
    }
}

async fn guarded(strict: bool) -> Result<(), Error> {
    match Subtensor::connect(URL).await {
//        ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
        Ok(client) if strict => client.close().await,
        Ok(client) => client.ping().await,
        Err(error) => Err(error),
    }
}
