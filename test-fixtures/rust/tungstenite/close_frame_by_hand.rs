// lock: tokio-tungstenite 0.26.2
use futures_util::stream::SplitSink;
use futures_util::{SinkExt, StreamExt, TryStreamExt};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Ws = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

pub async fn says_goodbye(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    let (mut tx, mut rx) = ws.split();
    while let Some(Ok(m)) = rx.next().await { println!("{m}"); }
    tx.send(Message::Close(None)).await
}
async fn goodbye(tx: &mut SplitSink<Ws, Message>) { tx.send(Message::Close(None)).await.ok(); }
pub async fn says_goodbye_elsewhere(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    let (mut tx, mut rx) = ws.split();
    while let Some(Ok(m)) = rx.next().await { println!("{m}"); }
    goodbye(&mut tx).await;
    Ok(())
}
pub struct Sender { tx: SplitSink<Ws, Message> }
impl Sender {
    pub async fn open(url: &str) -> Result<Sender, Error> {
        let (ws, _) = connect_async(url).await?;
        let (tx, _rx) = ws.split();
        Ok(Sender { tx })
    }
    pub async fn shutdown(&mut self) { self.tx.send(Message::Close(None)).await.ok(); }
}

async fn drained(url: &str) -> Result<(), Error> {
    let (mut ws, _) = connect_async(url).await?;
    ws.send(Message::Close(None)).await.ok();
    while let Some(Ok(_)) = ws.next().await {}
    Ok(())
}

async fn closed_after_it(url: &str) -> Result<(), Error> {
    let (mut ws, _) = connect_async(url).await?;
    ws.send(Message::Close(None)).await.ok();
    ws.close(None).await
}

async fn another_message(url: &str) -> Result<(), Error> {
    let (mut ws, _) = connect_async(url).await?;
//                    ^^^^^^^^^^^^^^^^^^ SUB001
    ws.send(Message::Ping(vec![].into())).await.ok();
    while let Some(Ok(_)) = ws.next().await {}
    Ok(())
}
