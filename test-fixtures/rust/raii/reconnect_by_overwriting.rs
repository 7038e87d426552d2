// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

type Client = OnlineClient<PolkadotConfig>;

struct Watcher {
    url: String,
    client: Client,
}

impl Watcher {
    async fn new(url: String) -> Result<Self, subxt::Error> {
        let client = Client::from_url(&url).await?;
        Ok(Watcher { url, client })
    }

    async fn reconnect(&mut self) -> Result<(), subxt::Error> {
        self.client = Client::from_url(&self.url).await?;
        Ok(())
    }
}

pub async fn watch(url: &str) -> Result<(), subxt::Error> {
    let mut client = Client::from_url(url).await?;
    loop {
        if client.tx().await.is_err() {
            client = Client::from_url(url).await?;
        }
    }
}
