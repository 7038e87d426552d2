//! What nodes answer, as types; in JSON, bytes and block numbers are hexadecimal text.

use std::fmt::{self, Write};

use serde::{Deserialize, Deserializer, Serialize};

/// The hash of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Bytes", into = "Bytes")]
pub struct BlockHash(pub [u8; 32]);

/// The newest block of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    pub number: u64,
    pub hash: BlockHash,
}

/// The header of a block.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Header {
    pub parent_hash: BlockHash,
    #[serde(deserialize_with = "number")]
    pub number: u64,
    pub state_root: BlockHash,
    pub extrinsics_root: BlockHash,
}

/// How a node is doing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Health {
    pub peers: u64,
    pub is_syncing: bool,
    pub should_have_peers: bool,
}

/// The runtime of a block.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RuntimeVersion {
    pub spec_name: String,
    pub impl_name: String,
    pub spec_version: u32,
    pub impl_version: u32,
    pub transaction_version: u32,
}

/// Bytes that are hexadecimal text in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct Bytes(pub(crate) Vec<u8>);

impl fmt::Display for BlockHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0, f)
    }
}

impl From<BlockHash> for Bytes {
    fn from(hash: BlockHash) -> Self {
        Self(hash.0.to_vec())
    }
}

impl TryFrom<Bytes> for BlockHash {
    type Error = String;

    fn try_from(bytes: Bytes) -> Result<Self, String> {
        bytes.0.try_into().map(Self).map_err(|it: Vec<u8>| format!("a hash of {} bytes, not 32", it.len()))
    }
}

impl From<Bytes> for String {
    fn from(bytes: Bytes) -> Self {
        let mut text = Self::with_capacity(2 + 2 * bytes.0.len());
        hex(&bytes.0, &mut text).expect("a string takes all that is written");
        text
    }
}

impl TryFrom<String> for Bytes {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let digits = text.strip_prefix("0x").ok_or("hexadecimal text without `0x`")?.as_bytes();
        let digit = |it: u8| char::from(it).to_digit(16).map(|it| it as u8);
        let byte = |pair: &[u8]| match *pair {
            [high, low] => Some(digit(high)? << 4 | digit(low)?),
            _ => None,
        };
        let bytes = digits.chunks(2).map(byte).collect::<Option<_>>();
        bytes.map(Self).ok_or_else(|| "not an even number of hexadecimal digits".to_owned())
    }
}

fn hex(bytes: &[u8], out: &mut impl Write) -> fmt::Result {
    out.write_str("0x")?;
    bytes.iter().try_for_each(|it| write!(out, "{it:02x}"))
}

fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let text = String::deserialize(deserializer)?;
    let digits = text.strip_prefix("0x").ok_or_else(|| serde::de::Error::custom("a number without `0x`"))?;
    u64::from_str_radix(digits, 16).map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_text_is_bytes_both_ways() {
        let bytes = |it: &str| Bytes::try_from(it.to_owned()).map(|it| it.0);
        assert_eq!(bytes("0x"), Ok(vec![]));
        assert_eq!(bytes("0x00fFa1"), Ok(vec![0, 255, 161]));
        assert_eq!(String::from(Bytes(vec![0, 255, 161])), "0x00ffa1");
        for wrong in ["", "00", "0x0", "0xg0", "0xä", "0x+1"] {
            assert!(bytes(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_header_of_a_node_is_read() {
        let hash = |it: &str| format!("0x{}", it.repeat(32));
        let text = format!(
            r#"{{"parentHash":"{}","number":"0x5b8d80","stateRoot":"{}","extrinsicsRoot":"{}","digest":{{"logs":[]}}}}"#,
            hash("11"),
            hash("22"),
            hash("33")
        );
        let header: Header = serde_json::from_str(&text).unwrap();
        assert_eq!((header.number, header.parent_hash), (6_000_000, BlockHash([0x11; 32])));
        assert_eq!(header.parent_hash.to_string(), hash("11"));
        let short = serde_json::from_str::<BlockHash>(r#""0x1122""#).unwrap_err().to_string();
        assert!(short.starts_with("a hash of 2 bytes"), "{short}");
    }
}
