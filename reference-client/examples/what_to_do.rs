//! What to do: a scope closes the connection, whatever happens in it, or `close` does, on every path.

#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::env;

use reference_client::{Error, Options, Subtensor};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let url = env::args().nth(1).unwrap_or_else(|| "wss://entrypoint-finney.opentensor.ai:443".to_owned());
    Subtensor::scope(&url, Options::default(), async |sub| {
        println!("{}", sub.chain_name().await?);
        println!("{}", sub.head().await?.number);
        Ok(())
    })
    .await?;

    let sub = Subtensor::connect(&url, Options::default()).await?;
    let number = sub.head().await;
    sub.close().await?;
    println!("{}", number?.number);
    Ok(())
}
