// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

type Client = OnlineClient<PolkadotConfig>;

struct Miner {
    client: Client,
    rounds: usize,
}

impl Miner {
    async fn new(url: &str) -> Result<Self, subxt::Error> {
        let client = Client::from_url(url).await?;
        Ok(Self { client, rounds: 0 })
    }

    async fn step(&mut self) -> Result<(), subxt::Error> {
        self.rounds += 1;
        self.client.tx().await
    }
}

pub async fn run(url: &str) -> Result<(), subxt::Error> {
    let mut miner = Miner::new(url).await?;
    miner.step().await
}
