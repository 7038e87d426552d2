pub struct Client {
    socket: Socket,
}

impl Client {
    pub async fn connect(url: &str) -> Result<Self, Error> {
        Ok(Client { socket: Socket::open(url).await? })
    }

    pub async fn ask(&self) -> Result<u64, Error> {
        self.socket.ask().await
    }

    pub async fn disconnect(self) -> Result<(), Error> {
        self.socket.bye().await
    }

    pub async fn finish(self) -> Result<(), Error> {
        self.disconnect().await
    }
}

pub struct Lazy {
    url: String,
}

impl Lazy {
    pub fn new(url: &str) -> Lazy {
        Lazy { url: url.to_owned() }
    }

    pub async fn close(self) {}
}

pub async fn leaks() -> Result<(), Error> {
    let client = Client::connect("ws://node").await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    println!("{:?}", client.ask().await);
    Ok(())
}

pub async fn closes() -> Result<(), Error> {
    let client = Client::connect("ws://node").await?;
    client.disconnect().await
}

pub async fn finishes() -> Result<(), Error> {
    let client = Client::connect("ws://node").await?;
    client.finish().await
}

pub async fn connects_nothing() {
    let lazy = Lazy::new("ws://node");
    println!("{}", lazy.url);
}
