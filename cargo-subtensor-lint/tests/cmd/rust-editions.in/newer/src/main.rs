use jsonrpsee::core::client::{ClientT, Error};
use jsonrpsee::rpc_params;
use jsonrpsee::ws_client::WsClientBuilder;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let url = "ws://127.0.0.1:9944";
    if let Ok(name) = WsClientBuilder::default().build(url).await?.request::<String, _>("system_chain", rpc_params![]).await {
        println!("{name}");
    } else {
        std::process::exit(1);
    }
    Ok(())
}
