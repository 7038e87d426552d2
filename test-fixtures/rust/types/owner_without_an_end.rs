use subtensor::Subtensor;

struct Validator {
    client: Subtensor,
}

impl Validator {
    async fn new(url: &str) -> Result<Self, Error> {
        Ok(Self { client: Subtensor::connect(url).await? })
//                        ^^^^^^^^^^^^^^^^^^^^^^^ SUB006
    }

    async fn step(&self) -> Result<u64, Error> {
        self.client.block().await
    }
}

struct Miner {
    client: Subtensor,
}

impl Miner {
    async fn new(url: &str) -> Result<Self, Error> {
        Ok(Self { client: Subtensor::connect(url).await? })
    }

    async fn stop(self) -> Result<(), Error> {
        self.client.close().await
    }
}

async fn correct(url: &str) -> Result<(), Error> {
    let miner = Miner::new(url).await?;
    println!("{:?}", miner.client.block().await);
    miner.stop().await
}

async fn faulty(url: &str) -> Result<(), Error> {
    let miner = Miner::new(url).await?;
//              ^^^^^^^^^^^^^^^ SUB007
    println!("{:?}", miner.client.block().await);
    Ok(())
}
