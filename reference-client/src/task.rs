//! The task that owns the socket, from the handshake that opens it to the one that closes it.
//!
//! Reading and writing go on side by side: a peer that does not read cannot keep us from reading, nor from closing.
//! Pings are answered by tungstenite while the task reads.

use std::sync::Arc;
use std::time::Duration;

use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::select;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout_at};
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::{Error as WsError, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use crate::counts;
use crate::heads;
use crate::table::Table;
use crate::wire::{self, Incoming};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;
type Sink = SplitSink<Socket, Message>;
type Stream = SplitStream<Socket>;

/// What ties the task to the connection's owner.
#[derive(Debug)]
pub(crate) struct Links {
    pub(crate) queue: mpsc::Receiver<String>,
    pub(crate) stopped: oneshot::Receiver<()>,
    /// For what the task itself has to say.
    pub(crate) outbox: mpsc::Sender<String>,
    pub(crate) table: Arc<Table>,
}

/// How a connection ended.
#[derive(Debug)]
pub(crate) enum Ending {
    /// Both sides said goodbye.
    Orderly,
    /// We did, and the peer did not answer in time.
    Unanswered,
    /// The peer vanished, or broke the protocol.
    Lost(String),
}

/// Why the task stops talking.
enum Exit {
    Owner,
    Goodbye(String),
    Lost(String),
    /// The peer sends what we cannot accept; the code tells it so.
    Refused(String, CloseCode),
}

/// Lives in the task, so that nobody waits for a task that is gone, even if the runtime was shut down.
struct Presence {
    live: counts::Live,
    table: Arc<Table>,
}

impl Drop for Presence {
    fn drop(&mut self) {
        self.table.end("the runtime was shut down");
    }
}

pub(crate) fn spawn(socket: Socket, links: Links, close_timeout: Duration) -> JoinHandle<Ending> {
    let mut presence = Presence { live: counts::Live::opened(), table: links.table.clone() };
    tokio::spawn(async move {
        let (mut sink, mut stream) = socket.split();
        let exit = talk(&mut sink, &mut stream, links).await;
        presence.table.end(match &exit {
            Exit::Owner => "it was closed",
            Exit::Goodbye(reason) | Exit::Lost(reason) | Exit::Refused(reason, _) => reason,
        });
        let ending = part(&mut sink, &mut stream, exit, Instant::now() + close_timeout).await;
        if let Ending::Orderly = ending {
            presence.live.said_goodbye();
        }
        ending
    })
}

/// Carries messages both ways until one side has enough.
async fn talk(sink: &mut Sink, stream: &mut Stream, mut links: Links) -> Exit {
    let mut flushing = false;
    loop {
        let sent = select! {
            _ = &mut links.stopped => return Exit::Owner,
            message = stream.next() => match receive(message, &links) {
                Ok(()) => continue,
                Err(exit) => return exit,
            },
            // `links` has a sender itself, so the queue never ends.
            Some(text) = links.queue.recv(), if !flushing => {
                flushing = true;
                sink.feed(Message::text(text)).await
            }
            done = sink.flush(), if flushing => {
                flushing = false;
                done
            }
        };
        if let Err(error) = sent {
            return Exit::Lost(error.to_string());
        }
    }
}

/// Hands a message to who waits for it.
fn receive(message: Option<Result<Message, WsError>>, links: &Links) -> Result<(), Exit> {
    let data = match message {
        Some(Ok(Message::Text(text))) => text.into(),
        Some(Ok(Message::Binary(data))) => data,
        Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => return Ok(()),
        Some(Ok(Message::Close(frame))) => {
            let said = frame.map_or_else(|| "no code".to_owned(), |it| it.to_string());
            return Err(Exit::Goodbye(format!("the peer closed it: {said}")));
        }
        Some(Err(error @ WsError::Capacity(_))) => {
            return Err(Exit::Refused(error.to_string(), CloseCode::Size));
        }
        Some(Err(error @ WsError::Utf8(_))) => {
            return Err(Exit::Refused(error.to_string(), CloseCode::Invalid));
        }
        Some(Err(error)) => return Err(Exit::Lost(error.to_string())),
        None => return Err(Exit::Lost("the peer vanished".to_owned())),
    };
    match wire::read(&data) {
        Ok(Incoming::Answer { id, answer }) => links.table.answer(id, answer),
        Ok(Incoming::Note(note)) => {
            // A subscription whose request was cancelled before its answer came.
            let stray = links.table.note(note).filter(|it| it.method == heads::NOTE);
            let _ = stray.map(|it| links.outbox.try_send(heads::unsubscribe(&it.key)));
        }
        Ok(Incoming::Other) => {}
        Err(error) => {
            let reason = format!("the peer sent what is no answer: {error}");
            return Err(Exit::Refused(reason, CloseCode::Policy));
        }
    }
    Ok(())
}

/// The closing handshake, as far as the peer is still there for it.
async fn part(sink: &mut Sink, stream: &mut Stream, exit: Exit, deadline: Instant) -> Ending {
    let goodbye = |code| Message::Close(Some(CloseFrame { code, reason: "".into() }));
    match exit {
        Exit::Owner => {
            let answered = async {
                // An error here means that the peer is closing too, or gone: reading tells which.
                let _ = sink.send(goodbye(CloseCode::Normal)).await;
                loop {
                    match stream.next().await {
                        Some(Ok(Message::Close(_))) => break Ending::Orderly,
                        Some(Ok(_)) => {}
                        Some(Err(error)) => break Ending::Lost(error.to_string()),
                        None => break Ending::Lost("the peer vanished".to_owned()),
                    }
                }
            };
            let ending = timeout_at(deadline, answered).await.unwrap_or(Ending::Unanswered);
            if let Ending::Orderly = ending {
                drain(stream, deadline).await;
            }
            ending
        }
        // Reading on is what sends the answer that tungstenite has prepared.
        Exit::Goodbye(_) => {
            drain(stream, deadline).await;
            Ending::Orderly
        }
        Exit::Refused(reason, code) => {
            let _ = timeout_at(deadline, sink.send(goodbye(code))).await;
            Ending::Lost(reason)
        }
        Exit::Lost(reason) => Ending::Lost(reason),
    }
}

/// Reads until the peer, which closes first, has closed the TCP connection.
async fn drain(stream: &mut Stream, deadline: Instant) {
    let _ = timeout_at(deadline, async { while let Some(Ok(_)) = stream.next().await {} }).await;
}
