// lock: subxt 0.51.1
use subxt::OnlineClient as Online;
use subxt::client as chain;

type Node = Online<subxt::PolkadotConfig>;

pub async fn renamed(url: &str) -> Result<(), Error> {
    let node = Online::<subxt::PolkadotConfig>::new().await?;
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB104
    node.tx().await
}

pub async fn alias(url: &str) -> Result<(), Error> {
    let node = Node::from_insecure_url(url).await?;
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB104
    node.tx().await
}

pub async fn module(url: &str) -> Result<(), Error> {
    let node = chain::OnlineClient::<C>::from_url(url).await?;
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB104
    node.tx().await
}

pub async fn full(url: &str) -> Result<(), Error> {
    let node = ::subxt::OnlineClient::<C>::from_url(url).await?;
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB104
    node.tx().await
}

mod inner {
    use subxt::*;

    pub async fn glob(url: &str) -> Result<(), Error> {
        let node = OnlineClient::<C>::from_url(url).await?;
//                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB104
        node.tx().await
    }

    pub async fn above(url: &str) -> Result<(), Error> {
        let node = super::Node::from_url(url).await?;
//                 ^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB104
        node.tx().await
    }
}

pub async fn not_awaited(url: &str) {
    let future = Node::from_url(url);
    spawner.spawn_named("node", future);
}
