//! How connections end: closed, scoped, dropped, cancelled, and by the peer.
// subtensor-lint: ignore-file[SUB003] a test that panics leaves its socket to the runtime

mod node;

use std::sync::Mutex;
use std::time::{Duration, Instant};

use node::{Act, Node, answer, chain_of, eventually, impatient, quick};
use reference_client::{Error, ErrorKind, Options, ScopeError, Subtensor};
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

/// A node that answers once and nothing more, not even a goodbye.
async fn deaf() -> Node {
    Node::start(|request| vec![answer(request), Act::Deaf]).await
}

#[tokio::test]
async fn close_waits_for_the_close_frame_of_the_peer() {
    let node = Node::start(|request| vec![answer(request), Act::Sleep(Duration::from_millis(150))]).await;
    let sub = node.connect().await;
    sub.chain_name().await.unwrap();
    let begun = Instant::now();
    sub.close().await.unwrap();
    assert!(begun.elapsed() > Duration::from_millis(100), "the peer was busy");
    assert_eq!(node.seen().normal, 1, "closed means that the peer knows");
    node.saw_only_goodbyes(1).await;
}

#[tokio::test]
async fn close_of_a_deaf_peer_is_bounded() {
    let node = deaf().await;
    let sub = Subtensor::connect(&node.url, impatient()).await.unwrap();
    sub.chain_name().await.unwrap();
    let begun = Instant::now();
    let error = sub.close().await.unwrap_err();
    assert_eq!(error.to_string(), format!("close at {}: no answer within 0.5 s", node.url));
    assert!(begun.elapsed() < Duration::from_secs(2));
    assert_eq!(node.at_rest().await.opened, 1);
}

#[tokio::test]
async fn close_after_the_peer_vanished_says_so() {
    let node = Node::start(|request| vec![answer(request), Act::Cut]).await;
    let sub = node.connect().await;
    sub.chain_name().await.unwrap();
    let error = sub.close().await.unwrap_err();
    assert!(matches!(error.kind, ErrorKind::Lost(_)), "{error}");
    assert!(error.to_string().contains("without closing handshake"), "{error}");
    assert_eq!(node.at_rest().await.abrupt, 1);
}

#[tokio::test]
async fn close_after_the_peer_closed_is_fine() {
    let node = Node::start(|request| vec![answer(request), Act::Close(CloseCode::Normal)]).await;
    let sub = node.connect().await;
    sub.chain_name().await.unwrap();
    eventually(|| node.seen().open == 0).await;
    sub.close().await.unwrap();
    node.saw_only_goodbyes(1).await;
}

#[tokio::test]
async fn a_close_that_is_given_up_goes_on_in_the_background() {
    let node = Node::start(|request| vec![answer(request), Act::Sleep(Duration::from_millis(100))]).await;
    let options = Options { warn: |it| panic!("nothing to warn of: {it}"), ..quick() };
    let sub = Subtensor::connect(&node.url, options).await.unwrap();
    sub.chain_name().await.unwrap();
    assert!(timeout(Duration::from_millis(10), sub.close()).await.is_err());
    node.saw_only_goodbyes(1).await;
}

#[tokio::test]
async fn a_dropped_connection_is_reported_with_its_place_and_closes() {
    static WARNINGS: Mutex<Vec<String>> = Mutex::new(vec![]);
    let options = Options { warn: |it| WARNINGS.lock().unwrap().push(it.to_owned()), ..quick() };
    let node = Node::chain().await;
    // subtensor-lint: ignore[SUB001] that a drop is reported is what is tested
    let (line, sub) = (line!(), Subtensor::connect(&node.url, options.clone()).await.unwrap());
    drop(sub);
    // subtensor-lint: ignore[SUB010] that is the mistake
    let second = Subtensor::connect(&node.url, options).await.unwrap();
    #[expect(clippy::let_underscore_future, reason = "that is the mistake")]
    let _ = second.close();
    node.saw_only_goodbyes(2).await;

    let warnings = WARNINGS.lock().unwrap();
    assert_eq!(warnings.len(), 2, "{warnings:?}");
    let begin = format!("the connection to {} opened at {}:{line}:", node.url, file!());
    assert!(warnings[0].starts_with(&begin), "{warnings:?}");
}

#[tokio::test]
async fn a_drop_at_a_deaf_peer_is_bounded() {
    let node = deaf().await;
    // subtensor-lint: ignore[SUB001] that a drop is bounded is what is tested
    let sub = Subtensor::connect(&node.url, impatient()).await.unwrap();
    sub.chain_name().await.unwrap();
    drop(sub);
    assert_eq!(node.at_rest().await.opened, 1);
}

#[tokio::test]
async fn a_connection_may_be_dropped_where_no_runtime_is() {
    let node = Node::chain().await;
    // subtensor-lint: ignore[SUB001] that a drop says goodbye in a thread, too, is what is tested
    let sub = node.connect().await;
    std::thread::spawn(move || drop(sub)).join().unwrap();
    node.saw_only_goodbyes(1).await;
}

#[tokio::test]
async fn a_scope_closes_after_ok_err_and_panic() {
    let node = Node::chain().await;
    let name = Subtensor::scope(&node.url, quick(), async |sub| sub.chain_name().await).await;
    assert_eq!(name.unwrap(), "Bittensor");
    assert_eq!(node.seen().normal, 1);

    let failed = Subtensor::scope(&node.url, quick(), async |_| Err::<(), _>("no stake")).await;
    assert!(matches!(failed, Err(ScopeError::Body("no stake"))), "{failed:?}");
    assert_eq!(node.seen().normal, 2);

    let url = node.url.clone();
    let panicking = tokio::spawn(async move {
        Subtensor::scope(&url, quick(), async |sub| {
            sub.chain_name().await?;
            panic!("at the disco");
            #[expect(unreachable_code, reason = "it gives the closure its type")]
            Ok::<(), Error>(())
        })
        .await
    });
    let panic = panicking.await.unwrap_err().into_panic();
    assert_eq!(panic.downcast_ref(), Some(&"at the disco"));
    assert_eq!(node.seen().normal, 3);
    node.saw_only_goodbyes(3).await;
}

#[tokio::test]
async fn early_ways_out_of_a_scope_close_too() {
    let node = Node::chain().await;
    let run = async |method: &'static str| -> Result<u32, Error> {
        let url = node.url.clone();
        let value = Subtensor::scope(&url, quick(), async |sub| {
            for n in 0..3 {
                if n == 1 && method == "early" {
                    return Ok(1);
                }
                sub.request::<Value>(method, json!([])).await?;
            }
            Ok(3)
        })
        .await?;
        Ok(value)
    };
    assert_eq!(run("system_chain").await.unwrap(), 3);
    assert!(matches!(run("no_such").await.unwrap_err().kind, ErrorKind::Server(_)));
    assert!(run("early").await.is_err());
    node.saw_only_goodbyes(3).await;
}

#[tokio::test]
async fn a_cancelled_scope_closes_in_the_background() {
    static WARNINGS: Mutex<Vec<String>> = Mutex::new(vec![]);
    let options = Options { warn: |it| WARNINGS.lock().unwrap().push(it.to_owned()), ..quick() };
    let node = Node::chain().await;
    let (line, scope) = (
        line!(),
        Subtensor::scope(&node.url, options, async |sub| {
            sub.chain_name().await?;
            sleep(Duration::from_secs(60)).await;
            Ok::<_, Error>(())
        }),
    );
    tokio::select! {
        _ = scope => panic!("it sleeps"),
        () = eventually(|| !node.methods().is_empty()) => {}
    }
    node.saw_only_goodbyes(1).await;
    let warnings = WARNINGS.lock().unwrap();
    let place = format!("{}:{}", file!(), line + 1);
    assert!(warnings.len() == 1 && warnings[0].contains(&place), "{warnings:?}");
}

#[tokio::test]
async fn a_scope_whose_peer_does_not_say_goodbye_fails() {
    static WARNINGS: Mutex<Vec<String>> = Mutex::new(vec![]);
    let options = Options { warn: |it| WARNINGS.lock().unwrap().push(it.to_owned()), ..impatient() };
    let node = deaf().await;
    let closing = Subtensor::scope(&node.url, options.clone(), async |sub| sub.chain_name().await).await;
    let Err(ScopeError::Close(error)) = closing else { panic!("{closing:?}") };
    assert!(matches!(error.kind, ErrorKind::TimedOut(_)), "{error}");
    assert!(WARNINGS.lock().unwrap().is_empty());

    // The body's own error is worth more.
    let body = Subtensor::scope(&node.url, options, async |sub| {
        sub.chain_name().await?;
        sub.request::<u32>("system_chain", [()]).await
    })
    .await;
    assert!(matches!(body, Err(ScopeError::Body(_))), "{body:?}");
    assert_eq!(WARNINGS.lock().unwrap().len(), 1);
    assert_eq!(node.at_rest().await.opened, 2);
}

#[tokio::test]
async fn a_scope_without_a_node_does_not_run() {
    let scope = Subtensor::scope("ws://127.0.0.1:1", quick(), async |_| -> Result<(), Error> {
        panic!("there is no connection")
    });
    let error = Error::from(scope.await.unwrap_err());
    assert!(chain_of(&error).contains("refused"), "{}", chain_of(&error));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn scopes_run_in_tasks() {
    let node = Node::chain().await;
    let tasks: Vec<_> = (0..20_u32)
        .map(|it| {
            let url = node.url.clone();
            tokio::spawn(async move {
                let wanted = vec![it];
                Subtensor::scope(&url, quick(), async |sub| {
                    let mut heads = sub.new_heads().await?;
                    tokio::select! {
                        _ = heads.next() => {}
                        got = sub.request::<Vec<u32>>("echo", &wanted) => assert_eq!(got?, wanted),
                    }
                    Ok::<_, Error>(())
                })
                .await
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    node.saw_only_goodbyes(20).await;
}
