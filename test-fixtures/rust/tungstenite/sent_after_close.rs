// lock: tokio-tungstenite 0.26.2
use futures_util::{SinkExt, StreamExt, TryStreamExt};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Ws = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

async fn faulty(url: &str) -> Result<(), Error> {
    let (mut ws, _) = connect_async(url).await?;
    ws.close(None).await?;
    ws.send(Message::text("x")).await
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB013
}

async fn faulty_half(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    let (mut tx, _rx) = ws.split();
    tx.close().await?;
    tx.feed(Message::text("x")).await
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB013
}

async fn read_to_the_end(url: &str) -> Result<(), Error> {
    let (mut ws, _) = connect_async(url).await?;
    ws.close(None).await?;
    while let Some(Ok(m)) = ws.next().await {
        println!("{m}");
    }
    Ok(())
}

async fn closed_on_one_path(url: &str, quick: bool) -> Result<(), Error> {
    let (mut ws, _) = connect_async(url).await?;
    if quick {
        return ws.close(None).await;
    }
    ws.send(Message::text("x")).await.ok();
    ws.close(None).await
}
