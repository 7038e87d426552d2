// lock: jsonrpsee 0.26.0
// lock: tokio 1.47.1
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use jsonrpsee::core::client::{ClientT, Error};
use jsonrpsee::rpc_params;
use jsonrpsee::ws_client::{WsClient, WsClientBuilder};
use tokio::sync::Mutex;

static CLIENTS: LazyLock<Mutex<HashMap<String, Arc<WsClient>>>> = LazyLock::new(|| Mutex::new(HashMap::new()));

pub async fn client(url: &str) -> Result<Arc<WsClient>, Error> {
    let mut clients = CLIENTS.lock().await;
    if let Some(client) = clients.get(url) {
        return Ok(client.clone());
    }
    let client = Arc::new(WsClientBuilder::default().build(url).await?);
//                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB008
    clients.insert(url.to_owned(), client.clone());
    Ok(client)
}

pub async fn chain_name(url: &str) -> Result<String, Error> {
    client(url).await?.request("system_chain", rpc_params![]).await
}

pub async fn versions(urls: &[String]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for url in urls {
        let Ok(client) = client(url).await else { continue };
        match client.request::<String, _>("system_version", rpc_params![]).await {
            Ok(version) => found.push((url.clone(), version)),
            Err(error) => eprintln!("{url}: {error}"),
        }
    }
    found
}
