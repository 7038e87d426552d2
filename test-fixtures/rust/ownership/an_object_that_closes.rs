use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

struct Service {
    client: Subtensor,
    name: String,
}

impl Service {
    async fn open(name: &str) -> Result<Service, Error> {
        let client = Subtensor::connect(URL).await?;
        Ok(Service { client, name: name.to_owned() })
    }

    async fn shutdown(self) -> Result<(), Error> {
        self.client.close().await
    }
}

async fn leaks() -> Result<(), Error> {
    let service = Service::open("a").await?;
//                ^^^^^^^^^^^^^^^^^^ SUB001
    println!("{}", service.name);
    Ok(())
}

async fn closes() -> Result<(), Error> {
    let service = Service::open("a").await?;
    service.shutdown().await
}
