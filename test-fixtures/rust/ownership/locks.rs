use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

use std::sync::Arc;
use tokio::sync::Mutex;

struct Shared {
    client: Arc<Mutex<Subtensor>>,
}

impl Shared {
    async fn new() -> Result<Self, Error> {
        let client = Subtensor::connect(URL).await?;
        Ok(Shared { client: Arc::new(Mutex::new(client)) })
    }

    async fn end(&self) {
        self.client.lock().await.close().await;
    }
}

async fn closes() -> Result<(), Error> {
    let client = Mutex::new(Subtensor::connect(URL).await?);
    client.lock().await.close().await
}

async fn leaks() -> Result<(), Error> {
    let client = Mutex::new(Subtensor::connect(URL).await?);
//                          ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    println!("{:?}", client.lock().await.block().await);
    Ok(())
}
