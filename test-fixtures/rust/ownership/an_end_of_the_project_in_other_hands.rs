pub struct Link {
    socket: Socket,
}

impl Link {
    pub async fn connect(url: &str) -> Result<Link, Error> {
        Ok(Link { socket: Socket::open(url).await? })
    }

    pub async fn close(self) -> Result<(), Error> {
        self.socket.bye().await
    }
}

pub struct Session {
    link: Link,
    name: String,
}

impl Session {
    pub async fn open(name: &str) -> Result<Session, Error> {
        Ok(Session { link: Link::connect("ws://node").await?, name: name.to_owned() })
    }

    pub async fn close(self) -> Result<(), Error> {
        self.link.close().await
    }
}

pub async fn closes() -> Result<(), Error> {
    let session = Session::open("a").await?;
    println!("{}", session.name);
    session.close().await
}

pub async fn leaks() -> Result<(), Error> {
    let session = Session::open("b").await?;
//                ^^^^^^^^^^^^^^^^^^ SUB001
    println!("{}", session.name);
    Ok(())
}

async fn finish(link: Link) -> Result<(), Error> {
    link.close().await
}

async fn finish_later(link: Link) -> Result<(), Error> {
    let closing = link.close();
    closing.await
}

async fn look(link: Link) {
    println!("{:?}", link.socket);
}

pub async fn handed_on() -> Result<(), Error> {
    let link = Link::connect("ws://a").await?;
    finish(link).await?;
    let link = Link::connect("ws://b").await?;
    finish_later(link).await
}

pub async fn handed_on_in_vain() -> Result<(), Error> {
    let link = Link::connect("ws://a").await?;
//             ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    look(link).await;
    Ok(())
}
