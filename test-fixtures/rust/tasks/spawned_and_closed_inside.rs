use subtensor::Subtensor;

async fn correct(url: String) {
    tokio::spawn(async move {
        let Ok(client) = Subtensor::connect(&url).await else { return };
        println!("{:?}", client.block().await);
        let _ = client.close().await;
    });
}

async fn faulty(url: String) {
    tokio::spawn(async move {
        let Ok(client) = Subtensor::connect(&url).await else { return };
//                       ^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
        println!("{:?}", client.block().await);
    });
}
