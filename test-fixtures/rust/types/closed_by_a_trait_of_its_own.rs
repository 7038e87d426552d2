use subtensor::Subtensor;

struct Session {
    client: Subtensor,
}

trait Finish {
    async fn finish(self) -> Result<(), Error>;
}

impl Finish for Session {
    async fn finish(self) -> Result<(), Error> {
        self.client.close().await
    }
}

async fn correct(url: &str) -> Result<(), Error> {
    let session = Session { client: Subtensor::connect(url).await? };
    println!("{:?}", session.client.block().await);
    session.finish().await
}

async fn faulty(url: &str) -> Result<(), Error> {
    let session = Session { client: Subtensor::connect(url).await? };
//                                  ^^^^^^^^^^^^^^^^^^^^^^^ SUB001|SUB007
    println!("{:?}", session.client.block().await);
    Ok(())
}
