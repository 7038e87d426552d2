use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

use std::sync::Arc;

async fn leaks() -> Result<(), Error> {
    let client = Arc::new(Subtensor::connect(URL).await?);
//                        ^^^^^^^^^^^^^^^^^^^^^^^ SUB103
    let shared = Arc::clone(&client);
    let _ = tokio::spawn(async move {
        loop {
            println!("{:?}", shared.block().await);
        }
    });
    Ok(())
}

async fn keeps_the_handle() -> Result<JoinHandle<()>, Error> {
    let client = Arc::new(Subtensor::connect(URL).await?);
    let shared = Arc::clone(&client);
    let task = tokio::spawn(async move {
        loop {
            println!("{:?}", shared.block().await);
        }
    });
    Ok(task)
}
