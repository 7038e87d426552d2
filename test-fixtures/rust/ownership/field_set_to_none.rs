// lock: tokio-tungstenite 0.26.2
use futures_util::{SinkExt, StreamExt, TryStreamExt};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Ws = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

struct Faulty {
    url: String,
    ws: Option<Ws>,
}

impl Faulty {
    async fn ensure(&mut self) -> Result<(), Error> {
        if self.ws.is_none() {
            let (ws, _) = connect_async(self.url.as_str()).await?;
//                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB002
            self.ws = Some(ws);
        }
        Ok(())
    }

    fn reset(&mut self) {
        self.ws = None;
    }

    async fn close(&mut self) -> Result<(), Error> {
        match self.ws.take() {
            Some(mut ws) => ws.close(None).await,
            None => Ok(()),
        }
    }
}

struct Correct {
    url: String,
    ws: Option<Ws>,
}

impl Correct {
    async fn ensure(&mut self) -> Result<(), Error> {
        if self.ws.is_none() {
            let (ws, _) = connect_async(self.url.as_str()).await?;
            self.ws = Some(ws);
        }
        Ok(())
    }

    async fn reset(&mut self) {
        if let Some(ws) = self.ws.as_mut() {
            ws.close(None).await.ok();
        }
        self.ws = None;
    }

    async fn ask(&mut self) -> Result<(), Error> {
        if let Some(ws) = self.ws.as_mut()
            && let Err(error) = ws.send(Message::text("x")).await
        {
            // It is broken.
            self.ws = None;
            return Err(error);
        }
        Ok(())
    }

    fn into_inner(&mut self) -> Option<Ws> {
        self.ws.take()
    }

    async fn close(&mut self) -> Result<(), Error> {
        match self.ws.take() {
            Some(mut ws) => ws.close(None).await,
            None => Ok(()),
        }
    }
}
