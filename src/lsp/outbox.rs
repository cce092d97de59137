//! Everything that goes to the client, in one queue that one thread writes.
//!
//! Nobody who sends ever waits for the client to read.

use std::io::{self, BufWriter, Write};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use serde::Serialize;

use super::frame::write_frame;

/// How long the last messages may take to reach a client that has stopped reading.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// The way to the client. Clones share the queue.
#[derive(Clone, Debug)]
pub struct Outbox {
    queue: Sender<Entry>,
}

#[derive(Debug)]
enum Entry {
    Body(Vec<u8>),
    /// The end: whoever put it here learns when all before it is written.
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

    /// Queues a notification. It is written as it is serialised here, without a JSON tree between.
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
            self.put(Entry::Body(body));
        }
    }

    /// Waits, not for ever, until all that was queued before is written. What comes later is dropped.
    pub fn close(&self) {
        let (done, closed) = mpsc::channel();
        self.put(Entry::Close(done));
        // An error says that the client has gone, or no longer reads: nobody is left to tell.
        let _ = closed.recv_timeout(LAST_WORDS);
    }

    fn put(&self, entry: Entry) {
        // The queue is gone when the client is.
        let _ = self.queue.send(entry);
    }
}

/// Writes until the outbox is closed or the client gone, and flushes whenever nothing is waiting.
fn write_all(entries: &Receiver<Entry>, output: impl Write) -> io::Result<()> {
    let mut output = BufWriter::with_capacity(64 << 10, output);
    while let Ok(mut entry) = entries.recv() {
        loop {
            match entry {
                Entry::Body(body) => write_frame(&mut output, &body)?,
                Entry::Close(done) => {
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
