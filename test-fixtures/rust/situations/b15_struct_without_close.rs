use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

struct Leaking {
    client: Subtensor,
}

impl Leaking {
    async fn open() -> Result<Self, Error> {
        let client = Subtensor::connect(URL).await?;
//                   ^^^^^^^^^^^^^^^^^^^^^^^ SUB006
        Ok(Leaking { client })
    }

    async fn block(&self) -> Result<u64, Error> {
        self.client.block().await
    }
}

struct Closing {
    client: Subtensor,
}

impl Closing {
    async fn open() -> Result<Self, Error> {
        let client = Subtensor::connect(URL).await?;
        Ok(Closing { client })
    }

    async fn close(self) -> Result<(), Error> {
        self.client.close().await
    }
}
