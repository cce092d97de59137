//! The requests that are not answered yet. There is a maximum: with more, the reader waits.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// No editor has that many questions open at once.
const MOST_REQUESTS: usize = 1_000;
/// The maximum size of all of them together, in bytes of JSON.
const MOST_BYTES: usize = 32 << 20;

#[derive(Clone, Debug, Default)]
pub struct InFlight(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    now: Mutex<Amount>,
    fewer: Condvar,
}

#[derive(Clone, Copy, Debug, Default)]
struct Amount {
    requests: usize,
    bytes: usize,
}

/// A request that is not answered yet; dropped when it is.
#[derive(Debug)]
pub struct OpenRequest {
    of: InFlight,
    bytes: usize,
}

impl InFlight {
    /// Blocks the thread while there are too many.
    pub fn wait_for_room(&self) {
        let mut now = self.now();
        while now.requests >= MOST_REQUESTS || now.bytes >= MOST_BYTES {
            let waited = self.0.fewer.wait(now);
            now = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Counts a request of that many bytes.
    pub fn open(&self, bytes: usize) -> OpenRequest {
        let mut now = self.now();
        now.requests += 1;
        now.bytes += bytes;
        OpenRequest {
            of: self.clone(),
            bytes,
        }
    }

    fn now(&self) -> MutexGuard<'_, Amount> {
        self.0.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for OpenRequest {
    fn drop(&mut self) {
        let mut now = self.of.now();
        now.requests -= 1;
        now.bytes -= self.bytes;
        self.of.0.fewer.notify_all();
    }
}
