// lock: subxt 0.44.0
use std::sync::Arc;

use subxt::{OnlineClient, PolkadotConfig};
use tokio::sync::RwLock;

#[derive(Clone)]
struct AppState {
    client: Arc<RwLock<OnlineClient<PolkadotConfig>>>,
}

impl AppState {
    async fn new(url: &str) -> Result<Self, subxt::Error> {
        let client = OnlineClient::from_url(url).await?;
        Ok(AppState { client: Arc::new(RwLock::new(client)) })
    }

    async fn reconnect(&self, url: &str) -> Result<(), subxt::Error> {
        *self.client.write().await = OnlineClient::from_url(url).await?;
        Ok(())
    }
}

async fn serve(url: &str) -> Result<(), Box<dyn std::error::Error>> {
    let state = AppState::new(url).await?;
    let router = Router::new().route("/block", get(block)).with_state(state.clone());
    state.reconnect(url).await?;
    axum::serve(listener().await?, router).await?;
    Ok(())
}
