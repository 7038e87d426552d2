use futures_util::SinkExt;
use tokio::net::TcpStream;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

pub struct Feed {
    socket: Socket,
}

impl Feed {
    pub async fn open(url: &str) -> Result<Feed, Error> {
        let (socket, _) = connect_async(url).await?;
        Ok(Feed { socket })
    }

    pub async fn close(&mut self) {
        let _ = self.socket.close(None).await;
    }

    pub async fn reconnect(&mut self, url: &str) -> Result<(), Error> {
        self.close().await;
        let (socket, _) = connect_async(url).await?;
        self.socket = socket;
        Ok(())
    }
}

pub async fn twice(url: &str) -> Result<(), Error> {
    let mut feed = Feed::open(url).await?;
    feed.reconnect(url).await?;
    feed.close().await;
    Ok(())
}

async fn renew(socket: &mut Socket, url: &str) -> Result<(), Error> {
    let _ = socket.close(None).await;
    let (fresh, _) = connect_async(url).await?;
    *socket = fresh;
    Ok(())
}

pub async fn by_a_helper(url: &str) -> Result<(), Error> {
    let (mut socket, _) = connect_async(url).await?;
    renew(&mut socket, url).await?;
    let _ = socket.send("hello".into()).await;
    let _ = socket.close(None).await;
    Ok(())
}

pub struct Careless {
    socket: Option<Socket>,
}

impl Careless {
    pub async fn open(url: &str) -> Result<Careless, Error> {
        let (socket, _) = connect_async(url).await?;
        Ok(Careless { socket: Some(socket) })
    }

    pub async fn close(&mut self) {
        if let Some(mut socket) = self.socket.take() {
            let _ = socket.close(None).await;
        }
    }

    pub async fn reconnect(&mut self, url: &str) -> Result<(), Error> {
        let (socket, _) = connect_async(url).await?;
//                        ^^^^^^^^^^^^^^^^^^ SUB005
        self.socket = Some(socket);
        Ok(())
    }
}
