use futures::future::join_all;
use subtensor::Subtensor;

async fn correct(urls: &[String]) -> Result<(), Error> {
    let mut clients = vec![];
    for url in urls {
        if let Ok(client) = Subtensor::connect(url).await {
            clients.push(client);
        }
    }
    join_all(clients.into_iter().map(|client| client.close())).await;
    Ok(())
}

async fn correct_loop(urls: &[String]) -> Result<(), Error> {
    let mut clients = Vec::new();
    for url in urls {
        if let Ok(client) = Subtensor::connect(url).await {
            clients.push(client);
        }
    }
    for client in clients {
        let _ = client.close().await;
    }
    Ok(())
}

async fn faulty(urls: &[String]) {
    let mut clients = Vec::new();
    for url in urls {
        if let Ok(client) = Subtensor::connect(url).await {
//                          ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
            clients.push(client);
        }
    }
    for client in &clients {
        println!("{:?}", client.block().await);
    }
}
