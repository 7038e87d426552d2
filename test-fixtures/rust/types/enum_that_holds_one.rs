use subtensor::Subtensor;

enum Link {
    Open(Subtensor),
    Closed,
}

async fn correct(url: &str) -> Result<(), Error> {
    let link = match Subtensor::connect(url).await {
        Ok(client) => Link::Open(client),
        Err(_) => Link::Closed,
    };
    match link {
        Link::Open(client) => client.close().await,
        Link::Closed => Ok(()),
    }
}

async fn faulty(url: &str) -> Result<(), Error> {
    let link = Link::Open(Subtensor::connect(url).await?);
//                        ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    if let Link::Open(client) = &link {
        println!("{:?}", client.block().await);
    }
    Ok(())
}
