// lock: subxt 0.51.1
use subxt::{Config, OnlineClient, PolkadotConfig};

pub async fn open<C: Config>(url: &str) -> Result<OnlineClient<C>, subxt::Error> {
    OnlineClient::<C>::from_url(url).await
}

pub async fn faulty(url: &str) -> Result<u64, subxt::Error> {
    let api = open::<PolkadotConfig>(url).await?;
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB104
    api.latest().await
}

pub async fn correct(url: &str) -> Result<OnlineClient<PolkadotConfig>, subxt::Error> {
    let api = open::<PolkadotConfig>(url).await?;
    Ok(api)
}
