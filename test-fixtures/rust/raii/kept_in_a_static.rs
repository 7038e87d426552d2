// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

type Client = OnlineClient<PolkadotConfig>;

use std::sync::LazyLock;
use tokio::sync::OnceCell;

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
