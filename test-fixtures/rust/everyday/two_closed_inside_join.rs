// lock: futures-util 0.3.31
// lock: tokio-tungstenite 0.26.2
// lock: tokio 1.47.1
use futures_util::StreamExt;
use tokio_tungstenite::connect_async;

async fn first_len<S>(s: &mut S) -> usize
where
    S: StreamExt<Item = Result<tokio_tungstenite::tungstenite::Message, tokio_tungstenite::tungstenite::Error>> + Unpin,
{
    match s.next().await {
        Some(Ok(m)) => m.len(),
        _ => 0,
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut finney, _) = connect_async("wss://entrypoint-finney.opentensor.ai:443").await?;
    let mut archive = match connect_async("wss://archive.chain.opentensor.ai:443").await {
        Ok((ws, _)) => ws,
        Err(e) => {
            finney.close(None).await?;
            return Err(e.into());
        }
    };
    let (a, b) = tokio::join!(first_len(&mut finney), first_len(&mut archive));
    println!("{a} {b}");
    let (ra, rb) = tokio::join!(finney.close(None), archive.close(None));
    ra?;
    rb?;
    Ok(())
}
