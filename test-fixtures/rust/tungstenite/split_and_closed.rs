use futures_util::{SinkExt, StreamExt};
use tokio_tungstenite::connect_async;

async fn correct(url: &str) -> Result<(), Error> {
    let (stream, _) = connect_async(url).await?;
    let (mut write, mut read) = stream.split();
    write.send(hello()).await.ok();
    while let Some(Ok(message)) = read.next().await {
        println!("{message}");
    }
    write.close().await?;
    Ok(())
}

async fn faulty(url: &str) -> Result<(), Error> {
    let (mut stream, _) = connect_async(url).await?;
//                        ^^^^^^^^^^^^^^^^^^ SUB002
    stream.send(hello()).await?;
    stream.close(None).await?;
    Ok(())
}

async fn correct_stream(url: &str) -> Result<(), Error> {
    let (mut stream, response) = connect_async(url).await?;
    println!("{response:?}");
    let sent = stream.send(hello()).await;
    stream.close(None).await?;
    sent?;
    Ok(())
}

async fn faulty_pair(url: &str) -> Result<(), Error> {
    let pair = connect_async(url).await?;
//             ^^^^^^^^^^^^^^^^^^ SUB001
    let mut stream = pair.0;
    let _ = stream.send(hello()).await;
    Ok(())
}
