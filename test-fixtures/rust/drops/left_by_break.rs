use subtensor::Subtensor;

async fn faulty(urls: &[String]) -> Result<(), Error> {
    for url in urls {
        let client = Subtensor::connect(url).await?;
//                   ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
        if client.block().await.is_ok() {
            break;
        }
        client.close().await?;
    }
    Ok(())
}

async fn correct(urls: &[String]) -> Result<(), Error> {
    for url in urls {
        let client = Subtensor::connect(url).await?;
        let found = client.block().await.is_ok();
        client.close().await?;
        if found {
            break;
        }
    }
    Ok(())
}
