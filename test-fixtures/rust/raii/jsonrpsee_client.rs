// lock: jsonrpsee 0.26.0
use jsonrpsee::ws_client::{WsClient, WsClientBuilder};

async fn open(url: &str) -> Result<WsClient, Error> {
    WsClientBuilder::default().max_response_size(1 << 20).build(url).await
}

async fn correct(url: &str) -> Result<String, Error> {
    let client = open(url).await?;
    client.request("system_chain").await
}

async fn faulty(url: &str) -> Result<(), Error> {
    let client = Box::new(open(url).await?);
//                        ^^^^^^^^^ SUB101
    serve(Box::leak(client)).await
}

async fn faulty_exit(url: &str) -> Result<(), Error> {
    let client = WsClientBuilder::default().build(url).await?;
    if client.request("system_chain").await.is_err() {
        std::process::exit(1);
//      ^^^^^^^^^^^^^^^^^^^^^ SUB102
    }
    Ok(())
}
