// lock: anyhow 1.0.98
// lock: jsonrpsee 0.26.0
// lock: tokio 1.47.1
use std::sync::LazyLock;

use jsonrpsee::core::client::ClientT;
use jsonrpsee::http_client::{HttpClient, HttpClientBuilder};
use jsonrpsee::rpc_params;

static RPC: LazyLock<HttpClient> =
    LazyLock::new(|| HttpClientBuilder::default().build("http://127.0.0.1:9933").expect("valid url"));

async fn name(client: &HttpClient) -> Option<String> {
    client.request("system_chain", rpc_params![]).await.ok()
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let local = HttpClientBuilder::default().build("http://127.0.0.1:9933")?;
    let (a, b) = tokio::join!(name(&RPC), name(&local));
    if a != b {
        eprintln!("{a:?} != {b:?}");
        std::process::exit(1);
    }
    Ok(())
}
