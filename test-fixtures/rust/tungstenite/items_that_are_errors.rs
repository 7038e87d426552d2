// lock: tokio-tungstenite 0.26.2
use futures_util::{SinkExt, StreamExt, TryStreamExt};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Ws = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

async fn correct(url: &str) -> Result<(), Error> {
    let (mut ws, _) = connect_async(url).await?;
    while let Some(Ok(m)) = ws.next().await {
        println!("{m}");
    }
    ws.close(None).await
}

async fn correct_match(url: &str) -> Result<(), Error> {
    let (mut ws, _) = connect_async(url).await?;
    let mut failed = None;
    while let Some(item) = ws.next().await {
        match item {
            Ok(m) => println!("{m}"),
            Err(e) => {
                failed = Some(e);
                break;
            }
        }
    }
    ws.close(None).await.ok();
    failed.map_or(Ok(()), Err)
}

async fn faulty(url: &str) -> Result<(), Error> {
    let (mut ws, _) = connect_async(url).await?;
//                    ^^^^^^^^^^^^^^^^^^ SUB002
    while let Some(m) = ws.next().await {
        println!("{}", m?);
    }
    ws.close(None).await
}

async fn faulty_match(url: &str) -> Result<(), Error> {
    let (mut ws, _) = connect_async(url).await?;
//                    ^^^^^^^^^^^^^^^^^^ SUB002
    loop {
        match ws.next().await {
            Some(Ok(m)) => println!("{m}"),
            Some(Err(e)) => return Err(e),
            None => break,
        }
    }
    ws.close(None).await
}

async fn faulty_let_else(url: &str) -> Result<(), Error> {
    let (mut ws, _) = connect_async(url).await?;
//                    ^^^^^^^^^^^^^^^^^^ SUB002
    while let Some(item) = ws.next().await {
        let Ok(m) = item else { return Ok(()) };
        println!("{m}");
    }
    ws.close(None).await
}
