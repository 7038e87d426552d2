// lock: anyhow 1.0.98
// lock: async-trait 0.1.88
// lock: futures-util 0.3.31
// lock: tokio-tungstenite 0.26.2
// lock: tokio 1.47.1
use anyhow::Result;
use async_trait::async_trait;
use futures_util::StreamExt;
use tokio::net::TcpStream;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

#[async_trait]
trait Chain: Send {
    async fn poll(&mut self) -> Result<usize>;
    async fn close(&mut self) -> Result<()>;
}

struct WsChain {
    ws: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl WsChain {
    async fn dial(url: &str) -> Result<Self> {
        let (ws, _) = connect_async(url).await?;
        Ok(WsChain { ws })
    }
}

#[async_trait]
impl Chain for WsChain {
    async fn poll(&mut self) -> Result<usize> {
        match self.ws.next().await {
            Some(msg) => Ok(msg?.len()),
            None => Ok(0),
        }
    }

    async fn close(&mut self) -> Result<()> {
        self.ws.close(None).await?;
        Ok(())
    }
}

async fn drive<C: Chain>(mut chain: C, rounds: u32) -> Result<usize> {
    let mut total = 0;
    for _ in 0..rounds {
        match chain.poll().await {
            Ok(n) => total += n,
            Err(e) => {
                eprintln!("{e:#}");
                break;
            }
        }
    }
    chain.close().await?;
    Ok(total)
}

#[tokio::main]
async fn main() -> Result<()> {
    let chain = WsChain::dial("ws://127.0.0.1:9944").await?;
    println!("{}", drive(chain, 10).await?);
    Ok(())
}
