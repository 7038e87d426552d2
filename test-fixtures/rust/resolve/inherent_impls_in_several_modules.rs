mod client {
    pub struct Node {
        pub socket: Socket,
    }

    impl Node {
        pub async fn connect(url: &str) -> Result<Node, Error> {
            Ok(Node { socket: dial(url).await? })
        }
    }
}

mod ending {
    use super::client::Node;

    impl Node {
        pub async fn shutdown(self) {
            self.socket.goodbye().await;
        }
    }
}

use client::Node;

async fn faulty(url: &str) -> Result<(), Error> {
    let node = Node::connect(url).await?;
//             ^^^^^^^^^^^^^^^^^^ SUB001
    println!("{:?}", node.socket);
    Ok(())
}

async fn correct(url: &str) -> Result<(), Error> {
    let node = Node::connect(url).await?;
    println!("{:?}", node.socket);
    node.shutdown().await;
    Ok(())
}
