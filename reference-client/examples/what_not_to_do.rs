//! What not to do: the connection is opened, used and left to whoever cleans up.
// subtensor-lint: ignore-file[SUB001] this is the program that shows the mistake

#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::env;

use reference_client::{Error, Options, Subtensor};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let url = env::args().nth(1).unwrap_or_else(|| "wss://entrypoint-finney.opentensor.ai:443".to_owned());
    let sub = Subtensor::connect(&url, Options::default()).await?;
    println!("{}", sub.chain_name().await?);
    println!("{}", sub.head().await?.number);
    Ok(())
}
