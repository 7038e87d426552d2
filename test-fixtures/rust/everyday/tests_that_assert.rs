// lock: futures-util 0.3.31
// lock: tokio-tungstenite 0.26.2
// lock: tokio 1.47.1
// mode: strict
pub fn endpoint() -> String {
    std::env::var("WS_URL").unwrap_or_else(|_| "ws://127.0.0.1:9944".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::{SinkExt, StreamExt};
    use tokio_tungstenite::{connect_async, tungstenite::Message};

    #[tokio::test]
    async fn node_answers() {
        let (mut ws, _) = connect_async(endpoint()).await.unwrap();
        let sent = ws.send(Message::text("{\"id\":1}")).await;
        let reply = ws.next().await;
        ws.close(None).await.unwrap();
        assert!(sent.is_ok());
        assert!(matches!(reply, Some(Ok(_))));
    }

    #[tokio::test]
    async fn greets() {
        let (mut ws, resp) = connect_async(endpoint()).await.unwrap();
//                           ^^^^^^^^^^^^^^^^^^^^^^^^^ SUB003
        assert_eq!(resp.status().as_u16(), 101);
        ws.close(None).await.unwrap();
    }

    #[tokio::test]
    async fn pings() {
        let (mut ws, _) = connect_async(endpoint()).await.unwrap();
//                        ^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
        ws.send(Message::Ping(Default::default())).await.unwrap();
        let pong = ws.next().await.unwrap().unwrap();
        assert!(pong.is_pong());
    }
}
