use subtensor::Subtensor;

async fn correct(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
    let work = async { println!("{:?}", client.block().await) };
    work.await;
    client.close().await
}

async fn closes_inside(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
    let work = async move {
        println!("{:?}", client.block().await);
        client.close().await
    };
    work.await
}

async fn faulty(url: &str) -> Result<(), Error> {
    let work = async {
        let client = Subtensor::connect(url).await?;
//                   ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
        println!("{:?}", client.block().await?);
        client.close().await
    };
    work.await
}

async fn faulty_capture(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    let work = async move {
        println!("{:?}", client.block().await);
    };
    work.await;
    Ok(())
}
