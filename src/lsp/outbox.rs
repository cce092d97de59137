//! The messages to the client, in one queue that one thread writes.
//!
//! A sender never waits for the client to read.

use std::io::{self, BufWriter, Write};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use serde::Serialize;

use super::frame::write_frame;

/// The maximum time to wait for the last messages to reach a client that has stopped reading.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// Sends messages to the client. Clones share the queue.
#[derive(Clone, Debug)]
pub struct Outbox {
    queue: Sender<QueueEntry>,
}

#[derive(Debug)]
enum QueueEntry {
    Body(Vec<u8>),
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
        let (queue, entries) = mpsc::channel();
        thread::spawn(move || write_all(&entries, output));
        Self { queue }
    }

    /// Queues a notification, serialised directly without a JSON tree in between.
    pub fn notify_raw(&self, method: &str, params: &impl Serialize) {
        self.send(&Notification {
            jsonrpc: "2.0",
            method,
            params,
        });
    }

    /// Queues a message.
    pub fn send(&self, message: &impl Serialize) {
        if let Ok(body) = serde_json::to_vec(message) {
            self.put(QueueEntry::Body(body));
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
        // Sending fails only if the client is gone.
        let _ = self.queue.send(entry);
    }
}

/// Writes until the outbox is closed or the client is gone. Flushes whenever the queue is empty.
fn write_all(entries: &Receiver<QueueEntry>, output: impl Write) -> io::Result<()> {
    let mut output = BufWriter::with_capacity(64 << 10, output);
    while let Ok(mut entry) = entries.recv() {
        loop {
            match entry {
                QueueEntry::Body(body) => write_frame(&mut output, &body)?,
                QueueEntry::Close(done) => {
                    output.flush()?;
                    let _ = done.send(());
                    return Ok(());
                }
            }
            match entries.try_recv() {
                Ok(next) => entry = next,
                Err(_) => break,
            }
        }
        output.flush()?;
    }
    Ok(())
}
