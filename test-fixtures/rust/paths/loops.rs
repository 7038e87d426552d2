use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn continues(ids: &[u64]) -> Result<(), Error> {
    for id in ids {
        let client = Subtensor::connect(URL).await?;
//                   ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
        if *id == 0 {
            continue;
        }
        client.close().await?;
    }
    Ok(())
}

async fn whiles(mut n: u64) -> Result<(), Error> {
    while n > 0 {
        let client = Subtensor::connect(URL).await?;
        n -= 1;
        client.close().await?;
    }
    while let Some(id) = next().await {
        let client = Subtensor::connect(URL).await?;
        println!("{id}");
        client.close().await?;
    }
    Ok(())
}

async fn keeps_them(ids: Vec<u64>) -> Result<(), Error> {
    let mut clients = Vec::new();
    for _ in ids {
        clients.push(Subtensor::connect(URL).await);
    }
    for client in clients {
        if let Ok(client) = client {
            client.close().await.ok();
        }
    }
    Ok(())
}
