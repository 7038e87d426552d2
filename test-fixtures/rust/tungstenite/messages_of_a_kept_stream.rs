// lock: tokio-tungstenite 0.26.2
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::sync::{Mutex, mpsc};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Ws = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

// What the stream receives is passed on, the stream is not.
struct Ticker {
    ws: Option<Ws>,
    url: String,
    out: mpsc::Sender<Message>,
}

impl Ticker {
    async fn start(&mut self) -> Result<(), Error> {
        let (ws, _) = connect_async(&self.url).await?;
//                    ^^^^^^^^^^^^^^^^^^^^^^^^ SUB006
        self.ws = Some(ws);
        Ok(())
    }

    async fn pong(&mut self) -> Result<(), Error> {
        let ws = self.ws.as_mut().unwrap();
        if let Some(Ok(Message::Ping(data))) = ws.next().await {
            ws.send(Message::Pong(data)).await?;
        }
        Ok(())
    }

    async fn pass_on(&mut self) {
        if let Some(ws) = &mut self.ws {
            while let Some(Ok(message)) = ws.next().await {
                self.out.send(message).await.ok();
            }
        }
    }

    async fn soon(&mut self) -> Vec<Message> {
        let mut all = vec![];
        if let Some(ws) = self.ws.as_mut() {
            if let Ok(Some(Ok(message))) = tokio::time::timeout(Duration::from_secs(5), ws.next()).await {
                all.push(message);
            }
        }
        all
    }
}

// The one who uses it owes nothing that a method of it could do.
async fn uses_a_ticker(out: mpsc::Sender<Message>) -> Result<(), Error> {
    let mut ticker = Ticker { ws: None, url: "ws://127.0.0.1:9944".into(), out };
    ticker.start().await?;
    ticker.pong().await
}

struct Shared {
    ws: Arc<Mutex<Option<Ws>>>,
}

impl Shared {
    async fn start(&self, url: &str) -> Result<(), Error> {
        let (ws, _) = connect_async(url).await?;
//                    ^^^^^^^^^^^^^^^^^^ SUB006
        *self.ws.lock().await = Some(ws);
        Ok(())
    }

    async fn step(&self) {
        let mut guard = self.ws.lock().await;
        if let Some(ws) = guard.as_mut() {
            if let Some(Ok(message)) = ws.next().await {
                tokio::spawn(judge(message));
            }
        }
    }

    async fn forget(&self) {
        *self.ws.lock().await = None;
    }
}

async fn judge(message: Message) {
    println!("{message}");
}

// The stream itself is given away.
struct Lender {
    ws: Option<Ws>,
}

impl Lender {
    async fn start(&mut self, url: &str) -> Result<(), Error> {
        let (ws, _) = connect_async(url).await?;
        self.ws = Some(ws);
        Ok(())
    }

    async fn step(&mut self) {
        if let Some(ws) = self.ws.as_mut() {
            if let Some(Ok(message)) = ws.next().await {
                println!("{message}");
            }
        }
    }

    fn lend(&mut self) {
        if let Some(ws) = self.ws.take() {
            registry::keep(ws);
        }
    }
}

// Taken out of a table before it is given away.
struct Table {
    all: HashMap<u32, Ws>,
}

impl Table {
    async fn add(&mut self, key: u32, url: &str) -> Result<(), Error> {
        let (ws, _) = connect_async(url).await?;
        self.all.insert(key, ws);
        Ok(())
    }

    async fn step(&mut self, key: u32, out: &mpsc::Sender<Message>) {
        if let Some(ws) = self.all.get_mut(&key) {
            if let Some(Ok(message)) = ws.next().await {
                out.send(message).await.ok();
            }
        }
    }

    fn give(&mut self, key: u32) {
        if let Some(ws) = self.all.remove(&key) {
            registry::keep(ws);
        }
    }
}

// Closed after all.
struct Closed {
    ws: Option<Ws>,
}

impl Closed {
    async fn start(&mut self, url: &str) -> Result<(), Error> {
        let (ws, _) = connect_async(url).await?;
        self.ws = Some(ws);
        Ok(())
    }

    async fn pass_on(&mut self, out: &mpsc::Sender<Message>) {
        if let Some(ws) = &mut self.ws {
            while let Some(Ok(message)) = ws.next().await {
                out.send(message).await.ok();
            }
        }
    }

    async fn close(&mut self) {
        if let Some(mut ws) = self.ws.take() {
            ws.close(None).await.ok();
        }
    }
}

async fn uses_closed(url: &str, out: mpsc::Sender<Message>) -> Result<(), Error> {
    let mut it = Closed { ws: None };
    it.start(url).await?;
    it.pass_on(&out).await;
    it.close().await;
    Ok(())
}

async fn uses_without_closing(url: &str, out: mpsc::Sender<Message>) -> Result<(), Error> {
    let mut it = Closed { ws: None };
    it.start(url).await?;
//  ^^^^^^^^^^^^^ SUB007
    it.pass_on(&out).await;
    Ok(())
}

// The field is split, and the half that writes goes to a task.
struct Divided {
    ws: Option<Ws>,
}

impl Divided {
    async fn start(&mut self, url: &str) -> Result<(), Error> {
        let (ws, _) = connect_async(url).await?;
        self.ws = Some(ws);
        Ok(())
    }

    fn run(&mut self) {
        let Some(ws) = self.ws.take() else { return };
        let (mut tx, mut rx) = ws.split();
        tokio::spawn(async move {
            while rx.next().await.is_some() {}
            tx.close().await.ok();
        });
    }
}
