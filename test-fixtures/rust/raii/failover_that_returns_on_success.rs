// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

type Client = OnlineClient<PolkadotConfig>;

pub async fn any(urls: &[String]) -> Result<Client, Error> {
    let mut last = None;
    for url in urls {
        match Client::from_url(url).await {
            Ok(client) => return Ok(client),
            Err(error) => last = Some(error),
        }
    }
    Err(last.into())
}
