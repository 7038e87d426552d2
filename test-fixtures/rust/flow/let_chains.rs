use subtensor::Subtensor;

async fn faulty(url: &str, verbose: bool) -> Result<(), Error> {
    if verbose
        && let Ok(client) = Subtensor::connect(url).await
//                          ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
        && let Ok(number) = client.block().await
        && number > 0
    {
        println!("{number}");
        client.close().await?;
    }
    Ok(())
}

async fn correct(url: &str, verbose: bool) -> Result<(), Error> {
    if verbose && let Ok(client) = Subtensor::connect(url).await {
        if let Ok(number) = client.block().await && number > 0 {
            println!("{number}");
        }
        client.close().await?;
    }
    Ok(())
}
