use futures::future::BoxFuture;
use futures::FutureExt;
use subtensor::Subtensor;

fn finish(client: Subtensor) -> BoxFuture<'static, Result<(), Error>> {
    async move { client.close().await }.boxed()
}

fn forget(client: Subtensor) -> BoxFuture<'static, ()> {
    async move { println!("{:?}", client.block().await) }.boxed()
}

async fn correct(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
    finish(client).await
}

async fn faulty(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    forget(client).await;
    Ok(())
}
