// lock: subxt 0.44.0
use subxt::{OnlineClient, PolkadotConfig};

type Client = OnlineClient<PolkadotConfig>;

async fn serve(client: Client) -> Result<(), subxt::Error> {
    client.tx().await
}

pub async fn run(url: &str) -> Result<(), subxt::Error> {
    let client = Client::from_url(url).await?;
    axum::serve(app(client.clone())).await;
    serve(client).await
}
