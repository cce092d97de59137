//! What LSP 3.18 adds.

use serde_json::{Value, json};

use super::Client;
use crate::fixture::Fixture;

#[test]
fn several_ranges_are_formatted_at_once() {
    let fixture = Fixture::new("//- draft.sayso\nclaim  a\n\nclaim  b\n\nclaim  c\n");
    let (mut client, answer) = Client::open_with(fixture.root(), json!({}));
    let provider = &answer["capabilities"]["documentRangeFormattingProvider"];
    assert_eq!(*provider, json!({"rangesSupport": true}));
    client.open_file(&fixture, "draft.sayso");
    let range = |line: u32| {
        let place = json!({"line": line, "character": 0});
        json!({"start": place, "end": place})
    };
    let params = json!({
        "textDocument": {"uri": fixture.uri("draft.sayso")},
        "options": {"tabSize": 2, "insertSpaces": true},
        "ranges": [range(4), range(0), range(0)],
    });
    let edits = client.request("textDocument/rangesFormatting", params);
    let lines = edits.as_array().expect("edits").iter();
    let lines: Vec<&Value> = lines.map(|edit| &edit["range"]["start"]["line"]).collect();
    assert_eq!(lines, [0, 4]);
    client.ignore_unread();
    client.close();
}

#[test]
fn rule_pages_are_documents() {
    let fixture = Fixture::new("//- draft.sayso\n");
    let (mut client, answer) = Client::open_with(fixture.root(), json!({}));
    let schemes = &answer["capabilities"]["workspace"]["textDocumentContent"]["schemes"];
    assert_eq!(*schemes, json!(["sayso"]));
    let page = json!({"uri": "sayso:rules/unsourced-claim.md"});
    let content = client.request("workspace/textDocumentContent", page);
    let rule = json!({"command": "sayso.explainRule", "arguments": ["unsourced-claim"]});
    let told = client.request("workspace/executeCommand", rule);
    assert_eq!(content["text"], told);
    assert!(
        told.as_str()
            .expect("Markdown")
            .contains("`unsourced-claim = \"off\"`")
    );
    let missing = json!({"uri": "sayso:rules/no-such-rule.md"});
    let id = client.send_request("workspace/textDocumentContent", missing);
    let error = client.response(id).expect_err("an error");
    assert_eq!(error["message"], "`no-such-rule` is no rule of Sayso");
    client.ignore_unread();
    client.close();
}
