// lock: tokio-tungstenite 0.26.2
use std::sync::Arc;

use futures_util::stream::SplitSink;
use futures_util::{SinkExt, StreamExt};
use tokio::sync::{Mutex, mpsc};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Ws = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

// Split in a task that closes neither half.
async fn in_a_task(url: &str, news: mpsc::Sender<Message>) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
//                ^^^^^^^^^^^^^^^^^^ SUB001
    tokio::spawn(async move {
        let (mut tx, mut rx) = ws.split();
        tx.send(Message::text("subscribe")).await.ok();
        while let Some(Ok(message)) = rx.next().await {
            news.send(message).await.ok();
        }
    });
    Ok(())
}

async fn in_a_task_that_closes(url: &str, news: mpsc::Sender<Message>) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    tokio::spawn(async move {
        let (mut tx, mut rx) = ws.split();
        tx.send(Message::text("subscribe")).await.ok();
        while let Some(Ok(message)) = rx.next().await {
            news.send(message).await.ok();
        }
        tx.close().await.ok();
    });
    Ok(())
}

// Split by a function that spawns.
fn watch(ws: Ws) {
    tokio::spawn(async move {
        let (_tx, mut rx) = ws.split();
        while let Some(Ok(message)) = rx.next().await {
            println!("{message}");
        }
    });
}

async fn in_a_task_of_a_helper(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
//                ^^^^^^^^^^^^^^^^^^ SUB001
    watch(ws);
    Ok(())
}

// The half that writes is closed on one way only.
async fn answer(ws: Ws, wanted: u32) -> u32 {
    let (mut tx, mut rx) = ws.split();
    let mut n_seen = 0;
    while let Some(Ok(message)) = rx.next().await {
        if tx.send(message).await.is_err() {
            return n_seen;
        }
        n_seen += 1;
        if n_seen == wanted {
            break;
        }
    }
    tx.close().await.ok();
    n_seen
}

async fn closed_on_one_way(url: &str) -> Result<u32, Error> {
    let (ws, _) = connect_async(url).await?;
//                ^^^^^^^^^^^^^^^^^^ SUB002
    Ok(answer(ws, 3).await)
}

async fn answer_and_close(ws: Ws) {
    let (mut tx, mut rx) = ws.split();
    while let Some(Ok(message)) = rx.next().await {
        if tx.send(message).await.is_err() {
            break;
        }
    }
    tx.close().await.ok();
}

async fn closed_on_all_ways(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    answer_and_close(ws).await;
    Ok(())
}

// The half that writes goes to yet another task.
async fn write_all(mut tx: SplitSink<Ws, Message>, mut lines: mpsc::Receiver<Message>) {
    while let Some(line) = lines.recv().await {
        tx.feed(line).await.ok();
    }
    tx.close().await.ok();
}

fn two_tasks(ws: Ws, lines: mpsc::Receiver<Message>) {
    let (tx, mut rx) = ws.split();
    tokio::spawn(write_all(tx, lines));
    tokio::spawn(async move { while rx.next().await.is_some() {} });
}

async fn closed_by_the_task_of_a_half(url: &str, lines: mpsc::Receiver<Message>) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    two_tasks(ws, lines);
    Ok(())
}

async fn tasks_in_a_task(url: &str, mut lines: mpsc::Receiver<Message>) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    tokio::spawn(async move {
        let (mut tx, mut rx) = ws.split();
        let writer = tokio::spawn(async move {
            while let Some(line) = lines.recv().await {
                tx.send(line).await.ok();
            }
            tx.close().await.ok();
        });
        while rx.next().await.is_some() {}
        writer.await.ok();
    });
    Ok(())
}

// It is kept by what the function returns.
struct Link {
    tx: SplitSink<Ws, Message>,
}

impl Link {
    fn over(ws: Ws) -> Link {
        let (tx, mut rx) = ws.split();
        tokio::spawn(async move { while rx.next().await.is_some() {} });
        Link { tx }
    }

    async fn close(mut self) {
        self.tx.close().await.ok();
    }
}

async fn kept_and_closed(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    let link = Link::over(ws);
    link.close().await;
    Ok(())
}

// What goes to somebody unknown is theirs, also in a lock.
fn shared(ws: Ws) {
    let (tx, mut rx) = ws.split();
    let tx = Arc::new(Mutex::new(tx));
    registry::keep(tx);
    tokio::spawn(async move { while rx.next().await.is_some() {} });
}

async fn handed_on_in_a_lock(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    shared(ws);
    Ok(())
}

fn forwarded(ws: Ws) {
    let (tx, rx) = ws.split();
    tokio::spawn(rx.forward(tx));
}

async fn handed_on_by_forwarding(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    forwarded(ws);
    Ok(())
}

// Both halves are one again.
async fn whole_again(ws: Ws) {
    let (mut tx, mut rx) = ws.split();
    tx.send(Message::text("once")).await.ok();
    rx.next().await;
    if let Ok(mut ws) = tx.reunite(rx) {
        ws.close(None).await.ok();
    }
}

async fn closed_as_a_whole(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    whole_again(ws).await;
    Ok(())
}

async fn whole_by_the_reader(ws: Ws) {
    let (mut tx, rx) = ws.split();
    tx.send(Message::text("once")).await.ok();
    let mut ws = rx.reunite(tx).unwrap();
    ws.close(None).await.ok();
}

async fn closed_as_a_whole_by_the_reader(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    whole_by_the_reader(ws).await;
    Ok(())
}

async fn select_until_told(ws: Ws, mut stop: mpsc::Receiver<()>) {
    let (mut tx, mut rx) = ws.split();
    loop {
        tokio::select! {
            _ = stop.recv() => break,
            message = rx.next() => match message {
                Some(Ok(message)) => { tx.send(message).await.ok(); }
                _ => break,
            },
        }
    }
    let _ = tx.close().await;
}

async fn closed_after_a_select(url: &str, stop: mpsc::Receiver<()>) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    tokio::spawn(select_until_told(ws, stop));
    Ok(())
}

async fn returned(ws: Ws) -> (SplitSink<Ws, Message>, u32) {
    let (tx, mut rx) = ws.split();
    let mut n_seen = 0;
    while rx.next().await.is_some() {
        n_seen += 1;
    }
    (tx, n_seen)
}

async fn closed_by_whoever_gets_it_back(url: &str) -> Result<u32, Error> {
    let (ws, _) = connect_async(url).await?;
    let (mut tx, n_seen) = returned(ws).await;
    tx.close().await.ok();
    Ok(n_seen)
}

async fn said_goodbye(ws: Ws) {
    let (mut tx, mut rx) = ws.split();
    while rx.next().await.is_some() {}
    tx.send(Message::Close(None)).await.ok();
}

async fn closed_by_its_message(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    said_goodbye(ws).await;
    Ok(())
}

async fn mapped(ws: Ws) {
    let (tx, mut rx) = ws.split();
    let mut tx = tx.with(|it: String| async move { Ok::<_, Error>(Message::text(it)) });
    while rx.next().await.is_some() {}
    tx.close().await.ok();
}

async fn closed_through_an_adaptor(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    mapped(ws).await;
    Ok(())
}
