// lock: jsonrpsee 0.26.0
use std::cell::{OnceCell, RefCell};

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

thread_local! {
    static LENT: RefCell<Option<WsClient>> = const { RefCell::new(None) };
    static KEPT: RefCell<Option<WsClient>> = RefCell::default();
    static FILLED: OnceCell<WsClient> = const { OnceCell::new() };
}

async fn lend(url: &str) -> Outcome {
    let client = WsClientBuilder::default().build(url).await?;
    LENT.with_borrow_mut(|slot| *slot = Some(client));
    Ok(())
}

fn lend_no_more() {
    LENT.take();
}

async fn keep(url: &str) -> Outcome {
    let client = WsClientBuilder::default().build(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB008
    KEPT.with_borrow_mut(|slot| *slot = Some(client));
    Ok(())
}

fn is_kept() -> bool {
    KEPT.with_borrow(|slot| slot.is_some())
}

fn with_client<T>(url: &str, work: impl FnOnce(&WsClient) -> T) -> T {
    FILLED.with(|cell| work(cell.get_or_init(|| block_on(WsClientBuilder::default().build(url)).unwrap())))
//                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB008
}
