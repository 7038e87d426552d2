// lock: subxt 0.51.1
mod chain {
    use subxt::{OnlineClient, PolkadotConfig};

    pub type Client = OnlineClient<PolkadotConfig>;
    pub use Client as Subtensor;
}

use chain::Subtensor as Api;

pub async fn faulty(url: &str) -> Result<u64, subxt::Error> {
    let api = Api::from_url(url).await?;
//            ^^^^^^^^^^^^^^^^^^ SUB104
    api.latest().await
}

struct Other;

impl Other {
    async fn from_url(_url: &str) -> Result<Other, subxt::Error> {
        Ok(Other)
    }
}

pub async fn correct(url: &str) -> Result<(), subxt::Error> {
    use Other as Api;
    let _api = Api::from_url(url).await?;
    Ok(())
}
