use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

use anyhow::{bail, ensure};

async fn bails(ok: bool) -> anyhow::Result<()> {
    let client = Subtensor::connect(URL).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    if !ok {
        bail!("not ok: {ok}");
    }
    client.close().await?;
    Ok(())
}

async fn ensures(n: u64) -> anyhow::Result<()> {
    let client = Subtensor::connect(URL).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    ensure!(n > 3, "too few: {n}");
    client.close().await?;
    Ok(())
}

async fn closes(n: u64) -> anyhow::Result<()> {
    ensure!(n > 3, "too few: {n}");
    let client = Subtensor::connect(URL).await?;
    client.close().await?;
    if n > 7 {
        bail!("too many");
    }
    Ok(())
}
