struct Pool {
    url: String,
    links: Vec<Link>,
}

impl Pool {
    fn new(url: &str) -> Pool {
        Pool { url: url.to_owned(), links: Vec::new() }
    }

    async fn connect(&mut self) -> Result<(), Error> {
        self.links.push(link(&self.url).await?);
        Ok(())
    }

    async fn close(self) {
        for link in self.links {
            link.goodbye().await;
        }
    }
}

fn correct(url: &str) -> usize {
    let pool = Pool::new(url);
    pool.url.len()
}
