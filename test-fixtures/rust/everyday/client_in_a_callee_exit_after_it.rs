// lock: anyhow 1.0.98
// lock: subxt 0.44.0
// lock: tokio 1.47.1
use anyhow::Result;
use subxt::{OnlineClient, PolkadotConfig};

async fn run() -> Result<u32> {
    let api = OnlineClient::<PolkadotConfig>::from_url("ws://127.0.0.1:9944").await?;
    Ok(api.blocks().at_latest().await?.number())
}

#[tokio::main]
async fn main() {
    let code = match run().await {
        Ok(n) => {
            println!("{n}");
            0
        }
        Err(e) => {
            eprintln!("{e:#}");
            1
        }
    };
    std::process::exit(code);
}
