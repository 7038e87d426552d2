// lock: subxt 0.51.0
// lock: tokio-tungstenite 0.26.2
use futures_util::StreamExt;
use subxt::{OnlineClient, PolkadotConfig};
use tokio::net::TcpStream;
use tokio::sync::{Mutex, OnceCell};
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Ws = WebSocketStream<MaybeTlsStream<TcpStream>>;
type Api = OnlineClient<PolkadotConfig>;

struct Faulty {
    url: String,
    ws: OnceCell<Mutex<Ws>>,
}

impl Faulty {
    async fn ws(&self) -> Result<&Mutex<Ws>, Error> {
        let filled = self.ws.get_or_try_init(|| async {
            let (ws, _) = connect_async(self.url.as_str()).await?;
//                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB006
            Ok(Mutex::new(ws))
        });
        filled.await
    }
}

struct Correct {
    url: String,
    ws: OnceCell<Mutex<Ws>>,
}

impl Correct {
    async fn ws(&self) -> Result<&Mutex<Ws>, Error> {
        let filled = self.ws.get_or_try_init(|| async {
            let (ws, _) = connect_async(self.url.as_str()).await?;
            Ok(Mutex::new(ws))
        });
        filled.await
    }

    async fn stop(self) {
        if let Some(ws) = self.ws.into_inner() {
            ws.into_inner().close(None).await.ok();
        }
    }
}

async fn faulty_variable(url: &str) -> Result<(), Error> {
    let cell: OnceCell<Mutex<Ws>> = OnceCell::new();
    let ws = cell.get_or_try_init(|| async { connect_async(url).await.map(|it| Mutex::new(it.0)) }).await?;
//                                           ^^^^^^^^^^^^^^^^^^ SUB001
    println!("{:?}", ws.lock().await.next().await);
    Ok(())
}

async fn correct_variable(url: &str) -> Result<(), Error> {
    let cell: OnceCell<Mutex<Ws>> = OnceCell::new();
    let ws = cell.get_or_try_init(|| async { connect_async(url).await.map(|it| Mutex::new(it.0)) }).await?;
    println!("{:?}", ws.lock().await.next().await);
    ws.lock().await.close(None).await
}

async fn faulty_driver(url: &str) -> Result<(), subxt::Error> {
    let cell = OnceCell::new();
    let api: &Api = cell.get_or_try_init(|| Api::from_url(url)).await?;
//                                          ^^^^^^^^^^^^^^^^^^ SUB104
    println!("{:?}", api.at_current_block().await?);
    Ok(())
}

/// A table of the project with a method of the name.
struct Apis {
    apis: Vec<(String, Api)>,
}

impl Apis {
    async fn get_or_init(&mut self, url: &str) -> Result<Api, subxt::Error> {
        if let Some((_, api)) = self.apis.iter().find(|it| it.0 == url) {
            return Ok(api.clone());
        }
        let api = Api::from_url(url).await?;
        self.apis.push((url.to_owned(), api.clone()));
        Ok(api)
    }
}

async fn correct_own_method(apis: &mut Apis, url: &str) -> Result<(), subxt::Error> {
    let api = apis.get_or_init(url).await?;
    println!("{:?}", api.at_current_block().await?);
    Ok(())
}
