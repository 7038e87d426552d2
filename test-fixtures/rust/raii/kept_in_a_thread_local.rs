// lock: jsonrpsee 0.26.0
use std::cell::OnceCell;

use jsonrpsee::ws_client::{WsClient, WsClientBuilder};

type Outcome = Result<(), Box<dyn std::error::Error>>;

thread_local! {
    static ONCE: OnceCell<WsClient> = const { OnceCell::new() };
}

async fn set_once(url: &str) -> Outcome {
    let client = WsClientBuilder::default().build(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB008
    ONCE.with(|cell| cell.set(client).ok());
    Ok(())
}

async fn only_looks(url: &str) -> Outcome {
    let client = WsClientBuilder::default().build(url).await?;
    let is_set = ONCE.with(|cell| cell.get().is_some());
    println!("{is_set} {}", client.is_connected());
    Ok(())
}
