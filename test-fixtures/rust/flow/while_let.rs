use subtensor::Subtensor;

async fn faulty(mut urls: Vec<String>) {
    while let Some(url) = urls.pop() {
        let Ok(client) = Subtensor::connect(&url).await else { continue };
//                       ^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
        while let Ok(number) = client.block().await {
            println!("{number}");
        }
    }
}

async fn correct(mut urls: Vec<String>) {
    while let Some(url) = urls.pop() {
        let Ok(client) = Subtensor::connect(&url).await else { continue };
        while let Ok(number) = client.block().await {
            println!("{number}");
        }
        let _ = client.close().await;
    }
}
