// lock: jsonrpsee 0.26.0
// lock: tokio 1.47.1
use std::ffi::{CStr, c_char};
use std::mem;
use std::sync::Arc;

use jsonrpsee::core::client::{ClientT, Error};
use jsonrpsee::rpc_params;
use jsonrpsee::ws_client::{WsClient, WsClientBuilder};
use tokio::runtime::Runtime;

pub struct Session {
    client: Arc<WsClient>,
    runtime: Runtime,
}

impl Session {
    fn open(url: &str) -> Result<Session, Error> {
        let runtime = Runtime::new().expect("threads can be started");
        let client = runtime.block_on(WsClientBuilder::default().build(url))?;
//                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB101
        let client = Arc::new(client);
        let watched = client.clone();
        runtime.spawn(async move { watched.on_disconnect().await });
        // A clone that keeps the socket up.
        mem::forget(client.clone());
        Ok(Session { client, runtime })
    }

    fn chain(&self) -> Result<String, Error> {
        self.runtime.block_on(self.client.request("system_chain", rpc_params![]))
    }
}

/// # Safety
///
/// `url` is a string that ends in a zero.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn chain_name_length(url: *const c_char) -> usize {
    let url = unsafe { CStr::from_ptr(url) }.to_string_lossy();
    let session = Session::open(&url);
    session.and_then(|it| it.chain()).map_or(0, |it| it.len())
}
