//! Texts with or without Markdown, as the client can show them.

use serde_json::{Value, json};

use super::Client;
use crate::fixture::Fixture;

const TEXT: &str = "entity a_b: person \"Ann *X*\"\nclaim: opinion \"It is so\"\n  about: @a_b\n";

/// The hover on `@a_b`, and the documentation of its completion before and after it is resolved, for a client that
/// can show these formats.
fn shown(formats: Value) -> [Value; 2] {
    let fixture = Fixture::new("//- sayso.toml\n");
    let mut able = json!({"textDocument": {"hover": {}, "completion": {"completionItem": {}}}});
    if !formats.is_null() {
        able["textDocument"]["hover"]["contentFormat"] = formats.clone();
        able["textDocument"]["completion"]["completionItem"]["documentationFormat"] = formats;
    }
    let mut client = Client::open_with(fixture.root(), able).0;
    let uri = fixture.uri("a.sayso");
    client.open_text(&uri, TEXT);
    let place = json!({"textDocument": {"uri": uri}, "position": {"line": 2, "character": 11}});
    let hover = client.request("textDocument/hover", place.clone());
    let found = client.request("textDocument/completion", place);
    let resolved = client.request("completionItem/resolve", found["items"][0].clone());
    client.ignore_unread();
    client.close();
    [hover["contents"].clone(), resolved["documentation"].clone()]
}

const PLAIN: &str = "Ann *X* (person)\n\nDeclared as @a_b in a.sayso";
const MARKDOWN: &str = "**Ann \\*X\\*** (person)\n\nDeclared as `@a_b` in `a.sayso`";

#[test]
fn clients_get_the_format_that_they_prefer() {
    let plain = json!({"kind": "plaintext", "value": PLAIN});
    let markdown = json!({"kind": "markdown", "value": MARKDOWN});
    for (formats, hover, documentation) in [
        (json!(["plaintext"]), &plain, &json!(PLAIN)),
        (json!(["plaintext", "markdown"]), &plain, &json!(PLAIN)),
        (json!([]), &plain, &json!(PLAIN)),
        (json!(["markdown"]), &markdown, &markdown),
        (json!(["markdown", "plaintext"]), &markdown, &markdown),
        // What the protocol says of a client that says nothing.
        (json!(null), &markdown, &json!(PLAIN)),
    ] {
        let shown = shown(formats.clone());
        assert_eq!(shown, [hover.clone(), documentation.clone()], "{formats}");
    }
}
