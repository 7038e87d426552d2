// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

type Client = OnlineClient<PolkadotConfig>;

use std::collections::HashMap;
use std::sync::LazyLock;
use tokio::sync::{Mutex, OnceCell};

static CELL: OnceCell<Client> = OnceCell::const_new();

pub async fn client(url: &str) -> Result<&'static Client, subxt::Error> {
    CELL.get_or_try_init(|| async { Client::from_url(url).await }).await
//                                  ^^^^^^^^^^^^^^^^^^^^^ SUB008
}

static LAZY: LazyLock<Client> = LazyLock::new(|| {
    let runtime = Runtime::new().unwrap();
    runtime.block_on(async { Client::from_url("ws://node").await.unwrap() })
//                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB008
});

lazy_static::lazy_static! {
    static ref OLD: Client = futures::executor::block_on(Client::from_url("ws://old")).unwrap();
//                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB008
}

static FILLED: OnceCell<Client> = OnceCell::const_new();

async fn connect() -> Client {
    Client::from_url("ws://node").await.unwrap()
}

pub async fn filled() -> &'static Client {
    FILLED.get_or_init(connect).await
//                     ^^^^^^^ SUB008
}

static BY_URL: LazyLock<Mutex<HashMap<String, Client>>> = LazyLock::new(|| Mutex::new(HashMap::new()));

pub async fn by_url(url: &str) -> Result<Client, subxt::Error> {
    let mut clients = BY_URL.lock().await;
    if let Some(client) = clients.get(url) {
        return Ok(client.clone());
    }
    let client = Client::from_url(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^ SUB008
    clients.insert(url.to_owned(), client.clone());
    Ok(client)
}

static PRUNED: LazyLock<Mutex<HashMap<String, Client>>> = LazyLock::new(|| Mutex::new(HashMap::new()));

pub async fn pruned(url: &str) -> Result<(), subxt::Error> {
    let client = Client::from_url(url).await?;
    PRUNED.lock().await.insert(url.to_owned(), client);
    Ok(())
}

pub async fn prune(url: &str) {
    PRUNED.lock().await.remove(url);
}
