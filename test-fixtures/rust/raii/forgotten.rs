// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

type Client = OnlineClient<PolkadotConfig>;

use std::mem;

pub async fn forgets(url: &str) -> Result<(), subxt::Error> {
    let client = Client::from_url(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^ SUB101
    mem::forget(client);
    Ok(())
}

pub async fn drops(url: &str) -> Result<(), subxt::Error> {
    let client = Client::from_url(url).await?;
    mem::drop(client.clone());
    Ok(())
}
