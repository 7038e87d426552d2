// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};
use tokio::sync::mpsc::{Receiver, Sender};

async fn correct(url: &str, mut requests: Receiver<u32>) -> Result<(), subxt::Error> {
    let client = OnlineClient::<PolkadotConfig>::from_url(url).await?;
    tokio::spawn(async move {
        while let Some(request) = requests.recv().await {
            println!("{:?}", client.block(request).await);
        }
    });
    Ok(())
}

async fn correct_sender(url: &str, answers: Sender<u64>) -> Result<(), subxt::Error> {
    let client = OnlineClient::<PolkadotConfig>::from_url(url).await?;
    tokio::spawn(async move {
        loop {
            let Ok(number) = client.latest().await else { break };
            if answers.send(number).await.is_err() {
                return;
            }
        }
    });
    Ok(())
}

async fn faulty(url: &str, answers: Sender<u64>) -> Result<(), subxt::Error> {
    let client = OnlineClient::<PolkadotConfig>::from_url(url).await?;
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB103
    tokio::spawn(async move {
        loop {
            let Ok(number) = client.latest().await else { continue };
            let _ = answers.send(number).await;
        }
    });
    Ok(())
}
