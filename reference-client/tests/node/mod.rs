//! A node on the loopback that does as a test tells it, and counts connections and how they end.

#![allow(dead_code, reason = "each test file uses another part of it")]

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use reference_client::{Error, Options, Subtensor};
use serde_json::{Value, json};
use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;
use tokio_tungstenite::accept_async;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

/// What the node does on a request.
pub(crate) enum Act {
    Say(Value),
    Raw(String),
    Ping,
    Close(CloseCode),
    /// Ends the TCP connection without a word.
    Cut,
    /// Reads on, but answers nothing any more, not even a close frame.
    Deaf,
    /// Does not even read for this long.
    Sleep(Duration),
}

/// What a node saw.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) opened: usize,
    pub(crate) open: usize,
    pub(crate) peak: usize,
    /// Close frames with the normal code, and other ones.
    pub(crate) normal: usize,
    pub(crate) odd: Vec<u16>,
    /// Connections that ended without a close frame.
    pub(crate) abrupt: usize,
    pub(crate) pongs: usize,
}

#[derive(Clone)]
pub(crate) struct Node {
    pub(crate) url: String,
    seen: Arc<Mutex<Seen>>,
    requests: Arc<Mutex<Vec<Value>>>,
}

type Script = Arc<dyn Fn(&Value) -> Vec<Act> + Send + Sync>;

impl Node {
    /// A node that answers everything as a chain does.
    pub(crate) async fn chain() -> Self {
        Self::start(|request| vec![answer(request)]).await
    }

    pub(crate) async fn start(script: impl Fn(&Value) -> Vec<Act> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("the loopback has a free port");
        let url = format!("ws://{}", listener.local_addr().expect("it is bound"));
        let node = Self { url, seen: Arc::default(), requests: Arc::default() };
        let (served, script): (_, Script) = (node.clone(), Arc::new(script));
        tokio::spawn(async move {
            while let Ok((tcp, _)) = listener.accept().await {
                tokio::spawn(served.clone().serve(tcp, script.clone()));
            }
        });
        node
    }

    async fn serve(self, tcp: TcpStream, script: Script) {
        let mut ws = accept_async(tcp).await.expect("a client shakes hands");
        self.see(|it| (it.opened, it.open, it.peak) = (it.opened + 1, it.open + 1, it.peak.max(it.open + 1)));
        let mut said_goodbye = false;
        'talk: while let Some(Ok(message)) = ws.next().await {
            match message {
                Message::Text(text) => {
                    let request: Value = serde_json::from_str(&text).expect("a client speaks JSON");
                    self.requests.lock().expect("nobody panicked").push(request.clone());
                    for act in script(&request) {
                        let said = match act {
                            Act::Say(value) => ws.send(Message::text(value.to_string())).await,
                            Act::Raw(text) => ws.send(Message::text(text)).await,
                            Act::Ping => ws.send(Message::Ping("are you there".into())).await,
                            Act::Close(code) => {
                                ws.close(Some(CloseFrame { code, reason: "so long".into() })).await
                            }
                            Act::Cut => break 'talk,
                            Act::Deaf => {
                                while ws.get_mut().read(&mut [0; 4096]).await.is_ok_and(|it| it > 0) {}
                                break 'talk;
                            }
                            Act::Sleep(time) => {
                                sleep(time).await;
                                Ok(())
                            }
                        };
                        if said.is_err() {
                            break 'talk;
                        }
                    }
                }
                Message::Close(frame) => {
                    said_goodbye = true;
                    let code = frame.map_or(CloseCode::Status, |it| it.code);
                    self.see(|it| match code {
                        CloseCode::Normal => it.normal += 1,
                        code => it.odd.push(code.into()),
                    });
                }
                Message::Pong(_) => self.see(|it| it.pongs += 1),
                Message::Binary(_) | Message::Ping(_) | Message::Frame(_) => {}
            }
        }
        self.see(|it| (it.open, it.abrupt) = (it.open - 1, it.abrupt + usize::from(!said_goodbye)));
    }

    fn see(&self, how: impl FnOnce(&mut Seen)) {
        how(&mut self.seen.lock().expect("nobody panicked"));
    }

    pub(crate) fn seen(&self) -> Seen {
        self.seen.lock().expect("nobody panicked").clone()
    }

    /// The methods that were called.
    pub(crate) fn methods(&self) -> Vec<String> {
        let requests = self.requests.lock().expect("nobody panicked");
        requests.iter().map(|it| it["method"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// What the node saw, once no connection is open any more.
    pub(crate) async fn at_rest(&self) -> Seen {
        eventually(|| self.seen().open == 0).await;
        self.seen()
    }

    /// No connection is open, and all `n` ended with the normal close frame.
    pub(crate) async fn saw_only_goodbyes(&self, n: usize) {
        let seen = self.at_rest().await;
        assert_eq!((seen.opened, seen.normal, seen.abrupt), (n, n, 0), "{seen:?}");
    }

    pub(crate) async fn connect(&self) -> Subtensor {
        Subtensor::connect(&self.url, quick()).await.expect("the node is there")
    }
}

/// The answer of a chain of a hundred blocks.
pub(crate) fn answer(request: &Value) -> Act {
    let params = &request["params"];
    let hash = format!("0x{}", "64".repeat(32));
    let result = match request["method"].as_str().unwrap_or_default() {
        "system_chain" => json!("Bittensor"),
        "system_health" => json!({"peers": 7, "isSyncing": false, "shouldHavePeers": true}),
        "state_getRuntimeVersion" => json!({
            "specName": "node-subtensor", "implName": "node-subtensor", "authoringVersion": 1,
            "specVersion": 348, "implVersion": 1, "apis": [], "transactionVersion": 1, "stateVersion": 1,
        }),
        "chain_getBlockHash" => json!(hash),
        "chain_getHeader" if params[0] == json!(hash) => head(100),
        "state_getStorage" if params[0] == json!("0x0102") => json!("0x64000000"),
        "state_getStorage" => Value::Null,
        "echo" => params.clone(),
        "chain_subscribeNewHeads" => json!("one"),
        "chain_unsubscribeNewHeads" => json!(true),
        method => {
            let error = json!({"code": -32601, "message": "Method not found", "data": {"method": method}});
            return Act::Say(json!({"jsonrpc": "2.0", "id": request["id"], "error": error}));
        }
    };
    say(request, result)
}

pub(crate) fn say(request: &Value, result: Value) -> Act {
    Act::Say(json!({"jsonrpc": "2.0", "id": request["id"], "result": result}))
}

/// A notification of the subscription `one`.
pub(crate) fn new_head(number: u64) -> Act {
    let params = json!({"subscription": "one", "result": head(number)});
    Act::Say(json!({"jsonrpc": "2.0", "method": "chain_newHead", "params": params}))
}

fn head(number: u64) -> Value {
    let root = format!("0x{}", "11".repeat(32));
    json!({
        "parentHash": root, "number": format!("{number:#x}"), "stateRoot": root, "extrinsicsRoot": root,
        "digest": {"logs": []},
    })
}

/// Time-outs that a busy machine does not reach; warnings go nowhere.
pub(crate) fn quick() -> Options {
    let long = Duration::from_secs(10);
    Options {
        connect_timeout: long,
        request_timeout: long,
        close_timeout: long,
        head_timeout: long,
        warn: |_| {},
    }
}

/// Time-outs that a test can wait for.
pub(crate) fn impatient() -> Options {
    let short = Duration::from_millis(500);
    Options {
        connect_timeout: short,
        request_timeout: short,
        close_timeout: short,
        head_timeout: short,
        ..quick()
    }
}

/// An error and its causes, as a program prints them.
pub(crate) fn chain_of(error: &Error) -> String {
    let causes = std::iter::successors(Some(error as &dyn std::error::Error), |it| it.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// Waits for what has to become true soon.
pub(crate) async fn eventually(mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(10), "it never came true");
        sleep(Duration::from_millis(2)).await;
    }
}
