// lock: futures-util 0.3.31
// lock: tokio-tungstenite 0.26.2
use futures_util::{FutureExt, SinkExt};
use tasks::Spawnable;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::{Error, Message};

async fn correct(url: &str) -> Result<(), Error> {
    let (mut ws, _) = connect_async(url).await?;
    let task = async move {
        ws.send(Message::text("x")).await.ok();
        ws.close(None).await.ok();
    };
    // A trait of another crate: it does with the future what `tokio::spawn` does.
    task.spawn_task();
    Ok(())
}

async fn correct_with_arguments(url: &str, name: &str) -> Result<(), Error> {
    let (mut ws, _) = connect_async(url).await?;
    async move {
        ws.send(Message::text("x")).await.ok();
        ws.close(None).await.ok();
    }
    .spawn_named(name);
    Ok(())
}

async fn correct_mapped(url: &str) -> Result<u32, Error> {
    let (mut ws, _) = connect_async(url).await?;
    let asked = async move {
        ws.send(Message::text("x")).await.ok();
        ws.close(None).await.is_ok()
    };
    Ok(asked.map(u32::from).await)
}

async fn faulty(url: &str) -> Result<(), Error> {
    let (mut ws, _) = connect_async(url).await?;
//                    ^^^^^^^^^^^^^^^^^^ SUB001
    let task = async move {
        ws.send(Message::text("x")).await.ok();
    };
    task.spawn_task();
    Ok(())
}
