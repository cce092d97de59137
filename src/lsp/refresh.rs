//! Asking the client to ask again for what it shows beside the text: colours, hints and lenses depend on other files.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{sleep, timeout};
use tower_lsp::Client;

use super::client::Refreshes;
use super::workspaces::RootedChange;

/// How long the server waits for an answer before it asks again.
const PATIENCE: Duration = Duration::from_secs(10);

/// Changes that follow each other so closely are one: somebody types.
const PAUSE: Duration = Duration::from_millis(200);

/// Asks once for however many changes, and again when the client has answered if more followed.
#[derive(Clone, Debug, Default)]
pub struct Refresher {
    due: Arc<Notify>,
}

impl Refresher {
    /// Starts it in the runtime, unless the client cannot be asked.
    pub fn start(&self, client: Client, can: Refreshes) {
        if can == Refreshes::default() {
            return;
        }
        let due = self.due.clone();
        tokio::spawn(async move {
            loop {
                due.notified().await;
                sleep(PAUSE).await;
                let _ = timeout(PATIENCE, ask(&client, can)).await;
            }
        });
    }

    pub fn refresh(&self) {
        self.due.notify_one();
    }
}

async fn ask(client: &Client, can: Refreshes) {
    if can.semantic_tokens {
        let _ = client.semantic_tokens_refresh().await;
    }
    if can.inlay_hints {
        let _ = client.inlay_hint_refresh().await;
    }
    if can.code_lenses {
        let _ = client.code_lens_refresh().await;
    }
}

/// Whether the changes can be seen in other files than the one that was edited.
pub fn is_seen_elsewhere(changes: &[RootedChange]) -> bool {
    changes.iter().any(|(_, change)| {
        change.article || !change.declared.is_empty() || !change.referred.is_empty()
    })
}
