// lock: subxt 0.50.0
// lock: tokio-tungstenite 0.26.2
use subxt::{OnlineClient, PolkadotConfig};
use tokio_tungstenite::connect_async;

struct Chain {
    inner: OnlineClient<PolkadotConfig>,
}

impl Chain {
    async fn open(url: &str) -> Result<Chain, Error> {
        let inner = OnlineClient::<PolkadotConfig>::from_url(url).await?;
        Ok(Chain { inner })
    }

    fn api(&self) -> &OnlineClient<PolkadotConfig> {
        &self.inner
    }

    fn into_api(self) -> OnlineClient<PolkadotConfig> {
        self.inner
    }
}

// A reference stays with whoever lends it.
async fn lends(url: &str) -> Result<(), Error> {
    let chain = Chain::open(url).await?;
//              ^^^^^^^^^^^^^^^^ SUB104
    watch::blocks(chain.api()).await
}

async fn lends_by_name(url: &str) -> Result<(), Error> {
    let chain = Chain::open(url).await?;
//              ^^^^^^^^^^^^^^^^ SUB104
    let api = chain.api();
    watch::blocks(api).await
}

// A clone, and what is taken out, may live on elsewhere.
async fn gives_a_clone(url: &str) -> Result<(), Error> {
    let chain = Chain::open(url).await?;
    watch::for_ever(chain.api().clone());
    Ok(())
}

async fn gives_it_away(url: &str) -> Result<(), Error> {
    let chain = Chain::open(url).await?;
    watch::for_ever(chain.into_api());
    Ok(())
}

struct Feed {
    ws: Option<Ws>,
}

impl Feed {
    async fn open(url: &str) -> Result<Feed, Error> {
        let (ws, _) = connect_async(url).await?;
        Ok(Feed { ws: Some(ws) })
    }

    fn stream(&mut self) -> Option<&mut Ws> {
        self.ws.as_mut()
    }

    fn take(&mut self) -> Option<Ws> {
        self.ws.take()
    }

    async fn close(&mut self) {
        if let Some(mut ws) = self.ws.take() {
            ws.close(None).await.ok();
        }
    }
}

async fn lends_a_stream(url: &str) -> Result<(), Error> {
    let mut feed = Feed::open(url).await?;
//                 ^^^^^^^^^^^^^^^ SUB001
    if let Some(ws) = feed.stream() {
        watch::messages(ws).await;
    }
    Ok(())
}

async fn lends_a_stream_and_closes(url: &str) -> Result<(), Error> {
    let mut feed = Feed::open(url).await?;
    watch::messages(feed.stream().unwrap()).await;
    feed.close().await;
    Ok(())
}

async fn gives_a_stream_away(url: &str) -> Result<(), Error> {
    let mut feed = Feed::open(url).await?;
    if let Some(ws) = feed.take() {
        watch::for_ever(ws);
    }
    Ok(())
}
