use std::future::Future;

use subtensor::Subtensor;

fn faulty(url: String) -> impl Future<Output = Result<u64, Error>> {
    async move {
        let client = Subtensor::connect(&url).await?;
//                   ^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
        client.block().await
    }
}

fn correct(url: String) -> impl Future<Output = Result<u64, Error>> {
    async move {
        let client = Subtensor::connect(&url).await?;
        let number = client.block().await;
        client.close().await?;
        number
    }
}

fn open(url: String) -> impl Future<Output = Result<Subtensor, Error>> {
    async move { Subtensor::connect(&url).await }
}

async fn faulty_caller() -> Result<(), Error> {
    let client = open("ws://node".into()).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    println!("{}", client.block().await?);
    client.close().await
}

async fn correct_caller() -> Result<(), Error> {
    let client = open("ws://node".into()).await?;
    println!("{:?}", client.block().await);
    client.close().await
}
