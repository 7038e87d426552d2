// lock: tokio-tungstenite 0.26.2
use futures_util::future::Either;
use futures_util::{Sink, SinkExt, Stream, StreamExt};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::{Error, Message};

async fn wrapped(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
//                ^^^^^^^^^^^^^^^^^^ SUB001
    let mut either = Either::Right(ws);
    either.send(Message::text("hello")).await.ok();
    if let Some(Ok(message)) = either.next().await {
        println!("{message}");
    }
    Ok(())
}

async fn wrapped_and_closed(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    let mut either = Either::Right(ws);
    either.send(Message::text("hello")).await.ok();
    either.close().await
}

async fn talk<S>(mut stream: S)
where
    S: Sink<Message> + Stream + Unpin,
{
    while let Some(message) = stream.next().await {
        println!("{message:?}");
    }
}

async fn handed_to_one_who_only_reads(url: &str, plain: Option<Plain>) {
    let stream = async {
        match plain {
            Some(it) => Ok(Either::Left(it)),
            None => {
                let (ws, _) = connect_async(url).await?;
//                            ^^^^^^^^^^^^^^^^^^ SUB001
                Ok::<_, Error>(Either::Right(ws))
            }
        }
    }
    .await;
    if let Ok(stream) = stream {
        talk(stream).await;
    }
}

async fn talk_and_close<S>(mut stream: S)
where
    S: Sink<Message> + Stream + Unpin,
{
    while stream.next().await.is_some() {}
    stream.close().await.ok();
}

async fn handed_to_one_who_closes(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    talk_and_close(Either::<Plain, _>::Right(ws)).await;
    Ok(())
}

async fn unwrapped_by_pattern(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    let mut either: Either<Plain, _> = Either::Right(ws);
    either.send(Message::text("hello")).await.ok();
    if let Either::Right(mut ws) = either {
        ws.close(None).await?;
    }
    Ok(())
}

async fn unwrapped_by_match(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    match Either::<Plain, _>::Right(ws) {
        Either::Left(plain) => plain.end(),
        Either::Right(mut ws) => ws.close(None).await?,
    }
    Ok(())
}

async fn unwrapped_by_method(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    let either = either::Either::<Plain, _>::Right(ws);
    if let Some(mut ws) = either.right() {
        ws.close(None).await?;
    }
    Ok(())
}

async fn split(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    let (mut tx, mut rx) = Either::<Plain, _>::Right(ws).split();
    while rx.next().await.is_some() {}
    tx.close().await
}

async fn split_and_left(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
//                ^^^^^^^^^^^^^^^^^^ SUB001
    let (mut tx, mut rx) = Either::<Plain, _>::Right(ws).split();
    tx.send(Message::text("hello")).await.ok();
    while rx.next().await.is_some() {}
    Ok(())
}

async fn told_to_somebody(url: &str, tx: tokio::sync::mpsc::Sender<other::Event>) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    tx.send(other::Event::Opened(ws)).await.ok();
    Ok(())
}

async fn told_later(url: &str, tx: tokio::sync::mpsc::Sender<other::Event>) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    let event = other::Event::Opened(ws);
    tx.send(event).await.ok();
    Ok(())
}

async fn open(url: &str) -> Result<Either<Plain, Ws>, Error> {
    let (ws, _) = connect_async(url).await?;
    Ok(Either::Right(ws))
}

async fn of_a_factory(url: &str) -> Result<(), Error> {
    let mut stream = open(url).await?;
//                   ^^^^^^^^^ SUB001
    stream.send(Message::text("hello")).await.ok();
    Ok(())
}

async fn of_a_factory_closed(url: &str) -> Result<(), Error> {
    let mut stream = open(url).await?;
    stream.send(Message::text("hello")).await.ok();
    stream.close().await
}

struct Kept {
    stream: Either<Plain, Ws>,
}

impl Kept {
    async fn open(url: &str) -> Result<Kept, Error> {
        let (ws, _) = connect_async(url).await?;
        Ok(Kept { stream: Either::Right(ws) })
    }

    async fn close(mut self) {
        match &mut self.stream {
            Either::Left(plain) => plain.end(),
            Either::Right(ws) => ws.close(None).await.unwrap_or_default(),
        }
    }
}

async fn kept_and_closed(url: &str) -> Result<(), Error> {
    let kept = Kept::open(url).await?;
    kept.close().await;
    Ok(())
}
