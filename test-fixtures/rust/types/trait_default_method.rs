use subtensor::Subtensor;

trait Service {
    fn url(&self) -> String;

    async fn faulty(&self) -> Result<u64, Error> {
        let client = Subtensor::connect(&self.url()).await?;
//                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
        client.block().await
    }

    async fn correct(&self) -> Result<u64, Error> {
        let client = self.open().await?;
        let number = client.block().await;
        client.close().await?;
        number
    }

    async fn open(&self) -> Result<Subtensor, Error> {
        Subtensor::connect(&self.url()).await
    }

    async fn faulty_factory(&self) -> Result<u64, Error> {
        let client = self.open().await?;
//                   ^^^^^^^^^^^ SUB001
        client.block().await
    }
}

struct Miner;

impl Service for Miner {
    fn url(&self) -> String {
        "ws://node".into()
    }
}

async fn faulty(miner: Miner) -> Result<u64, Error> {
    let client = miner.open().await?;
//               ^^^^^^^^^^^^ SUB001
    client.block().await
}
