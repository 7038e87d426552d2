use subtensor::Subtensor;

async fn faulty(urls: &[String]) -> Result<(), Error> {
    for url in urls {
        let client = Subtensor::connect(url).await?;
//                   ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
        let Ok(number) = client.block().await else { continue };
        println!("{number}");
        client.close().await?;
    }
    Ok(())
}

async fn correct(urls: &[String]) -> Result<(), Error> {
    for url in urls {
        let client = Subtensor::connect(url).await?;
        let number = client.block().await;
        client.close().await?;
        let Ok(number) = number else { continue };
        println!("{number}");
    }
    Ok(())
}
