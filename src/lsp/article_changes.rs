//! Says that the articles which drafts name may have changed.

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

#[derive(Debug, Default)]
pub struct ArticleChanges {
    changed: Notify,
    /// Whether files appeared or disappeared, which may be articles.
    moved: AtomicBool,
}

impl ArticleChanges {
    pub fn tell(&self) {
        self.changed.notify_one();
    }

    pub fn tell_of_files(&self) {
        self.moved.store(true, Ordering::Relaxed);
        self.tell();
    }

    /// Waits for the next change. Several count as one.
    pub async fn told(&self) {
        self.changed.notified().await;
    }

    /// Whether files appeared or disappeared since the last time.
    pub fn take_moved(&self) -> bool {
        self.moved.swap(false, Ordering::Relaxed)
    }
}
