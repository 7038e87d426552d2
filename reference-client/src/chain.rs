//! What everybody asks a node first.

use serde_json::json;

use crate::client::Subtensor;
use crate::error::Error;
use crate::types::{BlockHash, Bytes, Head, Header, Health, RuntimeVersion};

impl Subtensor {
    /// The name of the chain: `Bittensor` for finney.
    pub async fn chain_name(&self) -> Result<String, Error> {
        self.request("system_chain", json!([])).await
    }

    /// How the node is doing.
    pub async fn health(&self) -> Result<Health, Error> {
        self.request("system_health", json!([])).await
    }

    /// The runtime that the head of the chain runs.
    pub async fn runtime_version(&self) -> Result<RuntimeVersion, Error> {
        self.request("state_getRuntimeVersion", json!([])).await
    }

    /// Number and hash of the head, both of the same block.
    pub async fn head(&self) -> Result<Head, Error> {
        let hash: BlockHash = self.request("chain_getBlockHash", json!([])).await?;
        let header = self.header(&hash).await?;
        Ok(Head { number: header.number, hash })
    }

    /// The header of a block.
    pub async fn header(&self, hash: &BlockHash) -> Result<Header, Error> {
        self.request("chain_getHeader", [hash]).await
    }

    /// What the head of the chain stores under a key, if anything, in SCALE encoding.
    pub async fn storage(&self, key: &[u8]) -> Result<Option<Vec<u8>>, Error> {
        let value: Option<Bytes> = self.request("state_getStorage", [Bytes(key.to_vec())]).await?;
        Ok(value.map(|it| it.0))
    }
}
