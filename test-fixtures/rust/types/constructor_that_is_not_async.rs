struct Node {
    socket: Socket,
}

impl Node {
    fn connect(url: &str) -> Result<Node, Error> {
        Ok(Node { socket: Socket::open(url)? })
    }

    fn request(&self) -> Result<u64, Error> {
        self.socket.request()
    }

    async fn close(self) -> Result<(), Error> {
        self.socket.goodbye().await
    }
}

async fn faulty(url: &str) -> Result<u64, Error> {
    let node = Node::connect(url)?;
//             ^^^^^^^^^^^^^^^^^^ SUB002
    let number = node.request()?;
    node.close().await?;
    Ok(number)
}

async fn correct(url: &str) -> Result<u64, Error> {
    let node = Node::connect(url)?;
    let number = node.request();
    node.close().await?;
    number
}
