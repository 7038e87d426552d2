// lock: tokio-tungstenite 0.26.2
use std::sync::Arc;
use futures_util::{SinkExt, StreamExt, stream::{SplitSink, SplitStream}};
use tokio::sync::Mutex;
use tokio_tungstenite::{connect_async, WebSocketStream, MaybeTlsStream, tungstenite::{Error, Message}};
type Ws = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;
pub async fn forwards(url: &str, lines: impl futures_util::Stream<Item = Message>) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    let (tx, rx) = ws.split();
    let up = lines.map(Ok).forward(tx);
    let down = rx.for_each(|it| async move { println!("{it:?}") });
    futures_util::pin_mut!(up, down);
    futures_util::future::select(up, down).await;
    Ok(())
}
pub async fn echoes(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    let (tx, rx) = ws.split();
    rx.forward(tx).await
}
pub async fn shared(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    let (tx, mut rx) = ws.split();
    let tx = Arc::new(Mutex::new(tx));
    let other = tx.clone();
    let ping = tokio::spawn(async move { other.lock().await.send(Message::text("x")).await.ok(); });
    while let Some(Ok(m)) = rx.next().await { println!("{m}"); }
    ping.abort();
    tx.lock().await.close().await.ok();
    Ok(())
}
pub async fn reunited(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    let (mut tx, rx) = ws.split();
    tx.send(Message::text("x")).await.ok();
    let mut ws = tx.reunite(rx).unwrap();
    ws.close(None).await
}
pub async fn reunited_by_reader(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    let (mut tx, rx) = ws.split();
    tx.send(Message::text("x")).await.ok();
    let mut ws = rx.reunite(tx).unwrap();
    ws.close(None).await
}
pub async fn writer_task(url: &str, mut lines: tokio::sync::mpsc::Receiver<Message>) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    let (mut tx, mut rx) = ws.split();
    let writer = tokio::spawn(async move {
        while let Some(m) = lines.recv().await { if tx.send(m).await.is_err() { break; } }
        tx.close().await.ok();
    });
    while let Some(Ok(m)) = rx.next().await { println!("{m}"); }
    writer.await.ok();
    Ok(())
}
async fn pump(mut tx: SplitSink<Ws, Message>, mut lines: tokio::sync::mpsc::Receiver<Message>) {
    while let Some(m) = lines.recv().await { if tx.send(m).await.is_err() { break; } }
    tx.close().await.ok();
}
pub async fn named_task(url: &str, lines: tokio::sync::mpsc::Receiver<Message>) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    let (tx, mut rx) = ws.split();
    tokio::spawn(pump(tx, lines));
    while let Some(Ok(m)) = rx.next().await { println!("{m}"); }
    Ok(())
}
async fn open(url: &str) -> Result<(SplitSink<Ws, Message>, SplitStream<Ws>), Error> {
    let (ws, _) = connect_async(url).await?;
    Ok(ws.split())
}
pub async fn factory(url: &str) -> Result<(), Error> {
    let (mut tx, mut rx) = open(url).await?;
    while let Some(Ok(m)) = rx.next().await { println!("{m}"); }
    tx.close().await
}
pub struct Client { tx: SplitSink<Ws, Message>, rx: SplitStream<Ws> }
impl Client {
    pub async fn open(url: &str) -> Result<Client, Error> {
        let (ws, _) = connect_async(url).await?;
        let (tx, rx) = ws.split();
        Ok(Client { tx, rx })
    }
    pub async fn next(&mut self) -> Option<Result<Message, Error>> { self.rx.next().await }
    pub async fn close(&mut self) -> Result<(), Error> { self.tx.close().await }
}
pub struct Maybe { tx: Option<SplitSink<Ws, Message>> }
impl Maybe {
    pub async fn open(&mut self, url: &str) -> Result<SplitStream<Ws>, Error> {
        let (ws, _) = connect_async(url).await?;
        let (tx, rx) = ws.split();
        self.tx = Some(tx);
        Ok(rx)
    }
    pub async fn close(&mut self) { if let Some(mut tx) = self.tx.take() { tx.close().await.ok(); } }
}
pub async fn adapted(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    let (tx, mut rx) = ws.split();
    let mut tx = tx.with(|it: String| async move { Ok::<_, Error>(Message::text(it)) });
    while let Some(Ok(m)) = rx.next().await { println!("{m}"); }
    tx.close().await
}
pub async fn lent_by_select(url: &str, mut stop: tokio::sync::watch::Receiver<bool>) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    let (mut tx, mut rx) = ws.split();
    loop {
        tokio::select! {
            _ = stop.changed() => break,
            m = rx.next() => match m { Some(Ok(m)) => { if tx.send(m).await.is_err() { break } }, _ => break },
        }
    }
    let _ = tx.close().await;
    Ok(())
}
