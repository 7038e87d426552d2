// lock: tokio-tungstenite 0.26.2
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Ws = WebSocketStream<MaybeTlsStream<TcpStream>>;

#[derive(Default)]
struct Feed {
    url: String,
    ws: Option<Ws>,
}

impl Feed {
    fn new(url: &str) -> Self {
        Feed { url: url.to_owned(), ws: None }
    }

    /// Called as the field is.
    fn url(mut self, url: &str) -> Self {
        self.url = url.to_owned();
        self
    }

    async fn connect(&mut self) -> Result<(), Error> {
        let (ws, _) = connect_async(self.url.as_str()).await?;
        self.ws = Some(ws);
        Ok(())
    }

    async fn close(&mut self) {
        if let Some(mut ws) = self.ws.take() {
            ws.close(None).await.ok();
        }
    }
}

async fn faulty(url: &str) -> Result<(), Error> {
    let mut feed = Feed::new(url);
    feed.connect().await?;
//  ^^^^^^^^^^^^^^ SUB007
    println!("{}", feed.url);
    Ok(())
}

async fn faulty_default(url: &str) -> Result<(), Error> {
    let mut feed = Feed::default().url(url);
    feed.connect().await?;
//  ^^^^^^^^^^^^^^ SUB007
    Ok(())
}

async fn correct(url: &str) -> Result<(), Error> {
    let mut feed = Feed::new(url);
    // Where it fails, nothing is open.
    feed.connect().await?;
    println!("{}", feed.url);
    feed.close().await;
    Ok(())
}

async fn correct_literal(url: &str) -> Result<(), Error> {
    let mut feed = Feed { url: url.to_owned(), ws: None };
    feed.connect().await?;
    feed.close().await;
    Ok(())
}

async fn correct_default(url: &str) -> Result<(), Error> {
    let mut feed = Feed::default().url(url);
    feed.connect().await?;
    feed.close().await;
    Ok(())
}

async fn correct_never_connected(url: &str) {
    let feed = Feed::default().url(url);
    println!("{}", feed.url);
}
