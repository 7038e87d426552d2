// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

type Client = OnlineClient<PolkadotConfig>;

struct Pool {
    clients: Vec<Client>,
    spare: Option<Client>,
}

impl Pool {
    async fn fill(&mut self, urls: &[&str]) -> Result<(), subxt::Error> {
        for url in urls {
            let client = Client::from_url(url).await?;
            self.clients.push(client);
        }
        self.spare = Some(Client::from_url(urls[0]).await?);
        Ok(())
    }

    fn clear(&mut self) {
        self.clients.clear();
        self.spare.take();
    }
}
