//! Owners that another object keeps in a container, and stops by a method of their own.

use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

pub struct Link {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Link {
    pub async fn open(url: &str) -> Result<Self, Error> {
        Ok(Self { socket: connect_async(url).await?.0 })
    }

    pub async fn stop(&mut self) {
        let _ = self.socket.close(None).await;
    }
}

pub struct Hub {
    links: Vec<Link>,
}

impl Hub {
    pub async fn add(&mut self, url: &str) -> Result<(), Error> {
        let link = Link::open(url).await?;
        self.links.push(link);
        Ok(())
    }

    pub async fn stop_all(&mut self) {
        for link in self.links.iter_mut() {
            link.stop().await;
        }
    }
}

pub struct Quiet {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Quiet {
    pub async fn open(url: &str) -> Result<Self, Error> {
        Ok(Self { socket: connect_async(url).await?.0 })
//                        ^^^^^^^^^^^^^^^^^^ SUB006
    }

    pub async fn stop(&mut self) {
        self.socket.get_mut();
    }
}

pub struct Room {
    quiet: Vec<Quiet>,
}

impl Room {
    pub async fn add(&mut self, url: &str) -> Result<(), Error> {
        let quiet = Quiet::open(url).await?;
        self.quiet.push(quiet);
        Ok(())
    }

    pub async fn stop_all(&mut self) {
        for quiet in self.quiet.iter_mut() {
            quiet.stop().await;
        }
    }
}
