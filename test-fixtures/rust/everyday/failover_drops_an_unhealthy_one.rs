// lock: futures-util 0.3.31
// lock: tokio-tungstenite 0.26.2
// lock: tokio 1.47.1
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

pub type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn healthy(ws: &mut Socket) -> bool {
    if ws.send(Message::text("{\"id\":1,\"method\":\"system_health\"}")).await.is_err() {
        return false;
    }
    matches!(ws.next().await, Some(Ok(m)) if m.is_text())
}

/// First node that answers a health check.
pub async fn pick(urls: &[&str]) -> Option<Socket> {
    for url in urls {
        let Ok((mut ws, _)) = connect_async(*url).await else {
//                            ^^^^^^^^^^^^^^^^^^^ SUB002
            continue;
        };
        if !healthy(&mut ws).await {
            continue;
        }
        return Some(ws);
    }
    None
}
