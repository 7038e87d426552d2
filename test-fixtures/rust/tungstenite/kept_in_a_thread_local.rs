// lock: tokio-tungstenite 0.26.2
use std::cell::RefCell;

use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Ws = WebSocketStream<MaybeTlsStream<TcpStream>>;

thread_local! {
    static SET: RefCell<Option<Ws>> = const { RefCell::new(None) };
    static LENT: RefCell<Option<Ws>> = const { RefCell::new(None) };
    static TAKEN: RefCell<Option<Ws>> = RefCell::new(None);
}

async fn set(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
//                ^^^^^^^^^^^^^^^^^^ SUB008
    SET.set(Some(ws));
    Ok(())
}

async fn lend(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    LENT.with_borrow_mut(|slot| slot.replace(ws));
    Ok(())
}

async fn end_lent() {
    if let Some(mut ws) = LENT.with_borrow_mut(|slot| slot.take()) {
        ws.close(None).await.ok();
    }
}

async fn put(url: &str) -> Result<(), Error> {
    let (ws, _) = connect_async(url).await?;
    TAKEN.with_borrow_mut(|slot| {
        slot.insert(ws);
    });
    Ok(())
}

async fn end_taken() {
    if let Some(mut ws) = TAKEN.take() {
        ws.close(None).await.ok();
    }
}
