use anyhow::{bail, ensure};
use subtensor::Subtensor;

async fn faulty(url: &str) -> anyhow::Result<()> {
    let client = Subtensor::connect(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    let number = client.block().await.unwrap_or(0);
    if number == 0 {
        bail!("no block");
    }
    client.close().await?;
    Ok(())
}

async fn faulty_condition(url: &str) -> anyhow::Result<()> {
    let client = Subtensor::connect(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    ensure!(client.block().await.is_ok(), "no block");
    client.close().await?;
    Ok(())
}

async fn correct(url: &str) -> anyhow::Result<()> {
    let client = Subtensor::connect(url).await?;
    let number = client.block().await.unwrap_or(0);
    client.close().await?;
    ensure!(number > 0, "no block");
    if number == 7 {
        bail!("no block");
    }
    Ok(())
}
