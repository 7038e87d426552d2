use super::Client;

impl Client {
    pub async fn close(self) {
        self.socket.end();
    }
}

pub async fn fill() -> Result<(), Error> {
    let client = Client::open().await?;
    client.close().await;
    Ok(())
}
