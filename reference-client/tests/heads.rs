//! Subscriptions to new heads.
// subtensor-lint: ignore-file[SUB003] a test that panics leaves its socket to the runtime

mod node;

use std::time::Duration;

use node::{Act, Node, answer, eventually, impatient, new_head, say};
use reference_client::{ErrorKind, Heads, Subtensor};
use serde_json::{Value, json};
use tokio::time::timeout;

/// A node that, asked to `push`, sends these heads and then answers.
async fn pushing(numbers: std::ops::Range<u64>) -> Node {
    Node::start(move |request| match request["method"].as_str() {
        Some("push") => numbers.clone().map(new_head).chain([say(request, Value::Null)]).collect(),
        _ => vec![answer(request)],
    })
    .await
}

async fn push(sub: &Subtensor) {
    sub.request::<()>("push", json!([])).await.expect("the node pushes");
}

async fn numbers(heads: &mut Heads<'_>, n: usize) -> Vec<u64> {
    let mut numbers = vec![];
    for _ in 0..n {
        numbers.push(heads.next().await.expect("there is a head").number);
    }
    numbers
}

#[tokio::test]
async fn heads_come_in_order_until_nobody_listens() {
    let node = pushing(101..104).await;
    let sub = node.connect().await;
    let mut heads = sub.new_heads().await.unwrap();
    push(&sub).await;
    assert_eq!(numbers(&mut heads, 3).await, [101, 102, 103]);
    drop(heads);
    sub.chain_name().await.unwrap();
    let methods = node.methods();
    assert_eq!(methods[2..], ["chain_unsubscribeNewHeads", "system_chain"]);
    sub.close().await.unwrap();
    node.saw_only_goodbyes(1).await;
}

#[tokio::test]
async fn heads_that_come_before_the_answer_are_not_lost() {
    let node = Node::start(|request| match request["method"].as_str() {
        Some("chain_subscribeNewHeads") => vec![new_head(7), new_head(8), answer(request), new_head(9)],
        _ => vec![answer(request)],
    })
    .await;
    let sub = node.connect().await;
    let mut heads = sub.new_heads().await.unwrap();
    assert_eq!(numbers(&mut heads, 3).await, [7, 8, 9]);
    drop(heads);
    sub.close().await.unwrap();
    node.saw_only_goodbyes(1).await;
}

#[tokio::test]
async fn a_slow_subscriber_gets_the_newest_and_is_told() {
    let node = pushing(0..100).await;
    let sub = node.connect().await;
    let mut heads = sub.new_heads().await.unwrap();
    push(&sub).await;
    let error = heads.next().await.unwrap_err();
    assert!(matches!(error.kind, ErrorKind::Lagged(84)), "{error}");
    assert_eq!(numbers(&mut heads, 16).await, (84..100).collect::<Vec<_>>());
    drop(heads);
    sub.close().await.unwrap();
    node.saw_only_goodbyes(1).await;
}

#[tokio::test]
async fn a_subscription_ends_with_its_connection() {
    let node = Node::start(|request| match request["method"].as_str() {
        Some("chain_subscribeNewHeads") => vec![answer(request), new_head(7), Act::Cut],
        _ => vec![answer(request)],
    })
    .await;
    let sub = node.connect().await;
    let mut heads = sub.new_heads().await.unwrap();
    assert_eq!(numbers(&mut heads, 1).await, [7]);
    for _ in 0..2 {
        let error = heads.next().await.unwrap_err();
        assert!(matches!(error.kind, ErrorKind::Lost(_)), "{error}");
        assert!(error.to_string().starts_with(&format!("chain_newHead at {}", node.url)), "{error}");
    }
    drop(heads);
    sub.close().await.unwrap_err();
    assert_eq!(node.at_rest().await.abrupt, 1);
}

#[tokio::test]
async fn the_wait_for_a_head_is_bounded_and_goes_on() {
    let node = pushing(5..6).await;
    let sub = Subtensor::connect(&node.url, impatient()).await.unwrap();
    let mut heads = sub.new_heads().await.unwrap();
    let error = heads.next().await.unwrap_err();
    assert!(matches!(error.kind, ErrorKind::TimedOut(_)), "{error}");
    push(&sub).await;
    assert_eq!(numbers(&mut heads, 1).await, [5]);
    drop(heads);
    sub.close().await.unwrap();
    node.saw_only_goodbyes(1).await;
}

#[tokio::test]
async fn a_cancelled_subscription_is_ended_at_its_next_head() {
    let node = Node::start(|request| match request["method"].as_str() {
        Some("chain_subscribeNewHeads") => vec![Act::Sleep(Duration::from_millis(300)), answer(request)],
        Some("system_chain") => vec![new_head(1), answer(request)],
        _ => vec![answer(request)],
    })
    .await;
    let sub = node.connect().await;
    assert!(timeout(Duration::from_millis(10), sub.new_heads()).await.is_err());
    sub.chain_name().await.unwrap();
    eventually(|| node.methods().last().is_some_and(|it| it == "chain_unsubscribeNewHeads")).await;
    sub.close().await.unwrap();
    node.saw_only_goodbyes(1).await;
}

#[tokio::test]
async fn a_node_without_subscriptions_says_so() {
    let node = Node::start(|request| {
        vec![Act::Say(json!({"id": request["id"], "error": {"code": -32601, "message": "no"}}))]
    })
    .await;
    let sub = node.connect().await;
    let error = sub.new_heads().await.unwrap_err();
    assert!(error.to_string().starts_with("chain_subscribeNewHeads at"), "{error}");
    sub.close().await.unwrap();
    node.saw_only_goodbyes(1).await;
}
