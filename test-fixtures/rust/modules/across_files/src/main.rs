mod net;

use net::{connect, Client as Node};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let node = connect("ws://node").await?;
//             ^^^^^^^^^^^^^^^^^^^^ SUB104
    println!("{:?}", node.block().await);
    let own = Node::open().await?;
//            ^^^^^^^^^^^^ SUB001
    println!("{:?}", own.block().await);
    net::pool::fill().await
}
