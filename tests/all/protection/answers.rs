//! Everything that Sayso says about a workspace: the answers to all requests of editors, and the output of all
//! commands.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::cli::{formats, sayso};
use crate::fixture::Fixture;
use crate::lsp::Client;

/// What was said, by what was asked.
pub type Answers = BTreeMap<String, String>;

/// The client abilities with which the server answers most.
fn able() -> Value {
    json!({
        "textDocument": {
            "completion": {
                "completionItem": {
                    "snippetSupport": true,
                    "insertReplaceSupport": true,
                    "labelDetailsSupport": true,
                },
            },
            "inlineCompletion": {},
            "diagnostic": {},
            "documentLink": {"tooltipSupport": true},
            "publishDiagnostics": {"relatedInformation": true},
            "codeAction": {
                "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}},
                "disabledSupport": true,
            },
        },
    })
}

/// The answers to all requests about all places in `paths`, which are opened, and to searches for `queries`.
pub fn of_editor(fixture: &Fixture, paths: &[&str], queries: &[&str]) -> Answers {
    let (mut client, _) = Client::open_with(fixture.root(), able());
    client.ignore_unread();
    let mut answers = Answers::new();
    for path in paths {
        client.open_file(fixture, path);
    }
    for path in paths {
        for (method, params) in requests(fixture, path) {
            let asked = format!("{method} {params}");
            let id = client.send_request(method, params);
            // Some names cannot be changed, and the reason is an answer too.
            let mut answer = client.response(id).unwrap_or_else(|error| error);
            assert!(
                answer["code"].is_null() || answer["code"] == -32803,
                "{answer}"
            );
            if let Some(id) = answer.get_mut("resultId") {
                // It is another one in each session.
                *id = Value::Null;
            }
            if method == "textDocument/prepareCallHierarchy" {
                calls(&mut client, &asked, &answer, fixture, &mut answers);
            }
            if let Some((_, resolving)) = RESOLVED.iter().find(|(known, _)| *known == method) {
                let resolving = (*resolving, &*asked);
                resolve(&mut client, resolving, &answer, fixture, &mut answers);
            }
            answers.insert(clean(fixture, &asked), clean(fixture, &answer.to_string()));
        }
    }
    for query in queries {
        let found = client.request("workspace/symbol", json!({ "query": query }));
        answers.insert(
            format!("workspace/symbol {query}"),
            clean(fixture, &found.to_string()),
        );
    }
    client.close();
    answers
}

/// The requests whose items are resolved by others.
const RESOLVED: [(&str, &str); 4] = [
    ("textDocument/completion", "completionItem/resolve"),
    ("textDocument/documentLink", "documentLink/resolve"),
    ("textDocument/inlayHint", "inlayHint/resolve"),
    ("textDocument/codeLens", "codeLens/resolve"),
];

/// What the first items lack, which editors ask for when one is selected or shown.
fn resolve(
    client: &mut Client,
    (resolving, asked): (&str, &str),
    answer: &Value,
    fixture: &Fixture,
    answers: &mut Answers,
) {
    let items = answer.get("items").unwrap_or(answer).as_array();
    for (at, item) in items.into_iter().flatten().take(4).enumerate() {
        let resolved = client.request(resolving, item.clone());
        let asked = clean(fixture, &format!("resolve {at} {asked}"));
        answers.insert(asked, clean(fixture, &resolved.to_string()));
    }
}

fn requests(fixture: &Fixture, path: &str) -> Vec<(&'static str, Value)> {
    let document = json!({"uri": fixture.uri(path)});
    let options = json!({"tabSize": 2, "insertSpaces": true});
    let text = fixture.text(path);
    let end = json!({"line": text.matches('\n').count() + 1, "character": 0});
    let whole = json!({"start": {"line": 0, "character": 0}, "end": end});
    let mut requests = vec![
        ("textDocument/diagnostic", json!({"textDocument": document})),
        (
            "textDocument/documentSymbol",
            json!({"textDocument": document}),
        ),
        ("sayso/coverage", json!({"textDocument": document})),
        (
            "textDocument/inlayHint",
            json!({"textDocument": document, "range": whole}),
        ),
        (
            "textDocument/documentLink",
            json!({"textDocument": document}),
        ),
        ("textDocument/codeLens", json!({"textDocument": document})),
        (
            "textDocument/foldingRange",
            json!({"textDocument": document}),
        ),
        (
            "textDocument/inlayHint",
            json!({"textDocument": document, "range": whole}),
        ),
        (
            "textDocument/formatting",
            json!({"textDocument": document, "options": options}),
        ),
        (
            "workspace/willRenameFiles",
            json!({"files": [{"oldUri": fixture.uri(path), "newUri": fixture.uri("sub/zebra.sayso")}]}),
        ),
        (
            "textDocument/rangeFormatting",
            json!({"textDocument": document, "range": whole, "options": options}),
        ),
    ];
    for (line, words) in text.lines().enumerate() {
        let length = words.encode_utf16().count();
        let place = |character: usize| json!({"line": line, "character": character});
        let range = json!({"start": place(0), "end": place(length)});
        let context = json!({"diagnostics": []});
        requests.push((
            "textDocument/codeAction",
            json!({"textDocument": document, "range": range, "context": context}),
        ));
        for character in 0..=length {
            let at = json!({"textDocument": document, "position": place(character)});
            let mut references = at.clone();
            references["context"] = json!({"includeDeclaration": true});
            requests.push(("textDocument/references", references));
            requests.push(("textDocument/hover", at.clone()));
            requests.push(("textDocument/documentHighlight", at.clone()));
            requests.push(("textDocument/definition", at.clone()));
            requests.push(("textDocument/completion", at.clone()));
            let before = words.chars().nth(character.wrapping_sub(1));
            if before.is_none_or(|it| !it.is_alphanumeric()) {
                requests.extend(about_names(&at));
            }
        }
    }
    requests
}

/// Requests that give the same answer everywhere in a word.
fn about_names(at: &Value) -> Vec<(&'static str, Value)> {
    let mut renamed = at.clone();
    renamed["newName"] = json!("zebra");
    let mut requests: Vec<(&'static str, Value)> = [
        "textDocument/declaration",
        "textDocument/typeDefinition",
        "textDocument/implementation",
        "textDocument/documentHighlight",
        "textDocument/linkedEditingRange",
        "textDocument/prepareCallHierarchy",
        "textDocument/prepareRename",
    ]
    .map(|method| (method, at.clone()))
    .to_vec();
    requests.push(("textDocument/rename", renamed));
    requests
}

/// What rests on an item of a hierarchy, and what it rests on.
fn calls(
    client: &mut Client,
    asked: &str,
    items: &Value,
    fixture: &Fixture,
    answers: &mut Answers,
) {
    for item in items.as_array().into_iter().flatten() {
        for method in ["callHierarchy/incomingCalls", "callHierarchy/outgoingCalls"] {
            let found = client.request(method, json!({"item": item}));
            let asked = clean(fixture, &format!("{method} {asked}"));
            answers.insert(asked, clean(fixture, &found.to_string()));
        }
    }
}

/// What the commands print about the workspace, and what they write into the files of `paths`.
pub fn of_commands(text: &str, paths: &[&str], claims: &[&str]) -> Answers {
    let mut answers = Answers::new();
    let mut commands: Vec<String> = formats()
        .map(|format| format!("check --no-cache --format {format}"))
        .collect();
    for command in [
        "check --no-cache --diff",
        "check --no-cache --fix",
        "check --no-cache --fix --unsafe",
        "check --no-cache --baseline known.json --write-baseline",
        "fmt --diff",
        "fmt",
        "status",
        "status --format json",
    ] {
        commands.push(command.to_owned());
    }
    commands.extend(
        claims
            .iter()
            .map(|claim| format!("sign {claim} --by @ana --date 2026-01-09")),
    );
    for command in commands {
        let fixture = Fixture::new(text);
        let process = sayso(&command).within(&fixture).starts();
        let output = process.wait_with_output().expect("the program ends");
        let mut said = format!("{:?}\n", output.status.code());
        said += &String::from_utf8_lossy(&output.stdout);
        said += &String::from_utf8_lossy(&output.stderr);
        for path in paths.iter().copied().chain(["known.json"]) {
            said += &std::fs::read_to_string(fixture.path(path)).unwrap_or_default();
        }
        answers.insert(command, clean(&fixture, &said));
    }
    answers
}

fn clean(fixture: &Fixture, text: &str) -> String {
    text.replace(&fixture.root().display().to_string(), "/w")
}
