use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

struct Holder {
    client: Option<Subtensor>,
}

impl Holder {
    async fn start(&mut self) -> Result<(), Error> {
        self.client = Some(Subtensor::connect(URL).await?);
        Ok(())
    }

    async fn stop(&mut self) -> Result<(), Error> {
        if let Some(client) = self.client.take() {
            client.close().await?;
        }
        Ok(())
    }
}

struct Careless {
    client: Option<Subtensor>,
}

impl Careless {
    async fn start(&mut self) -> Result<(), Error> {
        self.client = Some(Subtensor::connect(URL).await?);
//                         ^^^^^^^^^^^^^^^^^^^^^^^ SUB006
        Ok(())
    }
}
