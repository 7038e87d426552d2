// lock: tokio-tungstenite 0.26.2
use futures_util::{SinkExt, StreamExt, TryStreamExt};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Ws = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

struct Faulty {
    ws: Option<Ws>,
}

impl Faulty {
    async fn ws(&mut self) -> Result<&mut Ws, Error> {
        if self.ws.is_none() {
            let (ws, _) = connect_async("ws://127.0.0.1:9944").await?;
//                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB006
            self.ws = Some(ws);
        }
        Ok(self.ws.as_mut().unwrap())
    }

    async fn ask(&mut self) -> Result<(), Error> {
        self.ws().await?.send(Message::text("x")).await
    }
}

struct Correct {
    ws: Option<Ws>,
}

impl Correct {
    async fn ws(&mut self) -> Result<&mut Ws, Error> {
        if self.ws.is_none() {
            let (ws, _) = connect_async("ws://127.0.0.1:9944").await?;
            self.ws = Some(ws);
        }
        Ok(self.ws.as_mut().unwrap())
    }

    async fn ask(&mut self) -> Result<(), Error> {
        self.ws().await?.send(Message::text("x")).await
    }

    async fn close(&mut self) -> Result<(), Error> {
        match self.ws.take() {
            Some(mut ws) => ws.close(None).await,
            None => Ok(()),
        }
    }
}
