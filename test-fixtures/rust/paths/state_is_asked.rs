use futures_util::stream::FusedStream;
use tokio_tungstenite::connect_async;

async fn believed(url: &str) -> Result<(), Error> {
    let (mut socket, _) = connect_async(url).await?;
    if !socket.is_terminated() {
        let _ = socket.close(None).await;
    }
    Ok(())
}

async fn about_something_else(url: &str, flags: &Flags) -> Result<(), Error> {
    let (mut socket, _) = connect_async(url).await?;
//                        ^^^^^^^^^^^^^^^^^^ SUB002
    if flags.is_open() {
        let _ = socket.close(None).await;
    }
    Ok(())
}

pub struct Client {
    up: Option<u8>,
}

impl Client {
    pub async fn connect(_url: &str) -> Result<Self, Error> {
        Ok(Self { up: None })
    }

    pub fn is_connected(&self) -> bool {
        self.up.is_some()
    }

    pub async fn close(&mut self) {}
}

async fn own_client(url: &str) -> Result<(), Error> {
    let mut client = Client::connect(url).await?;
    if client.is_connected() {
        client.close().await;
    }
    Ok(())
}
