// lock: tokio-tungstenite 0.26.2
use futures_util::{SinkExt, StreamExt, TryStreamExt};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Ws = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

struct Guard(Option<Ws>);

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(mut ws) = self.0.take() {
            tokio::spawn(async move { ws.close(None).await.ok() });
        }
    }
}

async fn guarded(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    let guard = Guard(Some(ws));
    tokio::task::yield_now().await;
    println!("{}", guard.0.is_some());
    Ok(())
}

struct Session {
    ws: Option<Ws>,
}

impl Session {
    async fn open(url: &str) -> Result<Session, Error> {
        let (ws, _) = connect_async(url).await?;
        Ok(Session { ws: Some(ws) })
    }
}

async fn finish(mut ws: Ws) {
    ws.close(None).await.ok();
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(ws) = self.ws.take() {
            tokio::spawn(finish(ws));
        }
    }
}

async fn opened_by_its_constructor(url: &str, quick: bool) -> Result<(), Error> {
    let session = Session::open(url).await?;
    if quick {
        return Ok(());
    }
    println!("{}", session.ws.is_some());
    Ok(())
}

struct Talkative {
    ws: Ws,
}

impl Drop for Talkative {
    fn drop(&mut self) {
        println!("{:?}", self.ws.get_config());
    }
}

async fn dropped_with_words(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
//                ^^^^^^^^^^^^^^^^^^ SUB001
    let guard = Talkative { ws };
    println!("{:?}", guard.ws.get_config());
    Ok(())
}
