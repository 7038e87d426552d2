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

/// A guard in a variable: what is assigned through it replaces what the field holds.
struct Faulty {
    client: Mutex<Subtensor>,
}

impl Faulty {
    async fn new() -> Result<Self, Error> {
        Ok(Faulty { client: Mutex::new(Subtensor::connect(URL).await?) })
    }

    async fn reconnect(&self) -> Result<(), Error> {
        let fresh = Subtensor::connect(URL).await?;
//                  ^^^^^^^^^^^^^^^^^^^^^^^ SUB005
        let mut current = self.client.lock().await;
        *current = fresh;
        Ok(())
    }

    async fn end(&self) {
        self.client.lock().await.close().await;
    }
}

struct Correct {
    client: Mutex<Option<Subtensor>>,
}

impl Correct {
    async fn new() -> Result<Self, Error> {
        Ok(Correct { client: Mutex::new(Some(Subtensor::connect(URL).await?)) })
    }

    async fn reconnect(&self) -> Result<(), Error> {
        let mut current = self.client.lock().await;
        if let Some(old) = current.take() {
            old.close().await;
        }
        *current = Some(Subtensor::connect(URL).await?);
        Ok(())
    }

    async fn ensure(&self) -> Result<u64, Error> {
        let mut current = self.client.lock().await;
        if current.is_none() {
            *current = Some(Subtensor::connect(URL).await?);
        }
        let client = current.as_ref().expect("it is there now");
        client.block().await
    }

    async fn end(&self) {
        let mut current = self.client.lock().await;
        if let Some(client) = current.take() {
            client.close().await;
        }
        drop(current);
    }
}
