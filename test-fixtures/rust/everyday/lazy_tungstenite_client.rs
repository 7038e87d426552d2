// lock: substrate-api-client 1.21.0
use substrate_api_client::ac_primitives::DefaultRuntimeConfig;
use substrate_api_client::rpc::TungsteniteRpcClient;
use substrate_api_client::{Api, SystemApi};

fn main() {
    let client = match TungsteniteRpcClient::new("ws://127.0.0.1:9944", 3) {
        Ok(c) => c,
        Err(e) => {
            eprintln!("{e:?}");
            std::process::exit(1);
        }
    };
    let api = match Api::<DefaultRuntimeConfig, _>::new(client) {
        Ok(api) => api,
        Err(e) => {
            eprintln!("{e:?}");
            std::process::exit(1);
        }
    };
    println!("{:?}", api.get_system_chain());
}
