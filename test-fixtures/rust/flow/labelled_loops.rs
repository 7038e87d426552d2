use subtensor::Subtensor;

async fn faulty(urls: &[String]) -> Result<(), Error> {
    'outer: for url in urls {
        let client = Subtensor::connect(url).await?;
//                   ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
        for netuid in 0..9 {
            if client.subnet(netuid).await.is_err() {
                continue 'outer;
            }
        }
        client.close().await?;
    }
    Ok(())
}

async fn correct(urls: &[String]) -> Result<Option<u64>, Error> {
    let client = 'outer: loop {
        for url in urls {
            match Subtensor::connect(url).await {
                Ok(client) => break 'outer client,
                Err(_) => continue,
            }
        }
    };
    let number = client.block().await.ok();
    client.close().await?;
    Ok(number)
}
