use tokio::task::JoinHandle;

struct Link {
    requests: Sender<Request>,
    driver: JoinHandle<()>,
}

impl Link {
    async fn open(url: &str) -> Result<Link, Error> {
        let (requests, mut inbox) = channel(8);
        let stream = dial(url).await?;
        let driver = tokio::spawn(async move {
            loop {
                drive(&stream, &mut inbox).await;
            }
        });
        Ok(Link { requests, driver })
    }

    async fn close(self) {
        self.driver.abort();
    }
}

async fn faulty(url: &str) -> Result<(), Error> {
    let link = Link::open(url).await?;
//             ^^^^^^^^^^^^^^^ SUB001
    link.requests.send(Request::Block).await;
    Ok(())
}

async fn correct(url: &str) -> Result<(), Error> {
    let link = Link::open(url).await?;
    link.requests.send(Request::Block).await;
    link.close().await;
    Ok(())
}
