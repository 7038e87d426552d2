use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

use std::sync::Arc;

async fn leaks() -> Result<*const Subtensor, Error> {
    let client = Arc::new(Subtensor::connect(URL).await?);
//                        ^^^^^^^^^^^^^^^^^^^^^^^ SUB101
    Ok(Arc::into_raw(client))
}

async fn hands_on() -> Result<Arc<Subtensor>, Error> {
    let client = Arc::new(Subtensor::connect(URL).await?);
    Ok(client)
}
