//! Containers that hold each other, handed to somebody who closes what is in them.

use subtensor::Subtensor;
async fn close_all(all: &mut Vec<Subtensor>) {
    for it in all.iter_mut() {
        let _ = it.close().await;
    }
}
async fn f(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
    let mut a = Vec::new();
    let mut b = Vec::new();
    b.push(client);
    a.push(&b);
    b.push(&a);
    close_all(&mut a).await;
    Ok(())
}
