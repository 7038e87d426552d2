//! JSON-RPC 2.0 as text: requests out, answers and notifications in.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::error::ServerError;

/// What a request gets; the value stays text until the caller says what it is.
pub(crate) type Answer = Result<Box<RawValue>, Fault>;

/// Why a request got no value.
#[derive(Debug)]
pub(crate) enum Fault {
    Server(ServerError),
    Malformed(serde_json::Error),
}

/// What a message of the peer is.
#[derive(Debug)]
pub(crate) enum Incoming {
    Answer {
        id: u64,
        answer: Answer,
    },
    Note(Note),
    /// Well formed, and not for us: the peer's own requests, and ids that we do not use.
    Other,
}

/// A notification of the subscription `key`.
#[derive(Debug)]
pub(crate) struct Note {
    pub(crate) method: String,
    pub(crate) key: String,
    pub(crate) value: Box<RawValue>,
}

#[derive(Serialize)]
struct Request<'a, P> {
    jsonrpc: &'static str,
    id: u64,
    method: &'a str,
    params: &'a P,
}

#[derive(Deserialize)]
struct Message {
    id: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    result: Option<Box<RawValue>>,
    error: Option<ServerError>,
    method: Option<String>,
    params: Option<Box<RawValue>>,
}

#[derive(Deserialize)]
struct NoteParams {
    subscription: Value,
    result: Box<RawValue>,
}

pub(crate) fn request(id: u64, method: &str, params: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Request { jsonrpc: "2.0", id, method, params })
}

/// The name of a subscription, whose answer this is, spelt as in its notifications.
pub(crate) fn key(answer: &RawValue) -> String {
    serde_json::from_str(answer.get()).unwrap_or(Value::Null).to_string()
}

/// Reads a message; an error means that the peer does not speak JSON-RPC, or not to us.
pub(crate) fn read(text: &[u8]) -> Result<Incoming, serde_json::Error> {
    let message: Message = serde_json::from_slice(text)?;
    if let Some(method) = message.method {
        let params = message.params.and_then(|it| serde_json::from_str::<NoteParams>(it.get()).ok());
        return Ok(params.map_or(Incoming::Other, |it| {
            Incoming::Note(Note { method, key: it.subscription.to_string(), value: it.result })
        }));
    }
    let answer = match (message.error, message.result) {
        (Some(error), _) => Err(Fault::Server(error)),
        (None, Some(value)) => Ok(value),
        (None, None) => Err(Fault::Malformed(serde_json::Error::custom("neither `result` nor `error`"))),
    };
    match (message.id, answer) {
        (Some(id), answer) => Ok(id.as_u64().map_or(Incoming::Other, |id| Incoming::Answer { id, answer })),
        (None, Err(Fault::Server(error))) => Err(serde_json::Error::custom(error)),
        (None, _) => Err(serde_json::Error::custom("an answer without `id`")),
    }
}

/// A `result` that is null is a value: what storage has nothing under.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Box<RawValue>>, D::Error> {
    Box::<RawValue>::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let shown = match read(text.as_bytes()) {
            Ok(Incoming::Answer { id, answer: Ok(value) }) => format!("{id}: {value}"),
            Ok(Incoming::Answer { id, answer: Err(Fault::Server(it)) }) => format!("{id}: {it}"),
            Ok(Incoming::Answer { id, answer: Err(Fault::Malformed(it)) }) => format!("{id}: {it}"),
            Ok(Incoming::Note(note)) => format!("{} of {}: {}", note.method, note.key, note.value),
            Ok(Incoming::Other) => "other".to_owned(),
            Err(error) => format!("error: {error}"),
        };
        assert!(shown.starts_with(expected), "{text}: {shown}");
    }

    #[test]
    fn messages_are_read_for_what_they_are() {
        check(r#"{"jsonrpc":"2.0","id":3,"result":{"a":[1]}}"#, r#"3: {"a":[1]}"#);
        check(r#"{"id":3,"result":null}"#, "3: null");
        check(r#"{"id":3}"#, "3: neither");
        check(r#"{"id":3,"error":{"code":-32601,"message":"no"}}"#, "3: the node says: no (code -32601)");
        check(
            r#"{"id":3,"error":{"code":1,"message":"no","data":[2]},"result":0}"#,
            "3: the node says: no (code 1), [2]",
        );
        check(r#"{"id":"3","result":0}"#, "other");
        check(r#"{"id":-3,"result":0}"#, "other");
        check(
            r#"{"id":null,"error":{"code":-32700,"message":"parse error"}}"#,
            "error: the node says: parse error",
        );
        check(r#"{"id":null,"result":1}"#, "error: an answer without `id`");
        check(
            r#"{"method":"chain_newHead","params":{"subscription":"a","result":{}}}"#,
            r#"chain_newHead of "a": {}"#,
        );
        check(
            r#"{"method":"chain_newHead","params":{"subscription":7,"result":{}}}"#,
            "chain_newHead of 7: {}",
        );
        check(r#"{"method":"chain_newHead","params":["a"]}"#, "other");
        check(r#"{"method":"ask","id":1}"#, "other");
        check(r#"[]"#, "error: ");
        check(r#"{"id":3,"error":"no"}"#, "error: ");
        check("<html>", "error: ");
        check("", "error: ");
    }

    #[test]
    fn a_request_is_one_object() {
        let text = request(7, "state_getStorage", &["0x00"]).unwrap();
        assert_eq!(text, r#"{"jsonrpc":"2.0","id":7,"method":"state_getStorage","params":["0x00"]}"#);
    }
}
