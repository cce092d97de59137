//! Changes that the server proposes, made as an editor makes them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::fixture::Fixture;

/// The client capabilities with which the server uses most of what changes can contain.
pub fn able() -> Value {
    json!({
        "workspace": {
            "workspaceEdit": {"documentChanges": true, "changeAnnotationSupport": {}},
        },
        "textDocument": {"rename": {"prepareSupport": true}},
    })
}

/// The files that the change affects, as they are after it. Positions count UTF-16 units.
#[track_caller]
pub fn changed(fixture: &Fixture, edit: &Value) -> BTreeMap<String, String> {
    let mut changed = BTreeMap::new();
    for (uri, mut edits) in by_uri(edit) {
        let file = fixture
            .files
            .iter()
            .find(|file| fixture.uri(&file.path) == uri);
        let file = file.unwrap_or_else(|| panic!("{uri} is not in the fixture"));
        let mut text = file.text.clone();
        edits.sort_by_key(|edit| offset(&text, &edit["range"]["start"]));
        for edit in edits.iter().rev() {
            let range = ["start", "end"].map(|end| offset(&file.text, &edit["range"][end]));
            text.replace_range(
                range[0]..range[1],
                edit["newText"].as_str().expect("a text"),
            );
        }
        changed.insert(file.path.clone(), text);
    }
    changed
}

/// The edits of each document.
fn by_uri(edit: &Value) -> Vec<(String, Vec<Value>)> {
    let list = |edits: &Value| edits.as_array().expect("edits").clone();
    if let Some(changes) = edit["changes"].as_object() {
        let changes = changes.iter();
        return changes
            .map(|(uri, edits)| (uri.clone(), list(edits)))
            .collect();
    }
    let changes = edit["documentChanges"].as_array().expect("changes");
    let uri = |change: &Value| {
        change["textDocument"]["uri"]
            .as_str()
            .expect("a URI")
            .to_owned()
    };
    changes
        .iter()
        .map(|change| (uri(change), list(&change["edits"])))
        .collect()
}

fn offset(text: &str, position: &Value) -> usize {
    let number = |key: &str| position[key].as_u64().expect("a number") as usize;
    let lines = text.split_inclusive('\n');
    let start: usize = lines.take(number("line")).map(str::len).sum();
    let mut left = number("character");
    for (at, c) in text[start..].char_indices() {
        if left == 0 {
            return start + at;
        }
        left -= c.len_utf16();
    }
    text.len()
}
