use subtensor::Subtensor;

struct Session {
    client: Subtensor,
    retries: u32,
}

impl Session {
    async fn open(url: &str) -> Result<Session, Error> {
        let client = Subtensor::connect(url).await?;
        Ok(Session { client, retries: 0 })
    }

    async fn close(self) -> Result<(), Error> {
        self.client.close().await
    }
}

async fn correct(url: &str) -> Result<(), Error> {
    let session = Session::open(url).await?;
    let session = Session { retries: 3, ..session };
    session.close().await
}

async fn faulty(url: &str) -> Result<(), Error> {
    let session = Session::open(url).await?;
//                ^^^^^^^^^^^^^^^^^^ SUB007|SUB001
    let session = Session { retries: 3, ..session };
    println!("{}", session.retries);
    Ok(())
}
