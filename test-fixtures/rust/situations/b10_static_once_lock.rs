use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

use std::sync::OnceLock;

static CLIENT: OnceLock<Subtensor> = OnceLock::new();

async fn leaks() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB008
    let _ = CLIENT.set(client);
    Ok(())
}

async fn closes() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
    serve(&client).await;
    client.close().await
}

async fn serve(client: &Subtensor) {
    println!("{:?}", client.block().await);
}
