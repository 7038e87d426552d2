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

/// What it holds says goodbye when the last client is dropped.
pub struct Shared {
    closer: Arc<Closer>,
}

struct Closer {
    socket: Socket,
}

impl Drop for Closer {
    fn drop(&mut self) {
        self.socket.close_connection(1000, "OK");
    }
}

impl Shared {
    pub async fn connect(url: &str) -> Result<Self, Error> {
        let socket = Socket::open(url).await?;
        Ok(Shared { closer: Arc::new(Closer { socket }) })
    }

    pub async fn close(&self) -> Result<(), Error> {
        self.closer.socket.bye().await
    }
}

pub async fn drops() -> Result<(), Error> {
    let shared = Shared::connect("ws://node").await?;
    println!("{:?}", shared.closer.socket.ask().await);
    Ok(())
}

/// What its drop says does not end it.
pub struct Warning {
    socket: Socket,
    is_closed: bool,
}

impl Drop for Warning {
    fn drop(&mut self) {
        if !self.is_closed {
            eprintln!("dropped without close: {}", self.socket.is_closed());
        }
    }
}

impl Warning {
    pub async fn connect(url: &str) -> Result<Self, Error> {
        Ok(Warning { socket: Socket::open(url).await?, is_closed: false })
    }

    pub async fn close(&mut self) -> Result<(), Error> {
        self.is_closed = true;
        self.socket.bye().await
    }
}

pub async fn drops_with_a_warning() -> Result<(), Error> {
    let warning = Warning::connect("ws://node").await?;
//                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    println!("{:?}", warning.socket.ask().await);
    Ok(())
}
