//! Asking the editor for its settings, for clients that do not send them by themselves.

use serde_json::{Value, json};
use tower_lsp::Client;
use tower_lsp::ls_types::{ConfigurationItem, Registration};

use super::preferences::SECTION;

/// The settings below `sayso`, in the form in which clients send them.
pub async fn ask(client: &Client) -> Value {
    let items = vec![ConfigurationItem {
        scope_uri: None,
        section: Some(SECTION.to_owned()),
    }];
    let answer = client.configuration(items).await;
    let own = answer.ok().and_then(|all| all.into_iter().next());
    // Some clients have no settings and say so in this way. What they said when they started stays.
    let own = own.filter(|own| *own != json!({}));
    json!({ SECTION: own })
}

/// Asks to be told when the settings change.
pub async fn watch(client: &Client) {
    let registration = Registration {
        id: "sayso/settings".to_owned(),
        method: "workspace/didChangeConfiguration".to_owned(),
        register_options: Some(json!({ "section": SECTION })),
    };
    // A client that rejects it sends its settings when it likes.
    let _ = client.register_capability(vec![registration]).await;
}
