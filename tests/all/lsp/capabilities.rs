//! The server answers the requests that it announces in `initialize`, and no others.

use std::collections::BTreeMap;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::Client;
use crate::fixture::Fixture;

/// A busy machine takes its time.
const PATIENCE: Duration = Duration::from_secs(30);

const METHOD_NOT_FOUND: i64 = -32601;

/// The requests of clients in LSP 3.18, apart from `initialize` and `shutdown`.
const REQUESTS: [&str; 53] = [
    "textDocument/willSaveWaitUntil",
    "textDocument/declaration",
    "textDocument/definition",
    "textDocument/typeDefinition",
    "textDocument/implementation",
    "textDocument/references",
    "textDocument/prepareCallHierarchy",
    "callHierarchy/incomingCalls",
    "callHierarchy/outgoingCalls",
    "textDocument/prepareTypeHierarchy",
    "typeHierarchy/supertypes",
    "typeHierarchy/subtypes",
    "textDocument/documentHighlight",
    "textDocument/documentLink",
    "documentLink/resolve",
    "textDocument/hover",
    "textDocument/codeLens",
    "codeLens/resolve",
    "textDocument/foldingRange",
    "textDocument/selectionRange",
    "textDocument/documentSymbol",
    "textDocument/semanticTokens/full",
    "textDocument/semanticTokens/full/delta",
    "textDocument/semanticTokens/range",
    "textDocument/inlayHint",
    "inlayHint/resolve",
    "textDocument/inlineValue",
    "textDocument/inlineCompletion",
    "textDocument/moniker",
    "textDocument/completion",
    "completionItem/resolve",
    "textDocument/inlineCompletion",
    "textDocument/diagnostic",
    "workspace/diagnostic",
    "textDocument/signatureHelp",
    "textDocument/codeAction",
    "codeAction/resolve",
    "textDocument/documentColor",
    "textDocument/colorPresentation",
    "textDocument/formatting",
    "textDocument/rangeFormatting",
    "textDocument/rangesFormatting",
    "textDocument/onTypeFormatting",
    "textDocument/rename",
    "textDocument/prepareRename",
    "textDocument/linkedEditingRange",
    "workspace/symbol",
    "workspaceSymbol/resolve",
    "workspace/executeCommand",
    "workspace/textDocumentContent",
    "workspace/willCreateFiles",
    "workspace/willRenameFiles",
    "workspace/willDeleteFiles",
];

const WORKSPACE: &str = r#"
//- draft.sayso
article "Bridge closed"
  text: "draft.md"

entity ana: person "Ana Díaz"

source notice: press-release "Notice"
  by: @<|>ana

claim closed: "The bridge was closed"
  context:  @notice
//- draft.md
The bridge was closed.
//- other.sayso
claim: "It was"
  source: @notice
"#;

/// The client capabilities that affect what the server announces.
fn able() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "textDocument": {
            "diagnostic": {},
            "semanticTokens": {
                "requests": {"range": true, "full": {"delta": true}},
                "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"],
            },
            "publishDiagnostics": {"relatedInformation": true},
            "rename": {"prepareSupport": true},
            "inlineCompletion": {},
            "codeAction": {
                "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}},
                "dataSupport": true,
                "resolveSupport": {"properties": ["edit"]},
            },
        },
        "workspace": {
            "diagnostics": {"refreshSupport": true},
            "workspaceFolders": true,
            "didChangeWatchedFiles": {"dynamicRegistration": true},
        },
    })
}

/// The requests for each announced capability. Some have no requests of their own.
fn calls(fixture: &Fixture) -> BTreeMap<&'static str, Vec<(&'static str, Value)>> {
    let place = fixture.place(fixture.cursor());
    let document = json!({"textDocument": {"uri": fixture.uri("draft.sayso")}});
    let with = |mut params: Value, key: &str, value: Value| {
        params[key] = value;
        params
    };
    let placed = |line: u32, character: u32| {
        let position = json!({"line": line, "character": character});
        with(document.clone(), "position", position)
    };
    let at = |words: &str| {
        let text = fixture.text("draft.sayso");
        let line = text.lines().position(|line| line.contains(words));
        let character = text.lines().find_map(|line| line.find(words));
        with(
            document.clone(),
            "position",
            json!({"line": line, "character": character}),
        )
    };
    let uri = fixture.uri("draft.sayso");
    let nowhere = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    let call = |name: &str| {
        json!({"item": {
            "name": name, "kind": 5, "uri": uri, "range": nowhere, "selectionRange": nowhere,
            "data": name,
        }})
    };
    let moved = json!({"oldUri": fixture.uri("draft.md"), "newUri": fixture.uri("text.md")});
    let start = json!({"line": 0, "character": 0});
    let end = json!({"line": 99, "character": 0});
    let range = json!({"start": start, "end": end});
    let action = with(document.clone(), "range", range.clone());
    let item = json!({"range": range});
    let options = json!({"tabSize": 8, "insertSpaces": false});
    let at_name = place.clone();
    let renamed = with(place.clone(), "newName", json!("bea"));
    BTreeMap::from([
        ("positionEncoding", vec![]),
        ("textDocumentSync", vec![]),
        (
            "workspace",
            vec![
                (
                    "workspace/textDocumentContent",
                    json!({"uri": "sayso:rules/unused-source.md"}),
                ),
                ("workspace/willRenameFiles", json!({"files": [moved]})),
            ],
        ),
        (
            "semanticTokensProvider",
            vec![
                ("textDocument/semanticTokens/full", document.clone()),
                (
                    "textDocument/semanticTokens/full/delta",
                    with(document.clone(), "previousResultId", json!("1")),
                ),
                ("textDocument/semanticTokens/range", action.clone()),
            ],
        ),
        (
            "foldingRangeProvider",
            vec![("textDocument/foldingRange", document.clone())],
        ),
        (
            "selectionRangeProvider",
            vec![(
                "textDocument/selectionRange",
                with(document.clone(), "positions", json!([start])),
            )],
        ),
        (
            "documentLinkProvider",
            vec![
                ("textDocument/documentLink", document.clone()),
                ("documentLink/resolve", item.clone()),
            ],
        ),
        (
            "inlayHintProvider",
            vec![
                ("textDocument/inlayHint", action.clone()),
                (
                    "inlayHint/resolve",
                    json!({"position": start, "label": "x"}),
                ),
            ],
        ),
        (
            "codeLensProvider",
            vec![
                ("textDocument/codeLens", document.clone()),
                ("codeLens/resolve", item),
            ],
        ),
        (
            "declarationProvider",
            vec![("textDocument/declaration", place.clone())],
        ),
        (
            "typeDefinitionProvider",
            vec![("textDocument/typeDefinition", at("notice:"))],
        ),
        (
            "implementationProvider",
            vec![("textDocument/implementation", at("notice:"))],
        ),
        (
            "callHierarchyProvider",
            vec![
                ("textDocument/prepareCallHierarchy", place.clone()),
                ("callHierarchy/incomingCalls", call("ana")),
                ("callHierarchy/outgoingCalls", call("notice")),
            ],
        ),
        (
            "documentHighlightProvider",
            vec![("textDocument/documentHighlight", place.clone())],
        ),
        (
            "linkedEditingRangeProvider",
            vec![("textDocument/linkedEditingRange", at("ana:"))],
        ),
        (
            "completionProvider",
            vec![
                ("textDocument/completion", place.clone()),
                ("completionItem/resolve", json!({"label": "ana"})),
            ],
        ),
        (
            "inlineCompletionProvider",
            vec![(
                "textDocument/inlineCompletion",
                with(placed(8, 36), "context", json!({"triggerKind": 2})),
            )],
        ),
        (
            "signatureHelpProvider",
            vec![("textDocument/signatureHelp", placed(9, 12))],
        ),
        (
            "documentOnTypeFormattingProvider",
            vec![(
                "textDocument/onTypeFormatting",
                with(
                    with(placed(2, 0), "ch", json!("\n")),
                    "options",
                    json!({"tabSize": 8, "insertSpaces": false}),
                ),
            )],
        ),
        (
            "definitionProvider",
            vec![("textDocument/definition", place.clone())],
        ),
        (
            "executeCommandProvider",
            [
                json!({"command": "sayso.whoSigns", "arguments": ["set it"]}),
                json!({"command": "sayso.explainRule", "arguments": ["unused-source"]}),
                json!({"command": "sayso.sign", "arguments": [document["textDocument"]["uri"], start]}),
                json!({"command": "sayso.showReferences", "arguments": ["file:///x", start, []]}),
            ]
            .map(|command| ("workspace/executeCommand", command))
            .to_vec(),
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
            "renameProvider",
            vec![
                ("textDocument/prepareRename", at_name),
                ("textDocument/rename", renamed),
            ],
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
            vec![
                (
                    "textDocument/rangeFormatting",
                    with(action.clone(), "options", options.clone()),
                ),
                (
                    "textDocument/rangesFormatting",
                    with(
                        with(document.clone(), "ranges", json!([range])),
                        "options",
                        options,
                    ),
                ),
            ],
        ),
        (
            "codeActionProvider",
            vec![
                (
                    "textDocument/codeAction",
                    with(action, "context", json!({"diagnostics": []})),
                ),
                ("codeAction/resolve", json!({"title": "x"})),
            ],
        ),
        (
            "diagnosticProvider",
            vec![
                ("textDocument/diagnostic", document),
                ("workspace/diagnostic", json!({"previousResultIds": []})),
            ],
        ),
    ])
}

#[test]
fn every_announced_capability_is_answered() {
    let fixture = Fixture::new(WORKSPACE);
    let (mut client, answer) = Client::open_with(fixture.root(), able());
    client.open_file(&fixture, "draft.sayso");
    let mut calls = calls(&fixture);
    for (capability, value) in answer["capabilities"].as_object().expect("capabilities") {
        assert_ne!(*value, Value::Null, "{capability} is announced as null");
        let calls = calls.remove(capability.as_str());
        let calls = calls.unwrap_or_else(|| panic!("no request is known for `{capability}`"));
        for (method, params) in calls {
            let result = client.request(method, params);
            let is_something = !matches!(&result, Value::Null) && result != json!([]);
            assert!(is_something, "{method} returns nothing");
        }
    }
    let unannounced: Vec<_> = calls.keys().collect();
    assert!(unannounced.is_empty(), "not announced: {unannounced:?}");
    assert_eq!(client.registered, ["workspace/didChangeWatchedFiles"]);
    client.ignore_unread();
    client.close();
}

#[test]
fn incremental_edits_are_applied() {
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
    client.ignore_unread();
    client.close();
}

#[test]
fn formatting_replaces_only_wrong_white_space() {
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
    // The second line has a syntax error: a comment needs a space before it.
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
    client.ignore_unread();
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
    client.ignore_unread();
    client.close();
}

#[test]
fn folders_can_be_added_and_removed() {
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
    // The folder is loaded in the background.
    wait_until(|| found(&mut client, "zoltan") == 1);
    client.notify(
        "workspace/didChangeWorkspaceFolders",
        json!({"event": {"added": [], "removed": [folder]}}),
    );
    wait_until(|| found(&mut client, "zoltan") == 0);
    // The first folder may still be being read.
    wait_until(|| found(&mut client, "notice") == 1);
    client.ignore_unread();
    client.close();
}

/// Repeats the request until the condition holds.
#[track_caller]
fn wait_until(mut is_so: impl FnMut() -> bool) {
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end {
        if is_so() {
            return;
        }
        sleep(Duration::from_millis(5));
    }
    panic!("the condition never holds");
}

fn found(client: &mut Client, query: &str) -> usize {
    let symbols = client.request("workspace/symbol", json!({"query": query}));
    symbols.as_array().map_or(0, Vec::len)
}

#[test]
fn pulling_is_announced_only_to_clients_that_support_it() {
    let fixture = Fixture::new(WORKSPACE);
    let (client, answer) = Client::open_with(fixture.root(), json!({}));
    assert_eq!(answer["capabilities"]["diagnosticProvider"], Value::Null);
    client.close();
}

#[test]
fn requests_that_are_not_announced_are_rejected() {
    let fixture = Fixture::new(WORKSPACE);
    let (mut client, _) = Client::open_with(fixture.root(), able());
    client.open_file(&fixture, "draft.sayso");
    let place = fixture.place(fixture.cursor());
    let calls = calls(&fixture);
    let announced: Vec<&str> = calls
        .values()
        .flatten()
        .map(|(method, _)| *method)
        .collect();
    let rejected = REQUESTS.iter().filter(|method| !announced.contains(method));
    // The command of the server is known, another one is not.
    for method in rejected.chain(&["workspace/executeCommand", "sayso/unknown"]) {
        let id = client.send_request(method, params_of(method, &place));
        let error = client.response(id).expect_err(method);
        assert_eq!(error["code"], METHOD_NOT_FOUND, "{method}: {error}");
    }
    client.ignore_unread();
    client.close();
}

/// Valid parameters for the method, so that it is rejected for no other reason.
fn params_of(method: &str, place: &Value) -> Value {
    let mut params = place.clone();
    let range = json!({"start": place["position"], "end": place["position"]});
    let uri = &place["textDocument"]["uri"];
    let item = json!({"name": "x", "kind": 5, "uri": uri, "range": range, "selectionRange": range});
    let extra = match method {
        "textDocument/willSaveWaitUntil" => json!({"reason": 1}),
        "textDocument/rename" => json!({"newName": "bea"}),
        "textDocument/selectionRange" => json!({"positions": [place["position"]]}),
        "textDocument/inlayHint" | "textDocument/semanticTokens/range" => json!({"range": range}),
        "textDocument/semanticTokens/full/delta" => json!({"previousResultId": "x"}),
        "textDocument/inlineValue" => json!({
            "range": range, "context": {"frameId": 0, "stoppedLocation": range},
        }),
        "textDocument/colorPresentation" => json!({
            "range": range, "color": {"red": 0, "green": 0, "blue": 0, "alpha": 0},
        }),
        "textDocument/onTypeFormatting" => json!({
            "ch": "x", "options": {"tabSize": 8, "insertSpaces": false},
        }),
        "documentLink/resolve" | "codeLens/resolve" => json!({"range": range}),
        "inlayHint/resolve" => json!({"label": "x"}),
        "callHierarchy/incomingCalls" | "callHierarchy/outgoingCalls" => json!({"item": item}),
        "typeHierarchy/supertypes" | "typeHierarchy/subtypes" => json!({"item": item}),
        "workspace/diagnostic" => json!({"previousResultIds": []}),
        "workspace/executeCommand" => json!({"command": "x", "arguments": []}),
        "workspace/willCreateFiles" | "workspace/willRenameFiles" => json!({"files": []}),
        "workspace/willDeleteFiles" => json!({"files": []}),
        "codeAction/resolve" => json!({"title": "x"}),
        "workspaceSymbol/resolve" => json!({
            "name": "x", "kind": 5, "location": {"uri": uri, "range": range},
        }),
        _ => json!({}),
    };
    for (key, value) in extra.as_object().unwrap() {
        params[key] = value.clone();
    }
    params
}
