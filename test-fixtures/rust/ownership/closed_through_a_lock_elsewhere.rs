use std::sync::Arc;

use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn in_a_task(url: &str) -> Result<(), Error> {
    let (socket, _) = connect_async(url).await?;
    let socket = Arc::new(Mutex::new(socket));
    let shared = socket.clone();
    tokio::spawn(async move {
        let _ = shared.lock().await.close(None).await;
    });
    Ok(())
}

async fn end(socket: &Arc<Mutex<Socket>>) {
    let _ = socket.lock().await.close(None).await;
}

async fn in_a_callee(url: &str) -> Result<(), Error> {
    let (socket, _) = connect_async(url).await?;
    let socket = Arc::new(Mutex::new(socket));
    end(&socket).await;
    Ok(())
}

async fn ask(socket: &Arc<Mutex<Socket>>) {
    println!("{:?}", socket.lock().await.next().await);
}

async fn only_asked(url: &str) -> Result<(), Error> {
    let (socket, _) = connect_async(url).await?;
//                    ^^^^^^^^^^^^^^^^^^ SUB001
    let socket = Arc::new(Mutex::new(socket));
    ask(&socket).await;
    Ok(())
}

struct Feed {
    socket: Mutex<Socket>,
}

impl Feed {
    async fn connect(url: &str) -> Result<Feed, Error> {
        let (socket, _) = connect_async(url).await?;
        Ok(Feed { socket: Mutex::new(socket) })
    }

    async fn stop(&self) {
        let mut socket = self.socket.lock().await;
        let _ = socket.close(None).await;
    }
}

async fn by_its_owner(url: &str) -> Result<(), Error> {
    let feed = Feed::connect(url).await?;
    feed.stop().await;
    Ok(())
}

async fn owner_is_left(url: &str) -> Result<(), Error> {
    let feed = Feed::connect(url).await?;
//             ^^^^^^^^^^^^^^^^^^ SUB007
    println!("{:?}", feed.socket.lock().await.next().await);
    Ok(())
}
