use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

struct Guard(Option<Subtensor>);

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(client) = self.0.take() {
            tokio::spawn(client.close());
        }
    }
}

async fn guarded() -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
    let guard = scopeguard::guard(client, |client| drop(tokio::spawn(client.close())));
    println!("{:?}", guard.block().await);
    Ok(())
}

async fn in_a_task_set(set: &mut JoinSet<()>) -> Result<(), Error> {
    let client = Subtensor::connect(URL).await?;
    set.spawn(async move { client.close().await.unwrap() });
    Ok(())
}
