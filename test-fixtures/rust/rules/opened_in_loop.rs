// lock: subxt 0.44.0
// mode: pedantic
use subxt::{OnlineClient, PolkadotConfig};

type Client = OnlineClient<PolkadotConfig>;

pub async fn watch() -> Result<(), subxt::Error> {
    loop {
        let client = Client::from_url("ws://node").await?;
//                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB016
        println!("{:?}", client.latest().await?);
    }
}

pub async fn once() -> Result<(), subxt::Error> {
    let client = Client::from_url("ws://node").await?;
    loop {
        println!("{:?}", client.latest().await?);
    }
}

pub async fn each(urls: &[String]) -> Result<(), subxt::Error> {
    for url in urls {
        let client = Client::from_url(url).await?;
        println!("{:?}", client.latest().await?);
    }
    Ok(())
}
