// lock: subxt 0.51.1
use subxt::{OnlineClient, PolkadotConfig};

pub struct Watcher {
    url: String,
    client: OnlineClient<PolkadotConfig>,
}

impl Watcher {
    pub async fn new(url: String) -> Result<Self, subxt::Error> {
        let client = OnlineClient::from_url(&url).await?;
        Ok(Watcher { url, client })
    }

    pub async fn reconnect(&mut self) -> Result<(), subxt::Error> {
        self.client = OnlineClient::from_url(&self.url).await?;
//                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB005|SUB104
        Ok(())
    }
}
