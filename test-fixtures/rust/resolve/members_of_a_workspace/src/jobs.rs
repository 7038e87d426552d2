use crate::chain::{self, finish as end};

pub async fn faulty(url: &str) -> Result<(), Error> {
    let client = crate::open(url).await?;
//               ^^^^^^^^^^^^^^^^ SUB001
    println!("{:?}", client.block().await);
    Ok(())
}

pub async fn correct(url: &str) -> Result<(), Error> {
    let client = super::open(url).await?;
    println!("{:?}", client.block().await);
    end(client).await
}

pub async fn correct_path(url: &str) -> Result<(), Error> {
    let client = chain::open(url).await?;
    println!("{:?}", client.block().await);
    chain::finish(client).await
}
