//! The messages to the client, in one queue that one thread writes.
//!
//! A large answer waits until nothing else does: an editor that asked for a list of 10,000 places has time, and the
//! one that shows a hover has not.
//!
//! A sender never waits for the client to read. Whoever makes more to send does: no message is read and no request is
//! worked on while more than [`MOST_BYTES`] are waiting. Diagnostics that were not written yet are replaced by later
//! ones of the same document. So the queue stays small, whatever the client does.

use std::collections::VecDeque;
use std::io::{self, BufWriter, Write};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rustc_hash::FxHashMap;
use serde::Serialize;
use tokio::sync::Notify;
use tower_lsp::jsonrpc::Response;
use tower_lsp::ls_types::PublishDiagnosticsParams;

use super::frame::write_frame;
use super::lenient::Spellings;
use super::prepared_results::PreparedResults;

/// The maximum time to wait for the last messages to reach a client that has stopped reading.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// With more bytes than that in the queue, nothing new is begun. A client that writes all its requests before it reads
/// the first answer gets that many bytes of answers before the server stops reading.
pub const MOST_BYTES: usize = 32 << 20;

/// With more bytes than that, no large answer is worked on: quick ones still have room.
const MANY_BYTES: usize = 4 << 20;

/// An answer of more bytes is large.
const LARGE: usize = 64 << 10;

/// Sends messages to the client. Clones share the queue.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    queue: Mutex<Queue>,
    /// Something was added.
    added: Condvar,
    /// There is room again.
    room: Condvar,
    /// The same, for tasks.
    room_for_tasks: Notify,
    spellings: Spellings,
    prepared: PreparedResults,
}

#[derive(Debug, Default)]
struct Queue {
    /// `None` in place of diagnostics that later ones replaced.
    entries: VecDeque<Option<QueueEntry>>,
    /// Answers that all entries overtake.
    large: VecDeque<Vec<u8>>,
    /// How many entries were taken out.
    taken: usize,
    /// The numbers of the entries with the latest diagnostics, by the documents' addresses.
    latest: FxHashMap<Box<str>, usize>,
    /// Of the bodies in the queue and the one that is being written.
    bytes: usize,
    /// Nobody reads any more.
    is_closed: bool,
}

#[derive(Debug)]
enum QueueEntry {
    Body(Vec<u8>),
    Diagnostics(Box<str>, Vec<u8>),
    /// The end of the queue. Signals when everything before it is written.
    Close(Sender<()>),
}

#[derive(Serialize)]
struct Notification<'a, P> {
    jsonrpc: &'static str,
    method: &'a str,
    params: &'a P,
}

impl Outbox {
    /// Starts the thread that writes to `output`.
    pub fn new(output: impl Write + Send + 'static) -> Self {
        let outbox = Outbox::default();
        let shared = outbox.shared.clone();
        thread::spawn(move || {
            // An error means that the client is gone.
            let _ = shared.write_all(output);
            shared.close();
        });
        outbox
    }

    /// Queues the diagnostics of a document, serialised directly without a JSON tree in between.
    pub fn publish(&self, params: &PublishDiagnosticsParams) {
        let message = Notification {
            jsonrpc: "2.0",
            method: "textDocument/publishDiagnostics",
            params,
        };
        if let Ok(body) = serde_json::to_vec(&message) {
            let body = self.shared.spellings.restore(body);
            let document = params.uri.as_str().into();
            self.put(QueueEntry::Diagnostics(document, body));
        }
    }

    /// Queues a notification.
    pub fn notify(&self, method: &str, params: &impl Serialize) {
        self.send(&Notification {
            jsonrpc: "2.0",
            method,
            params,
        });
    }

    /// Queues a message.
    pub fn send(&self, message: &impl Serialize) {
        if let Ok(body) = serde_json::to_vec(message) {
            let body = self.shared.spellings.restore(body);
            self.put(QueueEntry::Body(body));
        }
    }

    /// Queues a response. A prepared result takes the place of its placeholder.
    pub fn answer(&self, response: &Response) {
        match self.shared.prepared.message_of(response) {
            Some(body) => self.put(QueueEntry::Body(self.shared.spellings.restore(body))),
            None => self.send(response),
        }
    }

    /// The results that are serialised already.
    pub fn prepared(&self) -> &PreparedResults {
        &self.shared.prepared
    }

    /// How the client spells addresses.
    pub fn spellings(&self) -> &Spellings {
        &self.shared.spellings
    }

    /// Blocks the thread while there is too much to send.
    pub fn wait_for_room(&self) {
        let mut queue = self.shared.queue();
        while !queue.has_room() {
            let waited = self.shared.room.wait(queue);
            queue = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits while there is too much to send.
    pub async fn room(&self) {
        self.waiting_below(MOST_BYTES).await;
    }

    /// Waits while there is too much to send to make a large answer.
    pub async fn room_for_large(&self) {
        self.waiting_below(MANY_BYTES).await;
    }

    async fn waiting_below(&self, bytes: usize) {
        loop {
            let notified = self.shared.room_for_tasks.notified();
            if self.shared.queue().bytes <= bytes {
                return;
            }
            notified.await;
        }
    }

    /// Waits until everything queued before is written, for a limited time. Later messages are dropped.
    pub fn close(&self) {
        let (done, closed) = mpsc::channel();
        self.put(QueueEntry::Close(done));
        // An error means that the client is gone or no longer reads.
        let _ = closed.recv_timeout(LAST_WORDS);
    }

    fn put(&self, entry: QueueEntry) {
        self.shared.queue().put(entry);
        self.shared.added.notify_one();
    }
}

impl Shared {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes until the outbox is closed or the client is gone. Flushes whenever the queue is empty.
    fn write_all(&self, output: impl Write) -> io::Result<()> {
        let mut output = BufWriter::with_capacity(64 << 10, output);
        loop {
            let next = self.queue().take();
            let entry = match next {
                Some(entry) => entry,
                None => {
                    output.flush()?;
                    self.wait_for_entry()
                }
            };
            match entry {
                QueueEntry::Body(body) | QueueEntry::Diagnostics(_, body) => {
                    write_frame(&mut output, &body)?;
                    self.wrote(body.len());
                }
                QueueEntry::Close(done) => {
                    output.flush()?;
                    let _ = done.send(());
                    return Ok(());
                }
            }
        }
    }

    fn wait_for_entry(&self) -> QueueEntry {
        let mut queue = self.queue();
        loop {
            if let Some(entry) = queue.take() {
                return entry;
            }
            let waited = self.added.wait(queue);
            queue = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn wrote(&self, bytes: usize) {
        self.queue().bytes -= bytes;
        // Whoever waits looks whether that is enough: later diagnostics may have made room before.
        self.tell_of_room();
    }

    fn close(&self) {
        *self.queue() = Queue {
            is_closed: true,
            ..Queue::default()
        };
        self.tell_of_room();
    }

    fn tell_of_room(&self) {
        self.room.notify_all();
        self.room_for_tasks.notify_waiters();
    }
}

impl Queue {
    fn has_room(&self) -> bool {
        self.bytes <= MOST_BYTES
    }

    fn put(&mut self, entry: QueueEntry) {
        if self.is_closed {
            return;
        }
        if let QueueEntry::Diagnostics(document, _) = &entry {
            let number = self.taken + self.entries.len();
            let replaced = self.latest.insert(document.clone(), number);
            let replaced = replaced.and_then(|number| self.entries[number - self.taken].take());
            self.bytes -= replaced.map_or(0, |entry| entry.len());
        }
        self.bytes += entry.len();
        match entry {
            QueueEntry::Body(body) if body.len() > LARGE => self.large.push_back(body),
            entry => self.entries.push_back(Some(entry)),
        }
    }

    fn take(&mut self) -> Option<QueueEntry> {
        while let Some(entry) = self.entries.pop_front() {
            if let Some(QueueEntry::Close(_)) = &entry
                && let Some(body) = self.large.pop_front()
            {
                self.entries.push_front(entry);
                return Some(QueueEntry::Body(body));
            }
            self.taken += 1;
            if let Some(QueueEntry::Diagnostics(document, _)) = &entry {
                self.latest.remove(document);
            }
            if entry.is_some() {
                return entry;
            }
        }
        self.large.pop_front().map(QueueEntry::Body)
    }
}

impl QueueEntry {
    fn len(&self) -> usize {
        match self {
            QueueEntry::Body(body) | QueueEntry::Diagnostics(_, body) => body.len(),
            QueueEntry::Close(_) => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diagnostics(document: &str, text: &str) -> QueueEntry {
        QueueEntry::Diagnostics(document.into(), text.into())
    }

    fn texts(queue: &mut Queue) -> Vec<String> {
        let entries = std::iter::from_fn(|| queue.take());
        let text = |entry| match entry {
            QueueEntry::Body(body) | QueueEntry::Diagnostics(_, body) => {
                String::from_utf8(body).expect("text")
            }
            QueueEntry::Close(_) => "close".to_owned(),
        };
        entries.map(text).collect()
    }

    #[test]
    fn later_diagnostics_replace_those_that_were_not_written() {
        let mut queue = Queue::default();
        for entry in [
            diagnostics("a", "a1"),
            QueueEntry::Body("answer".into()),
            diagnostics("b", "b1"),
            diagnostics("a", "a2"),
            diagnostics("a", "a3"),
        ] {
            queue.put(entry);
        }
        assert_eq!(queue.bytes, "answerb1a3".len());
        assert_eq!(texts(&mut queue), ["answer", "b1", "a3"]);
        queue.put(diagnostics("a", "a4"));
        assert_eq!(texts(&mut queue), ["a4"]);
    }

    #[test]
    fn large_answers_wait_for_all_others_but_not_for_the_end() {
        let mut queue = Queue::default();
        let large = "large".repeat(LARGE);
        let (done, _) = mpsc::channel();
        for entry in [
            QueueEntry::Body(large.clone().into()),
            diagnostics("a", "a1"),
            QueueEntry::Body("answer".into()),
            QueueEntry::Close(done),
        ] {
            queue.put(entry);
        }
        assert_eq!(texts(&mut queue), ["a1", "answer", &large, "close"]);
    }

    #[test]
    fn replaced_diagnostics_take_no_room() {
        let mut queue = Queue::default();
        for _ in 0..1_000 {
            queue.put(QueueEntry::Diagnostics("a".into(), vec![0; 1 << 20]));
        }
        assert_eq!(queue.bytes, 1 << 20);
        assert!(queue.has_room());
    }
}
