// lock: subxt 0.51.0
// lock: tokio 1.47.1
use std::sync::Arc;

use subxt::{Error, OnlineClient, PolkadotConfig};
use tokio::sync::RwLock;

type Api = OnlineClient<PolkadotConfig>;

#[derive(Clone)]
pub struct Chain {
    url: Arc<str>,
    api: Arc<RwLock<Api>>,
}

impl Chain {
    pub fn around(url: &str, api: Api) -> Chain {
        Chain { url: url.into(), api: Arc::new(RwLock::new(api)) }
    }

    async fn reconnect(&self) -> Result<Api, Error> {
        let fresh = Api::from_url(&*self.url).await?;
//                  ^^^^^^^^^^^^^^^^^^^^^^^^^ SUB005
        let mut current = self.api.write().await;
        *current = fresh.clone();
        Ok(fresh)
    }

    pub async fn head(&self) -> Result<u64, Error> {
        let mut api = self.api.read().await.clone();
        for _ in 0..3 {
            match api.at_current_block().await {
                Ok(block) => return Ok(block.block_number()),
                Err(error) => {
                    eprintln!("{error}");
                    api = self.reconnect().await?;
                }
            }
        }
        Err(Error::other("the node is away"))
    }
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let url = "ws://127.0.0.1:9944";
    let api = Api::from_url(url).await?;
//            ^^^^^^^^^^^^^^^^^^ SUB104
    let chain = Chain::around(url, api);
    loop {
        match chain.head().await {
//            ^^^^^^^^^^^^ SUB104
            Ok(number) if number % 100 == 0 => return Ok(()),
            Ok(number) => println!("{number}"),
            Err(error) => return Err(error),
        }
    }
}
