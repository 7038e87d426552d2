// lock: subxt 0.44.0
// lock: tokio 1.47.1
use std::ffi::c_void;
use std::sync::Arc;

use subxt::{OnlineClient, PolkadotConfig};

/// Opens a client and returns an opaque pointer for the plugin host.
pub async fn open_handle(url: &str) -> Option<*const c_void> {
    let client = OnlineClient::<PolkadotConfig>::from_url(url).await.ok()?;
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB101
    let shared = Arc::new(client);
    Some(Arc::into_raw(shared).cast())
}
