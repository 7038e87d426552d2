// lock: tokio-tungstenite 0.26.2
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt, TryStreamExt};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Ws = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

async fn never_closed(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
//                ^^^^^^^^^^^^^^^^^^ SUB001
    let (mut tx, mut rx) = ws.split();
    tx.send(Message::text("x")).await?;
    println!("{:?}", rx.next().await);
    Ok(())
}

async fn left_early(url: &str, quick: bool) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
//                ^^^^^^^^^^^^^^^^^^ SUB002
    let (mut tx, _rx) = ws.split();
    if quick {
        return Ok(());
    }
    tx.close().await
}

async fn left_by_question_mark(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
//                ^^^^^^^^^^^^^^^^^^ SUB002
    let (mut tx, _rx) = ws.split();
    tx.send(Message::text("x")).await?;
    tx.close().await
}

async fn left_by_let_else(url: &str, text: &str) -> Option<u32> {
    let (ws, _) = connect_async(url).await.ok()?;
//                ^^^^^^^^^^^^^^^^^^ SUB002
    let (mut tx, _rx) = ws.split();
    let Ok(number) = text.parse::<u32>() else { return None };
    tx.close().await.ok();
    Some(number)
}

async fn reader_in_a_task(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
//                ^^^^^^^^^^^^^^^^^^ SUB001
    let (mut tx, mut rx) = ws.split();
    tokio::spawn(async move { while let Some(Ok(m)) = rx.next().await { println!("{m}") } });
    tx.send(Message::text("x")).await.ok();
    Ok(())
}

async fn of_a_temporary(url: &str) -> Result<(), Error> {
    let (mut tx, _rx) = connect_async(url).await?.0.split();
//                      ^^^^^^^^^^^^^^^^^^ SUB001
    tx.send(Message::text("x")).await.ok();
    Ok(())
}

async fn open(url: &str) -> Result<(SplitSink<Ws, Message>, SplitStream<Ws>), Error> {
    let (ws, _) = connect_async(url).await?;
    Ok(ws.split())
}

async fn of_a_factory(url: &str) -> Result<(), Error> {
    let (mut tx, _rx) = open(url).await?;
//                      ^^^^^^^^^ SUB001
    tx.send(Message::text("x")).await.ok();
    Ok(())
}

struct Client {
    tx: SplitSink<Ws, Message>,
    rx: SplitStream<Ws>,
}

impl Client {
    async fn connect(url: &str) -> Result<Client, Error> {
        let (ws, _) = connect_async(url).await?;
//                    ^^^^^^^^^^^^^^^^^^ SUB006
        let (tx, rx) = ws.split();
        Ok(Client { tx, rx })
    }

    async fn ask(&mut self) -> Result<(), Error> {
        self.tx.send(Message::text("x")).await?;
        self.rx.next().await;
        Ok(())
    }
}
