// lock: subxt 0.51.1
use subxt::{OnlineClient, PolkadotConfig};

struct Chain {
    api: OnlineClient<PolkadotConfig>,
}

impl Chain {
    async fn open(url: &str) -> Result<Chain, subxt::Error> {
        Ok(Chain { api: OnlineClient::from_url(url).await? })
    }
}

async fn faulty(url: &str) -> Result<(), subxt::Error> {
    let chain = Chain::open(url).await?;
//              ^^^^^^^^^^^^^^^^ SUB104
    println!("{:?}", chain.api.latest().await);
    Ok(())
}

async fn correct(url: &str) -> Result<Chain, subxt::Error> {
    let chain = Chain::open(url).await?;
    println!("{:?}", chain.api.latest().await);
    Ok(chain)
}
