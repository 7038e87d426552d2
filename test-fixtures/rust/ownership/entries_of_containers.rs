use std::collections::{BTreeMap, HashMap, VecDeque};

use tokio_tungstenite::connect_async;

async fn pairs_are_lent(url: &str) -> Result<(), Error> {
    let (socket, _) = connect_async(url).await?;
    let mut sockets = HashMap::new();
    sockets.insert(url.to_owned(), socket);
    for (name, socket) in sockets.iter_mut() {
        println!("{name}");
        let _ = socket.close(None).await;
    }
    Ok(())
}

async fn pairs_by_reference(url: &str) -> Result<(), Error> {
    let (socket, _) = connect_async(url).await?;
    let mut sockets = HashMap::new();
    sockets.insert(url.to_owned(), socket);
    for (_, socket) in &mut sockets {
        let _ = socket.close(None).await;
    }
    Ok(())
}

async fn pairs_are_moved(url: &str) -> Result<(), Error> {
    let (socket, _) = connect_async(url).await?;
    let mut sockets = BTreeMap::new();
    sockets.insert(url.to_owned(), socket);
    for (_, mut socket) in sockets {
        let _ = socket.close(None).await;
    }
    Ok(())
}

async fn the_first_of_a_map(url: &str) -> Result<(), Error> {
    let (socket, _) = connect_async(url).await?;
    let mut sockets = BTreeMap::new();
    sockets.insert(url.to_owned(), socket);
    while let Some((_, mut socket)) = sockets.pop_first() {
        let _ = socket.close(None).await;
    }
    Ok(())
}

async fn with_a_number(url: &str) -> Result<(), Error> {
    let (socket, _) = connect_async(url).await?;
    let mut sockets = vec![];
    sockets.push(socket);
    for (at, socket) in sockets.iter_mut().enumerate() {
        println!("{at}");
        let _ = socket.close(None).await;
    }
    Ok(())
}

async fn pairs_are_only_named(url: &str) -> Result<(), Error> {
    let (socket, _) = connect_async(url).await?;
//                    ^^^^^^^^^^^^^^^^^^ SUB001
    let mut sockets = HashMap::new();
    sockets.insert(url.to_owned(), socket);
    for (name, _) in sockets.iter() {
        println!("{name}");
    }
    Ok(())
}

struct Table {
    sockets: HashMap<String, Socket>,
}

impl Table {
    async fn add(&mut self, url: &str) -> Result<(), Error> {
        let (socket, _) = connect_async(url).await?;
        self.sockets.insert(url.to_owned(), socket);
        Ok(())
    }

    async fn end(&mut self, url: &str) {
        if let Some(mut socket) = self.sockets.remove(url) {
            let _ = socket.close(None).await;
        }
    }
}

struct Queue {
    sockets: VecDeque<Socket>,
}

impl Queue {
    async fn add(&mut self, url: &str) -> Result<(), Error> {
        let (socket, _) = connect_async(url).await?;
        self.sockets.push_back(socket);
        Ok(())
    }

    async fn end(&mut self) {
        while let Some(mut socket) = self.sockets.pop_front() {
            let _ = socket.close(None).await;
        }
    }
}

struct Pool {
    sockets: Vec<Socket>,
}

impl Pool {
    async fn add(&mut self, url: &str) -> Result<(), Error> {
        let (socket, _) = connect_async(url).await?;
        self.sockets.push(socket);
        Ok(())
    }

    async fn end(&mut self, port: u16) {
        if let Some(socket) = self.sockets.iter_mut().find(|it| it.port() == port) {
            let _ = socket.close(None).await;
        }
    }
}

struct Heap {
    sockets: Vec<Socket>,
}

impl Heap {
    async fn add(&mut self, url: &str) -> Result<(), Error> {
        let (socket, _) = connect_async(url).await?;
//                        ^^^^^^^^^^^^^^^^^^ SUB006
        self.sockets.push(socket);
        Ok(())
    }
}
