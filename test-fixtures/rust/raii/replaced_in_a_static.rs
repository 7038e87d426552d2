// lock: jsonrpsee 0.26.0
use std::sync::{Arc, Mutex};

use arc_swap::ArcSwapOption;
use jsonrpsee::ws_client::{WsClient, WsClientBuilder};

type Outcome = Result<(), Box<dyn std::error::Error>>;

static CLIENT: Mutex<Option<WsClient>> = Mutex::new(None);

async fn start(url: &str) -> Outcome {
    let client = WsClientBuilder::default().build(url).await?;
    *CLIENT.lock().unwrap() = Some(client);
    Ok(())
}

async fn switch(url: &str) -> Outcome {
    let client = WsClientBuilder::default().build(url).await?;
    // The old one is dropped, and that closes it.
    *CLIENT.lock().unwrap() = Some(client);
    Ok(())
}

fn stop() {
    drop(CLIENT.lock().unwrap().take());
}

static SHARED: ArcSwapOption<WsClient> = ArcSwapOption::const_empty();

async fn share(url: &str) -> Outcome {
    let client = WsClientBuilder::default().build(url).await?;
    SHARED.store(Some(Arc::new(client)));
    Ok(())
}

async fn share_another(url: &str) -> Outcome {
    let client = WsClientBuilder::default().build(url).await?;
    SHARED.swap(Some(Arc::new(client)));
    Ok(())
}

fn share_no_more() {
    SHARED.store(None);
}

static KEPT: Mutex<Option<WsClient>> = Mutex::new(None);

async fn keep(url: &str) -> Outcome {
    let client = WsClientBuilder::default().build(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB008
    *KEPT.lock().unwrap() = Some(client);
    Ok(())
}

fn is_kept() -> bool {
    KEPT.lock().unwrap().is_some()
}
