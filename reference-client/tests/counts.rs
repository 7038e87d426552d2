//! What the process counts of its connections; one test, since the counts are the whole process's.
// subtensor-lint: ignore-file[SUB003] a test that panics leaves its socket to the runtime

mod node;

use node::{Act, Node, answer, eventually, quick};
use reference_client::{Counts, Error, Subtensor};
use tokio::runtime::Handle;
use tokio::task::JoinSet;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_scopes_leave_nothing_and_the_rest_is_counted() {
    let counts = |opened, open, dropped, cut| Counts { opened, open, dropped, cut };
    assert_eq!(Counts::now(), counts(0, 0, 0, 0));

    let node = Node::chain().await;
    let mut scopes = JoinSet::new();
    for _ in 0..1000 {
        while scopes.len() >= 16 {
            scopes.join_next().await.expect("it is not empty").unwrap();
        }
        let url = node.url.clone();
        scopes.spawn(async move {
            let name = Subtensor::scope(&url, quick(), async |sub| sub.chain_name().await).await;
            assert_eq!(name.unwrap(), "Bittensor");
        });
    }
    while let Some(scope) = scopes.join_next().await {
        scope.unwrap();
    }
    assert_eq!(Counts::now(), counts(1000, 0, 0, 0));
    node.saw_only_goodbyes(1000).await;
    // What is left is the node itself.
    eventually(|| Handle::current().metrics().num_alive_tasks() == 1).await;

    drop(node.connect().await);
    assert_eq!(Counts::now().dropped, 1);
    eventually(|| Counts::now().open == 0).await;
    assert_eq!(Counts::now(), counts(1001, 0, 1, 0));

    let scope = Subtensor::scope(&node.url, quick(), async |sub| {
        sub.request::<()>("echo", ()).await?;
        std::future::pending::<Result<(), Error>>().await
    });
    tokio::select! {
        _ = scope => panic!("it never ends"),
        () = eventually(|| node.methods().last().is_some_and(|it| it == "echo")) => {}
    }
    eventually(|| Counts::now().open == 0).await;
    assert_eq!(Counts::now(), counts(1002, 0, 2, 0));
    node.saw_only_goodbyes(1002).await;

    let vanishing = Node::start(|request| vec![answer(request), Act::Cut]).await;
    let sub = vanishing.connect().await;
    sub.chain_name().await.unwrap();
    sub.close().await.unwrap_err();
    assert_eq!(Counts::now(), counts(1003, 0, 2, 1));
}
