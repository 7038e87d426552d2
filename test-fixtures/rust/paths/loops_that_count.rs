use futures_util::StreamExt;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;

async fn counted(url: &str) -> Result<(), Error> {
    let (mut socket, _) = connect_async(url).await?;
    let mut rounds = 0;
    loop {
        rounds += 1;
        if rounds == 5 {
            break;
        }
        println!("{:?}", socket.next().await);
    }
    socket.close(None).await?;
    Ok(())
}

async fn gathered(url: &str) -> Result<(), Error> {
    let (mut socket, _) = connect_async(url).await?;
    let mut fine = true;
    while fine {
        fine &= socket.next().await.is_some();
    }
    socket.close(None).await?;
    Ok(())
}

fn look(message: &Message, done: &mut bool) {
    if message.is_close() {
        *done = true;
    }
}

async fn lent(url: &str) -> Result<(), Error> {
    let (mut socket, _) = connect_async(url).await?;
    let mut done = false;
    while !done {
        if let Some(Ok(message)) = socket.next().await {
            look(&message, &mut done);
        }
    }
    socket.close(None).await?;
    Ok(())
}

struct Feed {
    rounds: u32,
}

impl Feed {
    async fn counted(&mut self, url: &str) -> Result<(), Error> {
        let (mut socket, _) = connect_async(url).await?;
        self.rounds = 0;
        loop {
            self.rounds += 1;
            if self.rounds == 5 {
                break;
            }
            println!("{:?}", socket.next().await);
        }
        socket.close(None).await?;
        Ok(())
    }
}

async fn endless(url: &str) -> Result<(), Error> {
    let (mut socket, _) = connect_async(url).await?;
//                        ^^^^^^^^^^^^^^^^^^ SUB001
    let mut rounds = 0;
    loop {
        rounds += 1;
        println!("{rounds} {:?}", socket.next().await);
    }
}
