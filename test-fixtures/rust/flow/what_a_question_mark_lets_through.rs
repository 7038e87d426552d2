// lock: tokio-tungstenite 0.26.2
use futures_util::{SinkExt, StreamExt, TryStreamExt};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Ws = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

async fn step(n: u32) -> Result<Option<u32>, Error> {
    Ok(n.checked_sub(1))
}

async fn correct(url: &str) -> Result<(), Error> {
    let (mut ws, _) = connect_async(url).await?;
    while let Ok(Some(m)) = ws.try_next().await {
        println!("{m}");
    }
    ws.close(None).await
}

async fn faulty(url: &str) -> Result<(), Error> {
    let (mut ws, _) = connect_async(url).await?;
//                    ^^^^^^^^^^^^^^^^^^ SUB002
    while let Some(m) = ws.try_next().await? {
        println!("{m}");
    }
    ws.close(None).await
}

async fn faulty_by_a_function(url: &str) -> Result<(), Error> {
    let (mut ws, _) = connect_async(url).await?;
//                    ^^^^^^^^^^^^^^^^^^ SUB002
    let mut n = 3;
    while let Some(m) = step(n).await? {
        n = m;
    }
    ws.close(None).await
}

async fn faulty_match(url: &str) -> Result<(), Error> {
    let (mut ws, _) = connect_async(url).await?;
//                    ^^^^^^^^^^^^^^^^^^ SUB002
    match ws.try_next().await? {
        Some(m) => println!("{m}"),
        None => println!("nothing"),
    }
    ws.close(None).await
}

async fn closed_where_nothing_is_left(url: &str) -> Result<(), Error> {
    let (mut ws, _) = connect_async(url).await?;
//                    ^^^^^^^^^^^^^^^^^^ SUB002
    match ws.try_next().await? {
        Some(m) => println!("{m}"),
        None => ws.close(None).await?,
    }
    Ok(())
}
