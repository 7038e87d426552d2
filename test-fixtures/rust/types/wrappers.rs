use std::sync::Arc;

use subtensor::Subtensor;

async fn correct(url: &str) -> Result<(), Error> {
    let client = Arc::new(Subtensor::connect(url).await?);
    let other = Arc::clone(&client);
    println!("{:?}", other.block().await);
    drop(other);
    if let Some(client) = Arc::into_inner(client) {
        client.close().await?;
    }
    Ok(())
}

async fn faulty(url: &str) -> Result<(), Error> {
    let client = Arc::new(Subtensor::connect(url).await?);
//                        ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    let other = Arc::clone(&client);
    println!("{:?}", other.block().await);
    drop(client);
    Ok(())
}

async fn correct_box(url: &str) -> Result<(), Error> {
    let client = Box::new(Subtensor::connect(url).await?);
    println!("{:?}", client.block().await);
    (*client).close().await
}

async fn faulty_box(url: &str) -> Result<(), Error> {
    let client = Box::new(Subtensor::connect(url).await?);
//                        ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    println!("{:?}", client.block().await);
    Ok(())
}

async fn correct_unwrapped(url: &str) -> Result<(), Error> {
    let client = Arc::new(Subtensor::connect(url).await?);
    work(&client).await;
    match Arc::try_unwrap(client) {
        Ok(client) => client.close().await,
        Err(_) => unreachable!(),
    }
}
