// lock: futures-util 0.3.31
// lock: tokio-tungstenite 0.26.2
// lock: tokio 1.47.1
use futures_util::StreamExt;
use tokio_tungstenite::connect_async;

async fn probe(primary: Option<&str>, verbose: bool) -> Option<usize> {
    if let Some(url) = primary
        && let Ok((mut ws, resp)) = connect_async(url).await
//                                  ^^^^^^^^^^^^^^^^^^ SUB002
        && resp.status().is_informational()
    {
        let msg = ws.next().await?;
        ws.close(None).await.ok();
        if verbose {
            println!("{msg:?}");
        }
        return msg.ok().map(|m| m.len());
    }
    None
}

#[tokio::main]
async fn main() {
    let arg = std::env::args().nth(1);
    println!("{:?}", probe(arg.as_deref(), true).await);
}
