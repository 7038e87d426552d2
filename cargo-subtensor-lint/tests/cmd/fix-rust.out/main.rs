//! Asks a node for its blocks.

use subtensor::{Options, Subtensor};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

async fn name(url: &str) -> anyhow::Result<String> {
    Ok(Subtensor::scope(url, Options::default(), async |client| {
        println!("{:?}", client.health().await?);
        client.chain_name().await
    })
    .await?)
}

async fn first(urls: &[String]) -> Result<u64> {
    for url in urls {
        let client = Subtensor::connect(url, Options::default()).await?;
        let Ok(number) = client.block().await else { let _ = client.close().await; continue };
        client.close().await?;
        return Ok(number);
    }
    Ok(0)
}

async fn checked(url: &str) -> Result<u64> {
    let client = Subtensor::connect(url, Options::default()).await?;
    let number = match client.block().await {
        Ok(value) => value,
        Err(error) => {
            let _ = client.close().await;
            return Err(error.into());
        }
    };
    client.close().await?;
    Ok(number)
}

async fn goodbye(url: &str) -> Result<()> {
    let client = Subtensor::connect(url, Options::default()).await?;
    let _ = client.close().await;
    Ok(())
}
