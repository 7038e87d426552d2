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

struct Handler {
    url: String,
    ws: Option<Ws>,
}

impl Handler {
    async fn connect(&mut self) -> Result<(), Error> {
        let (ws, _) = connect_async(self.url.as_str()).await?;
        self.ws = Some(ws);
        Ok(())
    }

    fn on_disconnected(&mut self) {
        // The other side has gone.
        self.ws = None;
    }

    async fn close(&mut self) -> Result<(), Error> {
        match self.ws.take() {
            Some(mut ws) => ws.close(None).await,
            None => Ok(()),
        }
    }
}

struct Asking {
    url: String,
    ws: Option<Ws>,
}

impl Asking {
    async fn connect(&mut self) -> Result<(), Error> {
        let (ws, _) = connect_async(self.url.as_str()).await?;
        self.ws = Some(ws);
        Ok(())
    }

    async fn send(&mut self, text: &str) -> Result<(), Error> {
        match self.ws.as_mut() {
            Some(ws) => ws.send(Message::text(text)).await,
            None => Err(Error::ConnectionClosed),
        }
    }

    async fn ask(&mut self) -> Result<(), Error> {
        if let Err(error) = self.send("x").await {
            self.forget();
            return Err(error);
        }
        Ok(())
    }

    fn forget(&mut self) {
        self.ws = None;
    }

    async fn close(&mut self) -> Result<(), Error> {
        match self.ws.take() {
            Some(mut ws) => ws.close(None).await,
            None => Ok(()),
        }
    }
}

struct Listening {
    url: String,
    ws: Option<Ws>,
}

impl Listening {
    async fn connect(&mut self) -> Result<(), Error> {
        let (ws, _) = connect_async(self.url.as_str()).await?;
        self.ws = Some(ws);
        Ok(())
    }

    async fn step(&mut self) -> Option<Message> {
        let item = self.ws.as_mut()?.next().await;
        match item {
            Some(Ok(message)) => Some(message),
            Some(Err(_)) | None => {
                self.forget_it();
                None
            }
        }
    }

    fn forget_it(&mut self) {
        self.ws = None;
    }

    async fn close(&mut self) -> Result<(), Error> {
        match self.ws.take() {
            Some(mut ws) => ws.close(None).await,
            None => Ok(()),
        }
    }
}

struct Impatient {
    url: String,
    ws: Option<Ws>,
}

impl Impatient {
    async fn connect(&mut self) -> Result<(), Error> {
        let (ws, _) = connect_async(self.url.as_str()).await?;
//                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB002
        self.ws = Some(ws);
        Ok(())
    }

    async fn tick(&mut self, late: bool) {
        if late {
            self.lose();
        }
    }

    fn lose(&mut self) {
        self.ws = None;
    }

    async fn close(&mut self) -> Result<(), Error> {
        match self.ws.take() {
            Some(mut ws) => ws.close(None).await,
            None => Ok(()),
        }
    }
}
