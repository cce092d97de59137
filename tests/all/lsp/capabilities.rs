//! The server answers the requests that `initialize` advertises, and no others.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::client::Client;
use crate::fixture::Fixture;

const METHOD_NOT_FOUND: i64 = -32601;

const WORKSPACE: &str = r#"
//- draft.sayso
article "Bridge closed"
  text: "draft.md"

entity ana: person "Ana"

source notice: press-release "Notice"
  by: @<|>ana

claim closed: "The bridge was closed"
  context:  @notice
//- draft.md
The bridge was closed.
"#;

/// A client that can do everything that changes what the server promises.
fn able() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "textDocument": {
            "diagnostic": {},
            "publishDiagnostics": {"relatedInformation": true},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
        },
        "workspace": {
            "diagnostics": {"refreshSupport": true},
            "workspaceFolders": true,
            "didChangeWatchedFiles": {"dynamicRegistration": true},
        },
    })
}

/// Each capability with a request that uses it; capabilities without a request have none.
fn calls(fixture: &Fixture) -> BTreeMap<&'static str, Vec<(&'static str, Value)>> {
    let place = fixture.place(fixture.cursor());
    let document = json!({"textDocument": {"uri": fixture.uri("draft.sayso")}});
    let with = |mut params: Value, key: &str, value: Value| {
        params[key] = value;
        params
    };
    let start = json!({"line": 0, "character": 0});
    let end = json!({"line": 99, "character": 0});
    let range = json!({"start": start, "end": end});
    let action = with(document.clone(), "range", range);
    let options = json!({"tabSize": 8, "insertSpaces": false});
    BTreeMap::from([
        ("positionEncoding", vec![]),
        ("textDocumentSync", vec![]),
        ("workspace", vec![]),
        (
            "completionProvider",
            vec![
                ("textDocument/completion", place.clone()),
                ("completionItem/resolve", json!({"label": "ana"})),
            ],
        ),
        (
            "definitionProvider",
            vec![("textDocument/definition", place.clone())],
        ),
        (
            "executeCommandProvider",
            vec![(
                "workspace/executeCommand",
                json!({"command": "sayso.whoSigns", "arguments": ["set it"]}),
            )],
        ),
        ("hoverProvider", vec![("textDocument/hover", place.clone())]),
        (
            "referencesProvider",
            vec![(
                "textDocument/references",
                with(place, "context", json!({"includeDeclaration": true})),
            )],
        ),
        (
            "documentSymbolProvider",
            vec![("textDocument/documentSymbol", document.clone())],
        ),
        (
            "workspaceSymbolProvider",
            vec![("workspace/symbol", json!({"query": "ana"}))],
        ),
        (
            "documentFormattingProvider",
            vec![(
                "textDocument/formatting",
                with(document.clone(), "options", options.clone()),
            )],
        ),
        (
            "documentRangeFormattingProvider",
            vec![(
                "textDocument/rangeFormatting",
                with(action.clone(), "options", options),
            )],
        ),
        (
            "codeActionProvider",
            vec![(
                "textDocument/codeAction",
                with(action, "context", json!({"diagnostics": []})),
            )],
        ),
        (
            "diagnosticProvider",
            vec![("textDocument/diagnostic", document)],
        ),
    ])
}

#[test]
fn every_advertised_capability_works() {
    let fixture = Fixture::new(WORKSPACE);
    let (mut client, answer) = Client::open_with(fixture.root(), able());
    client.open_file(&fixture, "draft.sayso");
    let mut calls = calls(&fixture);
    for (promise, value) in answer["capabilities"].as_object().expect("capabilities") {
        assert_ne!(*value, Value::Null, "{promise} is said, and says nothing");
        let calls = calls.remove(promise.as_str());
        let calls = calls.unwrap_or_else(|| panic!("no call is known for `{promise}`"));
        for (method, params) in calls {
            let result = client.request(method, params);
            let is_something = !matches!(&result, Value::Null) && result != json!([]);
            assert!(is_something, "{method} gives nothing");
        }
    }
    let untold: Vec<_> = calls.keys().collect();
    assert!(untold.is_empty(), "{untold:?} is answered and not promised");
    assert_eq!(client.registered, ["workspace/didChangeWatchedFiles"]);
    client.forget_unread();
    client.close();
}

#[test]
fn edits_are_applied_piece_by_piece() {
    let fixture = Fixture::new(WORKSPACE);
    let (mut client, answer) = Client::open_with(fixture.root(), json!({}));
    let sync = &answer["capabilities"]["textDocumentSync"];
    assert_eq!(
        (&sync["openClose"], &sync["change"]),
        (&json!(true), &json!(2))
    );
    let uri = fixture.uri("draft.sayso");
    client.open_file(&fixture, "draft.sayso");
    assert_eq!(client.diagnostics_at(&uri, 1).len(), 1);
    client.change(&uri, 2, [10, 99, 10, 99], "\n  source: @notice");
    assert_eq!(client.diagnostics_at(&uri, 2), Vec::<Value>::new());
    let document = json!({"textDocument": {"uri": uri}});
    client.notify("textDocument/didClose", document);
    assert_eq!(client.diagnostics(&uri), Vec::<Value>::new());
    client.request("workspace/symbol", json!({"query": ""}));
    client.forget_unread();
    client.close();
}

#[test]
fn only_unformatted_text_is_replaced() {
    let fixture =
        Fixture::new("//- draft.sayso\nclaim: \"🌉\"  # c\nclaim x:\"🌉\"# c\nclaim  y :\"🌉\"");
    let (mut client, _) = Client::open_with(fixture.root(), json!({}));
    client.open_file(&fixture, "draft.sayso");
    let options = json!({"tabSize": 8, "insertSpaces": false});
    let document = json!({"uri": fixture.uri("draft.sayso")});
    let edit = |from: [u32; 2], to: [u32; 2], text: &str| {
        let position = |[line, character]: [u32; 2]| json!({"line": line, "character": character});
        json!({"range": {"start": position(from), "end": position(to)}, "newText": text})
    };
    let whole = json!({"textDocument": document, "options": options});
    let edits = client.request("textDocument/formatting", whole.clone());
    let last = [
        edit([2, 5], [2, 7], " "),
        edit([2, 8], [2, 9], ""),
        edit([2, 10], [2, 10], " "),
        edit([2, 14], [2, 14], "\n"),
    ];
    // The second line cannot be read: a comment needs a space before it.
    assert_eq!(edits, json!(last));
    let cursor = json!({"start": {"line": 0, "character": 3}, "end": {"line": 0, "character": 3}});
    let part = json!({"textDocument": document, "options": options, "range": cursor});
    assert_eq!(
        client.request("textDocument/rangeFormatting", part),
        json!([])
    );
    client.change(&fixture.uri("draft.sayso"), 2, [2, 5, 2, 14], "");
    let edits = client.request("textDocument/formatting", whole);
    assert_eq!(edits, json!([edit([2, 5], [2, 5], "\n")]));
    client.forget_unread();
    client.close();
}

#[test]
fn all_safe_fixes_are_applied_at_once() {
    let fixture = Fixture::new(
        "//- draft.sayso\nentity ana: persn \"Ana\"\n  roles: \"x\"\n  role: \"y\"\nclaim: \"a\"\n  verdict: Confirmed\n",
    );
    let (mut client, _) = Client::open_with(fixture.root(), able());
    client.open_file(&fixture, "draft.sayso");
    let start = json!({"line": 0, "character": 0});
    let mut actions = |only: Value| {
        let params = json!({
            "textDocument": {"uri": fixture.uri("draft.sayso")},
            "range": {"start": start, "end": {"line": 9, "character": 0}},
            "context": {"diagnostics": [], "only": only},
        });
        client.request("textDocument/codeAction", params)
    };
    for only in ["source", "source.fixAll", "source.fixAll.sayso"] {
        let actions = actions(json!([only]));
        assert_eq!(
            actions[0]["kind"], "source.fixAll.sayso",
            "{only}: {actions}"
        );
        let edits = &actions[0]["edit"]["changes"][fixture.uri("draft.sayso")];
        let texts: Vec<&Value> = edits
            .as_array()
            .unwrap()
            .iter()
            .map(|edit| &edit["newText"])
            .collect();
        assert_eq!(texts, ["person", "role", "confirmed"]);
    }
    assert_eq!(actions(json!(["source.organizeImports"])), json!([]));
    assert_eq!(actions(json!(["quickfix"]))[0]["kind"], "quickfix");
    assert_eq!(actions(Value::Null)[0]["kind"], "quickfix");
    client.forget_unread();
    client.close();
}

#[test]
fn folders_come_and_go() {
    let fixture = Fixture::new(WORKSPACE);
    let other = Fixture::new("//- names.sayso\nentity zoltan: person \"Zoltán\"\n");
    let (mut client, answer) = Client::open_with(fixture.root(), able());
    let folders = &answer["capabilities"]["workspace"]["workspaceFolders"];
    assert_eq!(
        *folders,
        json!({"supported": true, "changeNotifications": true})
    );
    let folder = json!({"uri": format!("file://{}", other.root().display()), "name": "other"});
    client.notify(
        "workspace/didChangeWorkspaceFolders",
        json!({"event": {"added": [folder], "removed": []}}),
    );
    // The folder is read concurrently with the messages.
    wait_until(|| found(&mut client, "zoltan") == 1);
    client.notify(
        "workspace/didChangeWorkspaceFolders",
        json!({"event": {"added": [], "removed": [folder]}}),
    );
    wait_until(|| found(&mut client, "zoltan") == 0);
    assert_eq!(found(&mut client, "notice"), 1);
    client.forget_unread();
    client.close();
}

/// Asks again until it is so.
#[track_caller]
fn wait_until(mut is_so: impl FnMut() -> bool) {
    for _ in 0..2000 {
        if is_so() {
            return;
        }
    }
    panic!("it never is");
}

fn found(client: &mut Client, query: &str) -> usize {
    let symbols = client.request("workspace/symbol", json!({"query": query}));
    symbols.as_array().map_or(0, Vec::len)
}

#[test]
fn clients_that_do_not_pull_are_not_offered_pulling() {
    let fixture = Fixture::new(WORKSPACE);
    let (client, answer) = Client::open_with(fixture.root(), json!({}));
    assert_eq!(answer["capabilities"]["diagnosticProvider"], Value::Null);
    client.close();
}

#[test]
fn unadvertised_requests_are_rejected() {
    let fixture = Fixture::new(WORKSPACE);
    let (mut client, _) = Client::open_with(fixture.root(), able());
    client.open_file(&fixture, "draft.sayso");
    let place = fixture.place(fixture.cursor());
    for method in [
        "textDocument/rename",
        "textDocument/prepareRename",
        "textDocument/signatureHelp",
        "textDocument/declaration",
        "textDocument/typeDefinition",
        "textDocument/implementation",
        "textDocument/documentHighlight",
        "textDocument/foldingRange",
        "textDocument/selectionRange",
        "textDocument/codeLens",
        "textDocument/inlayHint",
        "textDocument/semanticTokens/full",
        "textDocument/documentLink",
        "workspace/diagnostic",
        "workspace/executeCommand",
        "codeAction/resolve",
        "workspaceSymbol/resolve",
        "sayso/unknown",
    ] {
        let id = client.send_request(method, params_of(method, &place));
        let error = client.response(id).expect_err(method);
        assert_eq!(error["code"], METHOD_NOT_FOUND, "{method}: {error}");
    }
    client.forget_unread();
    client.close();
}

/// Parameters that are right for the method: a refusal is about nothing else.
fn params_of(method: &str, place: &Value) -> Value {
    let mut params = place.clone();
    let range = json!({"start": place["position"], "end": place["position"]});
    let extra = match method {
        "textDocument/rename" => json!({"newName": "bea"}),
        "textDocument/selectionRange" => json!({"positions": [place["position"]]}),
        "textDocument/inlayHint" => json!({"range": range}),
        "workspace/diagnostic" => json!({"previousResultIds": []}),
        "workspace/executeCommand" => json!({"command": "x", "arguments": []}),
        "codeAction/resolve" => json!({"title": "x"}),
        "workspaceSymbol/resolve" => json!({
            "name": "x", "kind": 5, "location": {"uri": place["textDocument"]["uri"], "range": range},
        }),
        _ => json!({}),
    };
    for (key, value) in extra.as_object().unwrap() {
        params[key] = value.clone();
    }
    params
}
