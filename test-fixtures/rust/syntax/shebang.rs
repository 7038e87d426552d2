#!/usr/bin/env rust-script
use subtensor::Subtensor;

async fn leaks() -> Result<(), Error> {
    let client = Subtensor::connect("ws://node").await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    println!("{:?}", client.block().await);
    Ok(())
}
