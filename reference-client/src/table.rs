//! Who waits for which answer, and for which notifications.
//!
//! A request enters and holds a ticket; dropping the ticket, also by cancelling the request, takes the entry out.
//! A subscription keeps its entry, and its ticket, for as long as somebody listens.
//! The table is locked for moments only, never across an `await`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::value::RawValue;
use tokio::sync::{broadcast, mpsc, oneshot};

use crate::heads;
use crate::wire::{self, Answer, Note};

/// Notifications that may come before the answer which says whose they are.
const MAX_EARLY: usize = 16;

/// Where the notifications of one subscription go.
pub(crate) type Notes = broadcast::Sender<Box<RawValue>>;

#[derive(Debug, Default)]
pub(crate) struct Table(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    last_id: u64,
    entries: HashMap<u64, Entry>,
    early: Vec<Note>,
    /// Why the connection ended; nobody enters after that.
    ended: Option<Arc<str>>,
}

#[derive(Debug)]
struct Entry {
    /// None once the answer was passed on.
    answer: Option<oneshot::Sender<Answer>>,
    notes: Option<Notes>,
    /// The peer's name of the subscription, once it is known.
    key: Option<String>,
}

/// The right to an entry, which lasts no longer than this value.
#[derive(Debug)]
pub(crate) struct Ticket<'a> {
    pub(crate) id: u64,
    table: &'a Table,
    outbox: &'a mpsc::Sender<String>,
}

impl Table {
    /// Makes an entry, or says why the connection has ended.
    pub(crate) fn enter<'a>(
        &'a self,
        notes: Option<Notes>,
        outbox: &'a mpsc::Sender<String>,
    ) -> Result<(Ticket<'a>, oneshot::Receiver<Answer>), Arc<str>> {
        let mut inner = self.lock();
        if let Some(reason) = &inner.ended {
            return Err(reason.clone());
        }
        inner.last_id += 1;
        let id = inner.last_id;
        let (sender, receiver) = oneshot::channel();
        inner.entries.insert(id, Entry { answer: Some(sender), notes, key: None });
        Ok((Ticket { id, table: self, outbox }, receiver))
    }

    /// Passes an answer on; one that nobody waits for belongs to a cancelled request.
    pub(crate) fn answer(&self, id: u64, answer: Answer) {
        let inner = &mut *self.lock();
        let Some(entry) = inner.entries.get_mut(&id) else { return };
        let Some(sender) = entry.answer.take() else { return };
        if let (Ok(value), Some(notes)) = (&answer, &entry.notes) {
            let key = wire::key(value);
            for note in inner.early.extract_if(.., |it| it.key == key) {
                let _ = notes.send(note.value);
            }
            entry.key = Some(key);
        }
        if !inner.subscribing() {
            inner.early.clear();
        }
        // It fails if the request was cancelled just now, and then its ticket takes the entry out.
        let _ = sender.send(answer);
    }

    /// Passes a notification on; gives it back if nobody listens, nor is about to.
    pub(crate) fn note(&self, note: Note) -> Option<Note> {
        let mut inner = self.lock();
        let listener = inner.entries.values().find(|it| it.key.as_ref() == Some(&note.key));
        if let Some(notes) = listener.and_then(|it| it.notes.as_ref()) {
            let _ = notes.send(note.value);
            return None;
        }
        if !inner.subscribing() {
            return Some(note);
        }
        if inner.early.len() == MAX_EARLY {
            inner.early.remove(0);
        }
        inner.early.push(note);
        None
    }

    /// Ends all waiting; only the first reason counts.
    pub(crate) fn end(&self, reason: &str) {
        let mut inner = self.lock();
        inner.ended.get_or_insert_with(|| reason.into());
        inner.entries.clear();
        inner.early.clear();
    }

    /// Why the connection ended.
    pub(crate) fn reason(&self) -> Arc<str> {
        self.lock().ended.clone().unwrap_or_else(|| "its task is gone".into())
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // Nothing in here panics half-way, so there is no half-way state to be afraid of.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    /// Whether a subscription waits for its answer.
    fn subscribing(&self) -> bool {
        self.entries.values().any(|it| it.answer.is_some() && it.notes.is_some())
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        let Some(Entry { key: Some(key), .. }) = self.table.lock().entries.remove(&self.id) else { return };
        // Nobody can wait here; if the queue is full, the next head that nobody listens to tries again.
        let _ = self.outbox.try_send(heads::unsubscribe(&key));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(key: &str, value: usize) -> Note {
        let value = RawValue::from_string(value.to_string()).unwrap();
        Note { method: "chain_newHead".to_owned(), key: key.to_owned(), value }
    }

    fn key(key: &str) -> Box<RawValue> {
        RawValue::from_string(key.to_owned()).unwrap()
    }

    #[test]
    fn dropping_a_ticket_leaves_nothing() {
        let table = Table::default();
        let (outbox, mut queue) = mpsc::channel(1);
        let (notes, _receiver) = broadcast::channel(1);
        let (call, _answer) = table.enter(None, &outbox).unwrap();
        let (subscription, _answer) = table.enter(Some(notes), &outbox).unwrap();
        assert!(table.note(note("1", 0)).is_none(), "kept for the subscription");
        drop((call, subscription));
        assert!(table.lock().entries.is_empty());
        assert!(queue.try_recv().is_err(), "nothing was subscribed");
        table.answer(1, Ok(key("1")));
        assert!(table.note(note("1", 0)).is_some());
    }

    #[test]
    fn early_notifications_are_bounded_and_come_first() {
        let table = Table::default();
        let (outbox, mut queue) = mpsc::channel(1);
        let (notes, mut receiver) = broadcast::channel(32);
        let (ticket, _answer) = table.enter(Some(notes), &outbox).unwrap();
        for value in 0..MAX_EARLY + 3 {
            assert!(table.note(note("1", value)).is_none());
        }
        assert!(table.note(note("2", 99)).is_none(), "might be ours");
        table.answer(ticket.id, Ok(key("1")));
        assert!(table.lock().early.is_empty());
        assert_eq!(receiver.try_recv().unwrap().get(), "4");
        assert_eq!(receiver.len(), MAX_EARLY - 2);
        drop(ticket);
        assert!(queue.try_recv().unwrap().contains("chain_unsubscribeNewHeads"));
    }

    #[test]
    fn after_the_end_nobody_waits() {
        let table = Table::default();
        let (outbox, _queue) = mpsc::channel(1);
        let (_ticket, mut answer) = table.enter(None, &outbox).unwrap();
        table.end("first");
        table.end("second");
        assert!(answer.try_recv().is_err());
        assert_eq!(&*table.enter(None, &outbox).unwrap_err(), "first");
    }
}
