//! Prints what everybody asks a node first, then some new heads: `head [URL [HEADS]]`.

#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::env;

use reference_client::{Error, Options, Subtensor};

/// `System::Number`, the block number in storage: the hashes of both names.
const SYSTEM_NUMBER: [u8; 32] = [
    0x26, 0xaa, 0x39, 0x4e, 0xea, 0x56, 0x30, 0xe0, 0x7c, 0x48, 0xae, 0x0c, 0x95, 0x58, 0xce, 0xf7, 0x02,
    0xa5, 0xc1, 0xb1, 0x9a, 0xb7, 0xa0, 0x4f, 0x53, 0x6c, 0x51, 0x9a, 0xca, 0x49, 0x83, 0xac,
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let mut args = env::args().skip(1);
    let url = args.next().unwrap_or_else(|| "wss://entrypoint-finney.opentensor.ai:443".to_owned());
    let n_heads = args.next().and_then(|it| it.parse().ok()).unwrap_or(0);
    Subtensor::scope(&url, Options::default(), async |sub| show(sub, n_heads).await).await?;
    Ok(())
}

async fn show(sub: &Subtensor, n_heads: usize) -> Result<(), Error> {
    let (name, runtime, head, number) =
        tokio::try_join!(sub.chain_name(), sub.runtime_version(), sub.head(), sub.storage(&SYSTEM_NUMBER))?;
    println!("{name}, {} {}", runtime.spec_name, runtime.spec_version);
    println!("head {} {}", head.number, head.hash);
    println!("System::Number is {} bytes", number.map_or(0, |it| it.len()));
    // Some public nodes keep this to themselves.
    match sub.health().await {
        Ok(health) => println!("{} peers{}", health.peers, if health.is_syncing { ", syncing" } else { "" }),
        Err(error) => println!("{error}"),
    }

    let mut heads = sub.new_heads().await?;
    for _ in 0..n_heads {
        println!("new head {}", heads.next().await?.number);
    }
    Ok(())
}
