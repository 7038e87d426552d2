use subtensor::Subtensor;

async fn grüße() -> Result<(), Error> {
    let näme = "ä€😀"; let client = Subtensor::connect("ws://ü").await?;
//                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    println!("{näme} {:?}", client.block().await);
    Ok(())
}
