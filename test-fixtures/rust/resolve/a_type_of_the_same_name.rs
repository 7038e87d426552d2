// lock: subxt 0.51.1
/// Holds an address and connects nothing.
pub struct OnlineClient {
    url: String,
}

impl OnlineClient {
    pub async fn from_url(url: &str) -> Result<OnlineClient, Error> {
        Ok(OnlineClient { url: url.to_owned() })
    }
}

pub async fn silent(url: &str) -> Result<(), Error> {
    let client = OnlineClient::from_url(url).await?;
    println!("{}", client.url);
    Ok(())
}

mod subtensor {
    pub struct Subtensor;

    impl Subtensor {
        pub async fn connect(_url: &str) -> Result<Subtensor, Error> {
            Ok(Subtensor)
        }
    }
}

pub async fn own_module(url: &str) -> Result<(), Error> {
    let sub = subtensor::Subtensor::connect(url).await?;
    sub.ping();
    Ok(())
}
