//! The server keeps working whatever an editor or the disk does.

use std::fs;

use serde_json::{Value, json};

use super::client::Client;
use crate::fixture::Fixture;

const DRAFT: &str = r#"
//- draft.sayso
article "Bridge closed"
  text: "draft.md"

entity ines-varga: person "Ines Varga"

source town-notice: press-release "Notice"
  by: @ines-varga

claim closed: "The bridge was closed"
  context: @town-notice
//- draft.md
The bridge was closed.
"#;

/// The draft, opened in a server, with its first diagnostics read.
fn opened() -> (Fixture, Client) {
    let fixture = Fixture::new(DRAFT);
    let mut client = Client::open(&fixture);
    client.open_file(&fixture, "draft.sayso");
    client.diagnostics_at(&fixture.uri("draft.sayso"), 1);
    client.diagnostics(&fixture.uri("draft.md"));
    (fixture, client)
}

/// Checks that the server still answers with the findings of the draft.
#[track_caller]
fn assert_serves(fixture: &Fixture, client: &mut Client) {
    let document = json!({"textDocument": {"uri": fixture.uri("draft.sayso")}});
    let report = client.request("textDocument/diagnostic", document);
    let diagnostics = report["items"].as_array().expect("a full report");
    assert_eq!(codes(diagnostics), ["unsourced-claim"]);
}

/// Checks that the server answers without an internal error.
#[track_caller]
fn assert_answers(client: &mut Client, method: &str, params: Value) {
    let id = client.send_request(method, params);
    if let Err(error) = client.response(id) {
        assert_ne!(error["code"], -32603, "{method}: {error}");
    }
}

fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics
        .iter()
        .map(|diagnostic| diagnostic["code"].as_str().unwrap())
        .collect()
}

#[test]
fn truncated_oversized_and_malformed_frames() {
    let (fixture, mut client) = opened();
    for bytes in [
        "Content-Length: 60\r\n\r\n{\"cut\": \"sh",
        "Content-Length: 3\r\n\r\n{\"longer\": \"than it says\"}",
        "Content-Length: 99999999999\r\n\r\n{}",
        "Content-Length: minus one\r\n\r\n{}",
        "X-Nothing: at all\r\n\r\n",
    ] {
        client.send_bytes(bytes.as_bytes());
        assert_serves(&fixture, &mut client);
        assert_eq!(client.anonymous_error()["code"], -32700, "{bytes}");
    }
    client.ignore_unread();
    client.close();
}

#[test]
fn bodies_that_are_not_messages() {
    let (fixture, mut client) = opened();
    let deep = format!("{{\"params\":{}", "[".repeat(100_000));
    for (body, code) in [
        (&b"{\"jsonrpc\":\"2.0\",\"method\":"[..], -32700),
        (b"", -32700),
        (b"\xff\xfe", -32700),
        (deep.as_bytes(), -32700),
        (b"[]", -32600),
        (b"17", -32600),
        (b"{\"id\":{}}", -32600),
    ] {
        client.send_body(body);
        assert_serves(&fixture, &mut client);
        assert_eq!(client.anonymous_error()["code"], code);
    }
    client.close();
}

#[test]
fn half_a_character() {
    let (fixture, mut client) = opened();
    let uri = fixture.uri("draft.sayso");
    let edit = format!(
        r##"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{
        "textDocument":{{"uri":"{uri}","version":2}},"contentChanges":[{{"text":"# \ud83d",
        "range":{{"start":{{"line":0,"character":0}},"end":{{"line":0,"character":0}}}}}}]}}}}"##
    );
    client.send_body(edit.as_bytes());
    client.diagnostics_at(&uri, 2);
    // It counts as one UTF-16 unit, as the editor expects.
    client.change(&uri, 3, [0, 0, 0, 3], "");
    client.diagnostics_at(&uri, 3);
    assert_serves(&fixture, &mut client);
}

#[test]
fn unknown_methods_and_invalid_parameters() {
    let (fixture, mut client) = opened();
    for (method, params, code) in [
        ("textDocument/unheardOf", json!({}), -32601),
        ("$/unheardOf", json!({}), -32601),
        ("textDocument/hover", json!({"position": "here"}), -32602),
        ("textDocument/hover", Value::Null, -32602),
    ] {
        client.notify(method, params.clone());
        let id = client.send_request(method, params);
        assert_eq!(client.response(id).unwrap_err()["code"], code, "{method}");
    }
    client.notify("textDocument/didChange", json!({"textDocument": 1}));
    client.notify("textDocument/didOpen", json!([]));
    assert_serves(&fixture, &mut client);
    client.close();
}

#[test]
fn positions_outside_the_document() {
    let (fixture, mut client) = opened();
    let uri = fixture.uri("draft.sayso");
    for (line, character) in [(0, u32::MAX), (9, 999), (10, 0), (u32::MAX, u32::MAX)] {
        let position = json!({"line": line, "character": character});
        for method in [
            "hover",
            "definition",
            "references",
            "completion",
            "codeAction",
        ] {
            let params = json!({
                "textDocument": {"uri": uri}, "position": position,
                "range": {"start": position, "end": {"line": 0, "character": 0}},
                "context": {"includeDeclaration": true, "diagnostics": []},
            });
            assert_answers(&mut client, &format!("textDocument/{method}"), params);
        }
    }
    client.change(&uri, 2, [u32::MAX, 7, 0, u32::MAX], "");
    client.diagnostics_at(&uri, 2);
    let nowhere = json!({"textDocument": {"uri": "file:///nowhere.sayso"}, "position": {"line": 0, "character": 0}});
    assert_answers(&mut client, "textDocument/hover", nowhere);
    client.change_with(&uri, 3, json!([{"text": fixture.text("draft.sayso")}]));
    client.diagnostics_at(&uri, 3);
    assert_serves(&fixture, &mut client);
}

#[test]
fn a_version_that_jumps_or_goes_back() {
    let (fixture, mut client) = opened();
    let uri = fixture.uri("draft.sayso");
    for version in [40, 3, i32::MAX, 0] {
        client.change(&uri, version, [0, 0, 0, 0], "#\n");
        client.diagnostics_at(&uri, version.into());
    }
    assert_serves(&fixture, &mut client);
}

#[test]
fn changes_to_a_file_that_is_not_open() {
    let (fixture, mut client) = opened();
    let uri = fixture.uri("closed.sayso");
    client.change(&uri, 2, [0, 0, 0, 0], "entity x");
    client.notify(
        "textDocument/didClose",
        json!({"textDocument": {"uri": uri}}),
    );
    client.notify(
        "textDocument/didSave",
        json!({"textDocument": {"uri": uri}}),
    );
    assert_serves(&fixture, &mut client);
}

#[test]
fn requests_before_initialize() {
    let fixture = Fixture::new(DRAFT);
    let mut client = Client::spawn();
    client.open_file(&fixture, "draft.sayso");
    let id = client.send_request("textDocument/hover", json!({}));
    assert_eq!(client.response(id).unwrap_err()["code"], -32002);
    client.initialize(fixture.root(), json!({}));
    client.open_file(&fixture, "draft.sayso");
    client.diagnostics_at(&fixture.uri("draft.sayso"), 1);
    assert_serves(&fixture, &mut client);
    assert!(!client.hang_up().success());
}

#[test]
fn two_hundred_requests_cancelled_at_once() {
    let (fixture, mut client) = opened();
    let document = json!({"textDocument": {"uri": fixture.uri("draft.sayso")}});
    let send = |_| client.send_request("textDocument/diagnostic", document.clone());
    let ids: Vec<_> = (0..200).map(send).collect();
    for id in &ids {
        client.notify("$/cancelRequest", json!({"id": id}));
    }
    for id in ids {
        if let Err(error) = client.response(id) {
            assert_eq!(error["code"], -32800);
        }
    }
    assert_serves(&fixture, &mut client);
    client.close();
}

#[test]
fn a_file_of_fifty_megabytes() {
    let (fixture, mut client) = opened();
    let line =
        "# Nothing but a long comment, line after line, as an export gone wrong may write it.\n";
    let text = line.repeat(50_000_000 / line.len());
    fixture.write("large.sayso", &text);
    let uri = fixture.uri("large.sayso");
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({"changes": [{"uri": uri, "type": 1}]}),
    );
    client.open_text(&uri, &text);
    client.diagnostics_at(&uri, 1);
    assert_serves(&fixture, &mut client);
}

#[test]
fn files_and_folders_that_are_not_drafts() {
    let draft = DRAFT.replace("was closed\"\n", "was closed\"\n  about: @inner\n");
    let fixture = Fixture::new(&draft);
    fixture.write("latin.sayso", b"entity jos\xe9: person \"Jos\xe9\"\n");
    fs::create_dir(fixture.path("x.sayso")).unwrap();
    fixture.write("x.sayso/inner.sayso", "entity inner: place \"Inner\"\n");
    let mut client = Client::open(&fixture);
    let changes = json!([
        {"uri": fixture.uri("latin.sayso"), "type": 2}, {"uri": fixture.uri("x.sayso"), "type": 1},
        {"uri": fixture.uri("gone.sayso"), "type": 3}, {"uri": "untitled:draft", "type": 1},
    ]);
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({"changes": changes}),
    );
    client.open_file(&fixture, "draft.sayso");
    client.diagnostics_at(&fixture.uri("draft.sayso"), 1);
    // `@inner` resolves: a folder with the extension of drafts is still a folder.
    assert_serves(&fixture, &mut client);
}

/// A draft names the file of its article. That must not give it access to files outside the workspace.
#[test]
#[cfg(unix)]
fn an_article_outside_the_workspace() {
    let outside = Fixture::new("//- secret.md\nThe bridge was closed by the secret committee.\n");
    let secret = outside.path("secret.md");
    let fixture = Fixture::new(DRAFT);
    std::os::unix::fs::symlink(&secret, fixture.path("link.md")).unwrap();
    let climb = format!("{}{}", "../".repeat(20), secret.display());
    let mut client = Client::open(&fixture);
    let uri = fixture.uri("draft.sayso");
    client.open_file(&fixture, "draft.sayso");
    for (version, path) in [(2, "link.md"), (3, &climb), (4, secret.to_str().unwrap())] {
        let text = fixture.text("draft.sayso").replace("draft.md", path);
        client.change_with(&uri, version, json!([{"text": text}]));
        let diagnostics = client.diagnostics_at(&uri, version.into());
        assert!(
            codes(&diagnostics).contains(&"missing-article-text"),
            "{path}: {diagnostics:#?}"
        );
        assert!(
            !Value::from(diagnostics).to_string().contains("committee"),
            "{path}"
        );
    }
    client.change_with(&uri, 5, json!([{"text": fixture.text("draft.sayso")}]));
    assert_serves(&fixture, &mut client);
}

#[test]
fn headers_of_any_size() {
    let (fixture, mut client) = opened();
    let long = format!("X-Long: {}\r\n", "x".repeat(1 << 20));
    let many = "X-Many: 1\r\n".repeat(20_000);
    for header in [
        "Content-Length: 10737418240\r\n\r\n",
        "Content-Length: -5\r\n\r\n",
        "Content-Length: 18446744073709551616\r\n\r\n",
        "Content-Length: 1e3\r\n\r\n",
        "Content-Length: 0x10\r\n\r\n",
        "Content-Length:\r\n\r\n",
        &format!("{long}\r\n"),
        &format!("{many}\r\n"),
    ] {
        client.send_bytes(header.as_bytes());
        assert_serves(&fixture, &mut client);
        assert_eq!(client.anonymous_error()["code"], -32700, "{:.60}", header);
    }
    // Of several lengths the last counts, and other headers do not matter.
    let body = br#"{"jsonrpc":"2.0","id":"twice","method":"textDocument/unheardOf"}"#;
    let headers = format!(
        "{long}Content-Length: 3\r\n{many}Content-Length: {}\r\n\r\n",
        body.len()
    );
    client.send_bytes(headers.as_bytes());
    client.send_bytes(body);
    let answer = client.wait(|message| message["id"] == "twice");
    assert_eq!(answer["error"]["code"], -32601);
    client.ignore_unread();
    client.close();
}

#[test]
fn batches_and_unusual_identifiers() {
    let (fixture, mut client) = opened();
    let request =
        json!({"jsonrpc": "2.0", "id": 1, "method": "workspace/symbol", "params": {"query": ""}});
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for (body, code) in [
        (json!([request, request]).to_string(), -32600),
        (json!(vec![request; 1_000]).to_string(), -32600),
        (
            format!("{{\"id\":1,\"method\":\"x\",\"params\":{deep}}}"),
            -32700,
        ),
        (
            format!("{{\"id\":1{},\"method\":\"x\"}}", "0".repeat(400)),
            -32700,
        ),
        ("{\"id\":1.5,\"method\":\"x\"}".to_owned(), -32600),
        ("{\"id\":[1],\"method\":\"x\"}".to_owned(), -32600),
    ] {
        client.send_body(body.as_bytes());
        assert_serves(&fixture, &mut client);
        assert_eq!(client.anonymous_error()["code"], code, "{:.60}", body);
    }
    for id in [
        json!("x".repeat(1 << 20)),
        json!(i64::MAX),
        json!(i64::MIN),
        json!(""),
    ] {
        client.send(&json!({"jsonrpc": "2.0", "id": id, "method": "workspace/symbol", "params": {"query": ""}}));
        let answer = client.wait(|message| message.get("method").is_none() && message["id"] == id);
        assert!(answer["result"].is_array());
    }
    // Responses to questions that nobody asked.
    for id in [json!(7), json!(null), json!("x".repeat(1 << 20))] {
        client.send(&json!({"jsonrpc": "2.0", "id": id, "result": {}}));
        client.send(&json!({"jsonrpc": "2.0", "id": id, "error": {"code": 1, "message": "no"}}));
    }
    assert_serves(&fixture, &mut client);
    client.close();
}

#[test]
fn documents_that_are_not_files() {
    let (fixture, mut client) = opened();
    let text = "claim: \"x\"\n";
    let long = format!("untitled:{}", "x".repeat(100_000));
    for uri in [
        "untitled:Untitled-1",
        "vscode-notebook-cell:/w/a.ipynb#X1",
        "git:/w/a.sayso?%7B%22ref%22%3A%22%22%7D",
        "http://example.org/a.sayso",
        "file://host/share/a.sayso",
        "file:///",
        "file:///%00.sayso",
        "file:///w/%FF.sayso",
        "urn:a:b",
        &long,
    ] {
        client.open_text(uri, text);
        client.change(uri, 2, [0, 10, 0, 0], "#");
        for method in [
            "hover",
            "definition",
            "references",
            "completion",
            "formatting",
        ] {
            let params = json!({
                "textDocument": {"uri": uri}, "position": {"line": 0, "character": 0},
                "context": {"includeDeclaration": true}, "options": {"tabSize": 2, "insertSpaces": true},
            });
            assert_answers(&mut client, &format!("textDocument/{method}"), params);
        }
        client.notify(
            "textDocument/didClose",
            json!({"textDocument": {"uri": uri}}),
        );
    }
    assert_serves(&fixture, &mut client);
    client.ignore_unread();
    client.close();
}

#[test]
fn thousands_of_open_documents() {
    let (fixture, mut client) = opened();
    for number in 0..3_000 {
        client.open_text(&fixture.uri(&format!("{number}.sayso")), "claim: \"x\"\n");
    }
    assert_serves(&fixture, &mut client);
    client.ignore_unread();
    client.close();
}
