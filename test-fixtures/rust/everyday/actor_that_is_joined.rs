// lock: anyhow 1.0.98
// lock: futures-util 0.3.31
// lock: tokio 1.47.1
// lock: tokio-tungstenite 0.26.2
use anyhow::{Context, Result};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

enum Command {
    Ask { method: String, answer: oneshot::Sender<Result<String>> },
    Stop,
}

struct Actor {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    inbox: mpsc::Receiver<Command>,
}

impl Actor {
    async fn ask(&mut self, method: &str) -> Result<String> {
        self.socket.send(Message::text(format!(r#"{{"id":1,"method":"{method}"}}"#))).await?;
        Ok(self.socket.next().await.context("closed")??.into_text()?.to_string())
    }

    async fn run(mut self) -> Result<()> {
        while let Some(command) = self.inbox.recv().await {
            match command {
                Command::Ask { method, answer } => {
                    let outcome = self.ask(&method).await;
                    answer.send(outcome).ok();
                }
                Command::Stop => break,
            }
        }
        self.socket.close(None).await?;
        Ok(())
    }
}

pub struct Handle {
    outbox: mpsc::Sender<Command>,
    task: JoinHandle<Result<()>>,
}

impl Handle {
    pub async fn start(url: &str) -> Result<Handle> {
        let (socket, _) = connect_async(url).await?;
        let (outbox, inbox) = mpsc::channel(16);
        let task = tokio::spawn(Actor { socket, inbox }.run());
        Ok(Handle { outbox, task })
    }

    pub async fn ask(&self, method: &str) -> Result<String> {
        let (answer, receiver) = oneshot::channel();
        self.outbox.send(Command::Ask { method: method.to_owned(), answer }).await.ok().context("stopped")?;
        receiver.await?
    }

    pub async fn stop(self) -> Result<()> {
        self.outbox.send(Command::Stop).await.ok();
        self.task.await?
    }
}
