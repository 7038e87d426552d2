// lock: anyhow 1.0.98
// lock: futures-util 0.3.31
// lock: tokio-tungstenite 0.26.2
// lock: tokio 1.47.1
mod feed {
    use anyhow::{Result, anyhow};
    use futures_util::{SinkExt, StreamExt};
    use tokio::net::TcpStream;
    use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

    pub struct Feed {
        ws: Option<WebSocketStream<MaybeTlsStream<TcpStream>>>,
    }

    impl Feed {
        pub async fn open(url: &str) -> Result<Self> {
            let (ws, _) = connect_async(url).await?;
            Ok(Self { ws: Some(ws) })
        }

        pub async fn ask(&mut self, method: &str) -> Result<String> {
            let ws = self.ws.as_mut().ok_or_else(|| anyhow!("feed is shut"))?;
            ws.send(Message::text(format!("{{\"method\":\"{method}\"}}"))).await?;
            let msg = ws.next().await.ok_or_else(|| anyhow!("closed by peer"))??;
            Ok(msg.to_string())
        }

        pub async fn shutdown(&mut self) -> Result<()> {
            if let Some(mut ws) = self.ws.take() {
                ws.close(None).await?;
            }
            Ok(())
        }
    }
}


use anyhow::Result;
use feed::Feed;

#[tokio::main]
async fn main() -> Result<()> {
    let mut feed = Feed::open("ws://127.0.0.1:9944").await?;
//                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    let health = feed.ask("system_health").await?;
    println!("{health}");
    feed.shutdown().await?;
    Ok(())
}
