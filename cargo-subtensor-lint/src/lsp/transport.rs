//! Messages on standard input and output, framed by `Content-Length` headers.
//!
//! Reading is our own: `lsp-server` gives up at the first message that it cannot read, and an editor would lose
//! its linter for one slip. Here such a message costs itself only, and reading goes on at the next header.

use std::io::{self, BufRead, Read, Write};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use lsp_server::{ErrorCode, Message};
use serde_json::{Value, json};

/// No message of an editor is as long; one that says it is longer is skipped.
const MAX_LENGTH: u64 = 256 << 20;

/// What came in.
#[derive(Debug)]
pub(super) enum Incoming {
    Message(Message),
    /// It cannot be read, and why.
    Malformed(ErrorCode, String),
}

/// What comes in on standard input, read by a thread of its own, until it ends.
pub(super) fn incoming() -> Receiver<Incoming> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        while let Ok(Some(it)) = next(&mut input) {
            if sender.send(it).is_err() {
                break;
            }
        }
    });
    receiver
}

fn next(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let mut length: Option<u64> = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line).trim().to_ascii_lowercase();
        // After a frame that was too short, the header stands behind the rest of it.
        if let Some((_, value)) = text.rsplit_once("content-length:") {
            length = value.trim().parse().ok();
        }
        if text.is_empty() {
            break;
        }
    }
    let malformed = |why: &str| Ok(Some(Incoming::Malformed(ErrorCode::ParseError, why.to_owned())));
    let Some(length) = length else { return malformed("a header without a Content-Length") };
    let mut body = input.take(length);
    if length > MAX_LENGTH {
        io::copy(&mut body, &mut io::sink())?;
        return malformed("a message of more than 256 MiB");
    }
    let mut bytes = vec![];
    body.read_to_end(&mut bytes)?;
    Ok(Some(parse(&bytes)))
}

fn parse(bytes: &[u8]) -> Incoming {
    match serde_json::from_slice::<Value>(bytes) {
        Err(error) => Incoming::Malformed(ErrorCode::ParseError, error.to_string()),
        Ok(value) => match serde_json::from_value(value) {
            Ok(message) => Incoming::Message(message),
            Err(_) => {
                Incoming::Malformed(ErrorCode::InvalidRequest, "not a message of JSON-RPC 2.0".to_owned())
            }
        },
    }
}

/// The way to the editor.
#[derive(Debug, Default)]
pub(super) struct Outgoing {
    /// Nobody reads any more.
    pub(super) is_closed: bool,
}

impl Outgoing {
    pub(super) fn send(&mut self, message: impl Into<Message>) {
        let sent = message.into().write(&mut io::stdout().lock());
        self.is_closed |= sent.is_err();
    }

    /// Answers what has no id that could be answered.
    pub(super) fn refuse(&mut self, code: ErrorCode, why: &str) {
        let error = json!({ "code": code as i32, "message": why });
        let body = json!({ "jsonrpc": "2.0", "id": null, "error": error }).to_string();
        let mut out = io::stdout().lock();
        let sent = write!(out, "Content-Length: {}\r\n\r\n{body}", body.len()).and_then(|()| out.flush());
        self.is_closed |= sent.is_err();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each frame is: the method of a message, or why it is none.
    fn read(bytes: &[u8]) -> Vec<String> {
        let mut input = io::BufReader::new(bytes);
        let mut found = vec![];
        while let Some(it) = next(&mut input).expect("reading from memory does not fail") {
            found.push(match it {
                Incoming::Message(Message::Notification(it)) => it.method,
                Incoming::Message(it) => panic!("{it:?}"),
                Incoming::Malformed(_, why) => why,
            });
        }
        found
    }

    #[test]
    fn what_cannot_be_read_costs_itself_only() {
        let good = |name: &str| {
            let body = format!(r#"{{"jsonrpc":"2.0","method":"{name}"}}"#);
            format!("Content-Length: {}\r\nContent-Type: x\r\n\r\n{body}", body.len())
        };
        let check = |between: &str, why: &[&str]| {
            let found = read(format!("{}{between}{}", good("a"), good("b")).as_bytes());
            assert_eq!(found.first().map(String::as_str), Some("a"));
            assert_eq!(found.last().map(String::as_str), Some("b"), "{between}: {found:?}");
            let middle = &found[1..found.len() - 1];
            assert_eq!(middle.len(), why.len(), "{found:?}");
            assert!(middle.iter().zip(why).all(|(it, why)| it.contains(why)), "{found:?}");
        };
        check("", &[]);
        check("Content-Length: 5\r\n\r\n{nope", &["key must be a string"]);
        check("Content-Length: 2\r\n\r\n[]", &["not a message"]);
        check("Content-Length: 3\r\n\r\n\"\u{e4}", &["EOF"]);
        check("nonsense\r\n\r\n", &["without a Content-Length"]);
        check("Content-Length: -1\r\n\r\n{}\r\n\r\n", &["without", "without"]);
        // The rest of a frame that says it is shorter stands before the next header.
        check("Content-Length: 2\r\n\r\n{}{\"more\": 1}", &["not a message"]);
    }

    #[test]
    fn the_end_ends_it() {
        assert_eq!(read(b""), [""; 0]);
        assert_eq!(read(b"Content-Length: 9\r\n"), [""; 0]);
        assert_eq!(read(b"Content-Length: 99999999999999\r\n\r\n{}"), ["a message of more than 256 MiB"]);
    }
}
