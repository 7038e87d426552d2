// lock: futures-util 0.3.31
// lock: tokio 1.47.1
// lock: tokio-tungstenite 0.26.2
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Ws = WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn faulty(url: &str, mut lines: mpsc::Receiver<String>) -> Result<(), Error> {
    let (mut ws, _) = connect_async(url).await?;
//                    ^^^^^^^^^^^^^^^^^^ SUB002
    tokio::spawn(async move {
        while let Some(line) = lines.recv().await {
            if line == "quit" {
                return;
            }
            ws.send(Message::text(line)).await.ok();
        }
        ws.close(None).await.ok();
    });
    Ok(())
}

async fn correct(url: &str, mut lines: mpsc::Receiver<String>) -> Result<(), Error> {
    let (mut ws, _) = connect_async(url).await?;
    tokio::spawn(async move {
        while let Some(line) = lines.recv().await {
            if line == "quit" {
                ws.close(None).await.ok();
                return;
            }
            ws.send(Message::text(line)).await.ok();
        }
        ws.close(None).await.ok();
    });
    Ok(())
}

async fn first_item(mut ws: Ws) -> Result<Message, Error> {
    let item = ws.next().await.ok_or(Error::ConnectionClosed)?;
    ws.close(None).await?;
    item
}

async fn faulty_function(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
//                ^^^^^^^^^^^^^^^^^^ SUB002
    let item = tokio::spawn(first_item(ws)).await.expect("it does not panic")?;
    println!("{item}");
    Ok(())
}

async fn correct_opened_by_the_task(url: String) -> Result<(), Error> {
    let task = tokio::spawn(async move { connect_async(url).await.map(|it| it.0) });
    let mut ws = task.await.expect("it does not panic")?;
    ws.close(None).await
}
