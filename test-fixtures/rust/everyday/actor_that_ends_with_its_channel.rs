// lock: anyhow 1.0.98
// lock: futures-util 0.3.31
// lock: tokio-tungstenite 0.26.2
// lock: tokio 1.47.1
mod actor {
    use anyhow::Result;
    use futures_util::{SinkExt, StreamExt};
    use tokio::sync::{mpsc, oneshot};
    use tokio::task::JoinHandle;
    use tokio_tungstenite::{connect_async, tungstenite::Message};

    enum Cmd {
        Call { body: String, reply: oneshot::Sender<String> },
        Stop,
    }

    pub struct Handle {
        tx: mpsc::Sender<Cmd>,
        task: JoinHandle<()>,
    }

    impl Handle {
        pub async fn start(url: &str) -> Result<Self> {
            let (mut ws, _) = connect_async(url).await?;
            let (tx, mut rx) = mpsc::channel(32);
            let task = tokio::spawn(async move {
                while let Some(cmd) = rx.recv().await {
                    match cmd {
                        Cmd::Call { body, reply } => {
                            if ws.send(Message::text(body)).await.is_err() {
                                break;
                            }
                            if let Some(Ok(msg)) = ws.next().await {
                                let _ = reply.send(msg.to_string());
                            }
                        }
                        Cmd::Stop => break,
                    }
                }
                let _ = ws.close(None).await;
            });
            Ok(Self { tx, task })
        }

        pub async fn call(&self, body: &str) -> Result<String> {
            let (reply, answer) = oneshot::channel();
            self.tx.send(Cmd::Call { body: body.to_owned(), reply }).await.ok();
            Ok(answer.await?)
        }

        pub async fn shutdown(self) -> Result<()> {
            self.tx.send(Cmd::Stop).await.ok();
            self.task.await?;
            Ok(())
        }
    }
}


#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let handle = actor::Handle::start("ws://127.0.0.1:9944").await?;
    let answer = handle.call("{\"id\":1}").await;
    handle.shutdown().await?;
    println!("{}", answer?);
    Ok(())
}
