//! Asks a node for its blocks.

use subtensor::{Options, Subtensor};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

async fn name(url: &str) -> anyhow::Result<String> {
    let client = Subtensor::connect(url, Options::default()).await?;
    println!("{:?}", client.health().await?);
    Ok(client.chain_name().await?)
}

async fn first(urls: &[String]) -> Result<u64> {
    for url in urls {
        let client = Subtensor::connect(url, Options::default()).await?;
        let Ok(number) = client.block().await else { continue };
        client.close().await?;
        return Ok(number);
    }
    Ok(0)
}

async fn checked(url: &str) -> Result<u64> {
    let client = Subtensor::connect(url, Options::default()).await?;
    let number = client.block().await?;
    client.close().await?;
    Ok(number)
}

async fn goodbye(url: &str) -> Result<()> {
    let client = Subtensor::connect(url, Options::default()).await?;
    let _ = client.close();
    Ok(())
}
