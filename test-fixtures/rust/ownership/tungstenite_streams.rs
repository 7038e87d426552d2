use tokio_tungstenite::connect_async;

const URL: &str = "ws://127.0.0.1:9944";

use futures_util::{SinkExt, StreamExt};

async fn leaks() -> Result<(), Error> {
    let (mut stream, _) = connect_async(URL).await?;
//                        ^^^^^^^^^^^^^^^^^^ SUB001
    stream.send("hello".into()).await.ok();
    Ok(())
}

async fn closes() -> Result<(), Error> {
    let (mut stream, _response) = connect_async(URL).await?;
    stream.send("hello".into()).await.ok();
    stream.close(None).await?;
    Ok(())
}

async fn splits() -> Result<(), Error> {
    let (stream, _) = connect_async(URL).await?;
    let (mut write, read) = stream.split();
    tokio::spawn(read.for_each(|_| async {}));
    write.close().await?;
    Ok(())
}

async fn forgets_to_await() -> Result<(), Error> {
    let (mut stream, _) = connect_async(URL).await?;
//                        ^^^^^^^^^^^^^^^^^^ SUB010
    let _ = stream.close(None);
    Ok(())
}

async fn splits_in_a_helper() -> Result<(), Error> {
    let (stream, _) = connect_async(URL).await?;
    relay(stream).await;
    Ok(())
}

async fn relay(stream: Stream) {
    let (mut write, read) = stream.split();
    read.for_each(|_| async {}).await;
    write.close().await.ok();
}
