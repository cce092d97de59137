//! The server and random messages: it answers every request once, without an internal error, and ends when asked to.

use serde_json::{Value, json};

use super::mutator::Mutator;
use super::{Input, fuzz};
use crate::fixture::Fixture;
use crate::lsp::Client;

const FILES: [&str; 3] = ["a.sayso", "b.sayso", "a.md"];
/// The part of an input that is not a file: the messages, one per line.
const MESSAGES: &str = "messages";
/// The code of JSON-RPC for an error in the server itself.
const INTERNAL_ERROR: i64 = -32603;

const REQUESTS: [&str; 17] = [
    "textDocument/hover",
    "textDocument/completion",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/prepareRename",
    "textDocument/rename",
    "textDocument/documentHighlight",
    "textDocument/documentSymbol",
    "textDocument/codeAction",
    "textDocument/formatting",
    "textDocument/rangeFormatting",
    "textDocument/foldingRange",
    "textDocument/semanticTokens/full",
    "textDocument/diagnostic",
    "workspace/symbol",
    "workspace/diagnostic",
    "workspace/executeCommand",
];

const NOTIFICATIONS: [&str; 6] = [
    "textDocument/didOpen",
    "textDocument/didChange",
    "textDocument/didClose",
    "textDocument/didSave",
    "workspace/didChangeWatchedFiles",
    "workspace/didChangeConfiguration",
];

#[test]
fn wire() {
    fuzz("wire", input, |input| {
        let workspace = Fixture::new("");
        for path in FILES {
            workspace.write(path, input.get(path).map_or("", String::as_str));
        }
        let mut client = Client::open(&workspace);
        let messages = input.get(MESSAGES).map_or("", String::as_str);
        let mut requests = Vec::new();
        for line in messages.lines() {
            // A line that is no message, in a reduced input too, is sent as a body.
            match serde_json::from_str::<(String, Value)>(line) {
                Ok((method, params)) => {
                    let params = located(&workspace, params);
                    match NOTIFICATIONS.contains(&method.as_str()) {
                        true => client.notify(&method, params),
                        false => requests.push((client.send_request(&method, params), method)),
                    }
                }
                Err(_) => client.send_body(line.as_bytes()),
            }
        }
        for (id, method) in requests {
            if let Err(error) = client.response(id) {
                assert_ne!(error["code"], INTERNAL_ERROR, "{method}: {error}");
            }
        }
        client.ignore_unread();
        client.close();
    });
}

fn input(mutator: &mut Mutator) -> Input {
    let mut input = Input::from([
        ("a.sayso".to_owned(), mutator.draft_of("a.md")),
        ("b.sayso".to_owned(), mutator.draft()),
        ("a.md".to_owned(), mutator.article()),
    ]);
    let count = 1 + mutator.below(30);
    let mut messages = vec![open("a.sayso", &input["a.sayso"])];
    messages.extend((0..count).map(|_| message(mutator)));
    input.insert(MESSAGES.to_owned(), messages.join("\n"));
    input
}

fn open(path: &str, text: &str) -> String {
    let document = json!({"uri": path, "languageId": "sayso", "version": 1, "text": text});
    json!(["textDocument/didOpen", {"textDocument": document}]).to_string()
}

/// One message: its method and its parameters.
fn message(mutator: &mut Mutator) -> String {
    match mutator.below(10) {
        0 => {
            let path: &str = mutator.choice(&FILES);
            open(path, &mutator.draft())
        }
        1 => mutator.word().replace('\n', " "),
        2..=4 => {
            let changes: Vec<Value> = (0..1 + mutator.below(3)).map(|_| change(mutator)).collect();
            let document = json!({"uri": uri(mutator), "version": mutator.below(9)});
            let params = json!({"textDocument": document, "contentChanges": changes});
            json!(["textDocument/didChange", params]).to_string()
        }
        5 => {
            let method: &str = mutator.choice(&NOTIFICATIONS);
            json!([method, params(mutator)]).to_string()
        }
        _ => {
            let method: &str = mutator.choice(&REQUESTS);
            json!([method, params(mutator)]).to_string()
        }
    }
}

fn change(mutator: &mut Mutator) -> Value {
    let text = if mutator.one_in(4) {
        mutator.draft()
    } else {
        mutator.word().to_owned()
    };
    match mutator.one_in(8) {
        true => json!({"text": text}),
        false => json!({"range": range(mutator), "text": text}),
    }
}

/// Parameters that fit most methods, and sometimes none.
fn params(mutator: &mut Mutator) -> Value {
    if mutator.one_in(15) {
        return json!([mutator.word()]);
    }
    json!({
        "textDocument": {"uri": uri(mutator)},
        "position": position(mutator),
        "range": range(mutator),
        "context": {"diagnostics": [], "includeDeclaration": true},
        "options": {"tabSize": 2, "insertSpaces": true},
        "newName": mutator.word(),
        "query": mutator.word(),
        "command": mutator.word(),
        "previousResultIds": [],
        "changes": [{"uri": uri(mutator), "type": 1 + mutator.below(3)}],
        "settings": {"sayso": {"signAs": mutator.word()}},
    })
}

fn range(mutator: &mut Mutator) -> Value {
    json!({"start": position(mutator), "end": position(mutator)})
}

fn position(mutator: &mut Mutator) -> Value {
    let far = mutator.one_in(20);
    let mut number = |max| {
        if far {
            u32::MAX as usize
        } else {
            mutator.below(max)
        }
    };
    json!({"line": number(40), "character": number(60)})
}

/// The path of a file, rarely any other text.
fn uri(mutator: &mut Mutator) -> String {
    match mutator.one_in(20) {
        true => format!("untitled:{}", mutator.word()),
        false => mutator.choice::<str>(&FILES).to_owned(),
    }
}

/// The parameters with URIs in place of the paths of files.
fn located(workspace: &Fixture, mut params: Value) -> Value {
    let places = [vec!["textDocument"], vec!["changes", "0"]];
    for place in places {
        let found = params.pointer_mut(&format!("/{}/uri", place.join("/")));
        if let Some(uri) = found
            && let Some(path) = uri.as_str().filter(|path| FILES.contains(path))
        {
            *uri = json!(workspace.uri(path));
        }
    }
    params
}
