use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

struct Watcher {
    client: Subtensor,
}

impl Watcher {
    async fn new() -> Result<Watcher, Error> {
        Ok(Watcher { client: Subtensor::connect(URL).await? })
    }

    async fn reconnect(&mut self) -> Result<(), Error> {
        self.client = Subtensor::connect(URL).await?;
//                    ^^^^^^^^^^^^^^^^^^^^^^^ SUB005
        Ok(())
    }

    async fn renew(&mut self) -> Result<(), Error> {
        let old = std::mem::replace(&mut self.client, Subtensor::connect(URL).await?);
        old.close().await
    }

    async fn close(self) -> Result<(), Error> {
        self.client.close().await
    }
}
