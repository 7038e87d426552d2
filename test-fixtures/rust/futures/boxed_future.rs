use std::future::Future;
use std::pin::Pin;

use subtensor::Subtensor;

fn open<'a>(url: &'a str) -> Pin<Box<dyn Future<Output = Result<Subtensor, Error>> + Send + 'a>> {
    Box::pin(async move {
        let client = Subtensor::connect(url).await?;
        Ok(client)
    })
}

async fn faulty() -> Result<(), Error> {
    let client = open("ws://node").await?;
//               ^^^^^^^^^^^^^^^^^ SUB001
    println!("{:?}", client.block().await);
    Ok(())
}

async fn correct() -> Result<(), Error> {
    let client = open("ws://node").await?;
    println!("{:?}", client.block().await);
    client.close().await
}
