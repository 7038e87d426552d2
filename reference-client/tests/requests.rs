//! Requests and their answers, and whatever else a peer may send or not send.
// subtensor-lint: ignore-file[SUB003] a test that panics leaves its socket to the runtime

mod node;

use std::collections::HashMap;
use std::io;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use node::{Act, Node, answer, chain_of, impatient, say};
use reference_client::{ErrorKind, Subtensor};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

#[tokio::test]
async fn typed_calls_read_the_chain() {
    let node = Node::chain().await;
    let sub = node.connect().await;
    assert_eq!(sub.chain_name().await.unwrap(), "Bittensor");
    let runtime = sub.runtime_version().await.unwrap();
    assert_eq!((runtime.spec_name.as_str(), runtime.spec_version), ("node-subtensor", 348));
    let head = sub.head().await.unwrap();
    assert_eq!((head.number, head.hash.0), (100, [0x64; 32]));
    let health = sub.health().await.unwrap();
    assert_eq!((health.peers, health.is_syncing), (7, false));
    assert_eq!(sub.storage(&[1, 2]).await.unwrap(), Some(vec![0x64, 0, 0, 0]));
    assert_eq!(sub.storage(&[9]).await.unwrap(), None);
    sub.close().await.unwrap();
    node.saw_only_goodbyes(1).await;
}

#[tokio::test]
async fn several_requests_are_in_flight_and_answered_in_any_order() {
    let held = Mutex::new(vec![]);
    let node = Node::start(move |request| {
        let mut held = held.lock().unwrap();
        held.push(say(request, request["params"][0].clone()));
        if held.len() < 3 { vec![] } else { held.drain(..).rev().collect() }
    })
    .await;
    let sub = node.connect().await;
    let echo = async |it: u32| sub.request::<u32>("echo", [it]).await;
    let answers = tokio::try_join!(echo(1), echo(2), echo(3)).unwrap();
    assert_eq!(answers, (1, 2, 3));
    sub.close().await.unwrap();
    node.saw_only_goodbyes(1).await;
}

#[tokio::test]
async fn a_thousand_requests_share_one_connection() {
    let node = Node::chain().await;
    let sub = node.connect().await;
    let requests = (0..1000).map(|it: u32| {
        let sub = &sub;
        async move { assert_eq!(sub.request::<[u32; 1]>("echo", [it]).await.unwrap(), [it]) }
    });
    futures_util::future::join_all(requests).await;
    sub.close().await.unwrap();
    node.saw_only_goodbyes(1).await;
}

#[tokio::test]
async fn an_error_of_the_node_keeps_its_code_message_and_data() {
    let node = Node::chain().await;
    let sub = node.connect().await;
    let error = sub.request::<Value>("no_such", json!([])).await.unwrap_err();
    let shown = format!(
        "no_such at {}: the node says: Method not found (code -32601), {{\"method\":\"no_such\"}}",
        node.url
    );
    assert_eq!(error.to_string(), shown);
    let ErrorKind::Server(said) = error.kind else { panic!("{error}") };
    assert_eq!((said.code, said.data), (-32601, Some(json!({"method": "no_such"}))));
    sub.close().await.unwrap();
    node.saw_only_goodbyes(1).await;
}

#[tokio::test]
async fn an_answer_of_another_type_names_the_method() {
    let node = Node::chain().await;
    let sub = node.connect().await;
    let error = sub.request::<u32>("system_chain", json!([])).await.unwrap_err();
    assert!(chain_of(&error).contains("unexpected answer: invalid type: string"), "{}", chain_of(&error));
    sub.close().await.unwrap();
    node.saw_only_goodbyes(1).await;
}

#[tokio::test]
async fn a_late_answer_harms_nobody() {
    let late = Mutex::new(vec![]);
    let node = Node::start(move |request| {
        let mut late = late.lock().unwrap();
        if request["method"] == "slow" {
            late.push(say(request, json!("late")));
            return vec![];
        }
        late.drain(..).chain([answer(request)]).collect()
    })
    .await;
    let sub = Subtensor::connect(&node.url, impatient()).await.unwrap();
    let begun = Instant::now();
    let error = sub.request::<Value>("slow", json!([])).await.unwrap_err();
    assert!(matches!(error.kind, ErrorKind::TimedOut(_)), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(2));
    let cancelled = sub.request::<Value>("slow", json!([]));
    assert!(tokio::time::timeout(Duration::from_millis(20), cancelled).await.is_err());
    assert_eq!(sub.chain_name().await.unwrap(), "Bittensor");
    sub.close().await.unwrap();
    node.saw_only_goodbyes(1).await;
}

#[tokio::test]
async fn what_is_not_for_us_is_passed_over() {
    let node = Node::start(|request| {
        vec![
            Act::Say(json!({"id": 4711, "result": "not yours"})),
            Act::Say(json!({"id": "1", "result": "not yours"})),
            Act::Say(json!({"id": 1, "method": "client_doSomething", "params": []})),
            Act::Say(json!({"method": "news", "params": {"subscription": 5, "result": 1}})),
            answer(request),
            answer(request),
        ]
    })
    .await;
    let sub = node.connect().await;
    assert_eq!(sub.chain_name().await.unwrap(), "Bittensor");
    assert_eq!(sub.chain_name().await.unwrap(), "Bittensor");
    sub.close().await.unwrap();
    node.saw_only_goodbyes(1).await;
}

#[tokio::test]
async fn an_answer_without_a_value_fails_its_request_only() {
    let node = Node::start(|request| match request["method"].as_str() {
        Some("empty") => vec![Act::Say(json!({"id": request["id"]}))],
        _ => vec![answer(request)],
    })
    .await;
    let sub = node.connect().await;
    let error = sub.request::<Value>("empty", json!([])).await.unwrap_err();
    assert!(chain_of(&error).contains("neither `result` nor `error`"), "{}", chain_of(&error));
    assert_eq!(sub.chain_name().await.unwrap(), "Bittensor");
    sub.close().await.unwrap();
    node.saw_only_goodbyes(1).await;
}

/// The peer does `acts` while two requests wait: both fail for this reason, and the close frame has this code.
async fn check_lost(acts: impl Fn() -> Vec<Act> + Send + Sync + 'static, reason: &str, odd: &[u16]) {
    let node = Node::start(move |request| if request["method"] == "wait" { vec![] } else { acts() }).await;
    let sub = node.connect().await;
    let begun = Instant::now();
    let (waiting, asking) = tokio::join!(
        sub.request::<Value>("wait", json!([])),
        sub.request::<Value>("system_chain", json!([]))
    );
    for (method, outcome) in [("wait", waiting), ("system_chain", asking)] {
        let error = outcome.expect_err("the connection is lost");
        assert!(matches!(error.kind, ErrorKind::Lost(_)), "{error}");
        let shown = format!("{method} at {}: the connection ended: {reason}", node.url);
        assert!(error.to_string().starts_with(&shown), "{error}");
    }
    let later = sub.chain_name().await.expect_err("it stays lost");
    assert!(later.to_string().contains(reason), "{later}");
    assert!(begun.elapsed() < Duration::from_secs(3), "a lost connection is known at once");
    // A goodbye of the peer is an orderly end, too.
    let closed = sub.close().await;
    assert_eq!(closed.is_ok(), reason.starts_with("the peer closed it"), "{closed:?}");
    let seen = node.at_rest().await;
    assert_eq!(seen.odd, odd, "{seen:?}");
}

#[tokio::test]
async fn a_peer_that_vanishes_fails_all_requests() {
    check_lost(|| vec![Act::Cut], "WebSocket protocol error: Connection reset without", &[]).await;
}

#[tokio::test]
async fn a_peer_that_says_goodbye_fails_all_requests() {
    check_lost(|| vec![Act::Close(CloseCode::Restart)], "the peer closed it: so long", &[1012]).await;
}

#[tokio::test]
async fn a_peer_that_does_not_speak_json_rpc_is_left() {
    let reason = "the peer sent what is no answer: ";
    check_lost(|| vec![Act::Raw("<html>busy</html>".to_owned())], reason, &[1008]).await;
    check_lost(|| vec![Act::Raw("[]".to_owned())], reason, &[1008]).await;
    let error = json!({"id": null, "error": {"code": -32700, "message": "Parse error"}});
    check_lost(move || vec![Act::Say(error.clone())], &format!("{reason}the node says: Parse"), &[1008])
        .await;
}

#[tokio::test]
async fn an_oversize_message_is_refused() {
    let huge = || vec![Act::Raw(format!(r#"{{"id":2,"result":"{}"}}"#, "x".repeat(17 << 20)))];
    check_lost(huge, "Space limit exceeded", &[]).await;
}

#[tokio::test]
async fn a_ping_is_answered() {
    let node = Node::start(|request| vec![Act::Ping, answer(request), Act::Ping]).await;
    let sub = node.connect().await;
    assert_eq!(sub.chain_name().await.unwrap(), "Bittensor");
    node::eventually(|| node.seen().pongs == 2).await;
    sub.close().await.unwrap();
    node.saw_only_goodbyes(1).await;
}

#[tokio::test]
async fn a_peer_that_stops_reading_blocks_nobody_for_ever() {
    let node = Node::start(|_| vec![Act::Sleep(Duration::from_secs(1))]).await;
    let sub = Subtensor::connect(&node.url, impatient()).await.unwrap();
    let much = "x".repeat(4 << 20);
    for _ in 0..4 {
        let error = sub.request::<Value>("echo", [&much]).await.unwrap_err();
        assert!(matches!(error.kind, ErrorKind::TimedOut(_)), "{error}");
    }
    let begun = Instant::now();
    let error = sub.close().await.unwrap_err();
    assert!(matches!(error.kind, ErrorKind::TimedOut(_)), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(2));
    assert_eq!(node.at_rest().await.opened, 1);
}

async fn check_unreachable(url: &str, expected: &str) {
    let begun = Instant::now();
    let error = Subtensor::connect(url, impatient()).await.expect_err("nobody is there");
    let shown = chain_of(&error);
    assert!(shown.starts_with(&format!("connect at {url}: ")) && shown.contains(expected), "{shown}");
    assert!(begun.elapsed() < Duration::from_secs(2));
}

#[tokio::test]
async fn a_connection_that_cannot_be_made_says_why() {
    check_unreachable("not a url", "connect at").await;
    check_unreachable("ws://127.0.0.1:1", "no connection: Connection refused").await;

    // Accepts, and never shakes hands.
    let mute = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = mute.local_addr().unwrap();
    check_unreachable(&format!("ws://{address}"), "no answer within 0.5 s").await;
    check_unreachable(&format!("http://{address}"), "URL scheme not supported").await;
    check_unreachable(&format!("wss://{address}"), "no answer within 0.5 s").await;
}

/// Answers one connection with `bytes`, and says with which byte the client began.
async fn answering(bytes: &'static [u8]) -> (String, JoinHandle<io::Result<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("the loopback has a free port");
    let address = listener.local_addr().expect("it is bound").to_string();
    let server = tokio::spawn(async move {
        let (mut tcp, _) = listener.accept().await?;
        let mut begin = [0; 4096];
        let _ = tcp.read(&mut begin).await?;
        tcp.write_all(bytes).await?;
        Ok(begin[0])
    });
    (address, server)
}

#[tokio::test]
async fn a_server_that_refuses_says_why() {
    let (address, server) = answering(b"HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n").await;
    check_unreachable(&format!("ws://{address}"), "HTTP error: 429 Too Many Requests").await;
    assert_eq!(server.await.unwrap().unwrap(), b'G');
}

#[tokio::test]
async fn wss_speaks_tls() {
    let (address, server) = answering(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
    check_unreachable(&format!("wss://{address}"), "InvalidContentType").await;
    assert_eq!(server.await.unwrap().unwrap(), 0x16, "the first byte of a TLS handshake");
}

#[tokio::test]
async fn parameters_that_are_no_json_are_refused() {
    let node = Node::chain().await;
    let sub = node.connect().await;
    let odd = HashMap::from([(vec![1], 2)]);
    let error = sub.request::<Value>("echo", odd).await.unwrap_err();
    assert!(matches!(error.kind, ErrorKind::Params(_)), "{error}");
    sub.close().await.unwrap();
    node.saw_only_goodbyes(1).await;
}
