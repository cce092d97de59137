//! The server stays small and answers, however much a client asks for, and whether it reads or not.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::client::Client;
use crate::fixture::Fixture;

/// A draft with that many equal mistakes.
fn slips(count: usize) -> String {
    let slip = "claim: fact \"x\"\n  source: @nobody\n";
    format!("//- a.sayso\n{}", slip.repeat(count))
}

fn everything() -> Value {
    json!({"start": {"line": 0, "character": 0}, "end": {"line": 1_000_000, "character": 0}})
}

#[test]
fn code_actions_for_many_equal_mistakes() {
    let fixture = Fixture::new(&slips(300));
    let literals = json!({"codeActionKind": {"valueSet": []}});
    let capabilities =
        json!({"textDocument": {"codeAction": {"codeActionLiteralSupport": literals}}});
    let (mut client, _) = Client::open_with(fixture.root(), capabilities);
    client.open_file(&fixture, "a.sayso");
    let uri = fixture.uri("a.sayso");
    let diagnostics = client.diagnostics_at(&uri, 1);
    assert!(diagnostics.len() >= 300);
    let params = json!({
        "textDocument": {"uri": uri}, "range": everything(), "context": {"diagnostics": diagnostics},
    });
    let actions = client.request("textDocument/codeAction", params);
    let actions = actions.as_array().expect("a list");
    assert!((50..=500).contains(&actions.len()), "{}", actions.len());
    for action in actions {
        let fixed = action["diagnostics"].as_array().map_or(0, Vec::len);
        let is_fix = action["kind"] == "quickfix";
        assert_eq!(fixed, usize::from(is_fix), "{action:#}");
    }
    client.close();
}

#[test]
fn a_document_with_too_many_mistakes() {
    let fixture = Fixture::new(&slips(2_000));
    let mut client = Client::open(&fixture);
    client.open_file(&fixture, "a.sayso");
    let uri = fixture.uri("a.sayso");
    let diagnostics = client.diagnostics_at(&uri, 1);
    assert_eq!(diagnostics.len(), 1_001);
    let (more, shown) = diagnostics.split_last().expect("diagnostics");
    assert!(more["message"].as_str().unwrap().contains("not all"));
    // Each claim has a warning too, but errors come first.
    assert!(shown.iter().all(|shown| shown["severity"] == 1));
    client.change_with(&uri, 2, json!([{"text": "claim: fact \"x\"\n"}]));
    assert_eq!(client.diagnostics_at(&uri, 2).len(), 1);
    client.close();
}

#[test]
fn many_drafts_of_one_article() {
    let sentences: String = (0..3_000).map(|n| format!("Part {n} is so.\n\n")).collect();
    let draft = |n| format!("//- {n}.sayso\narticle \"A\"\n  text: \"a.md\"\n  status: ready\n");
    let drafts: String = (0..5).map(draft).collect();
    let fixture = Fixture::new(&format!("{drafts}//- a.md\n{sentences}"));
    let mut client = Client::open(&fixture);
    for draft in 0..5 {
        client.open_file(&fixture, &format!("{draft}.sayso"));
    }
    for draft in 0..5 {
        client.diagnostics_at(&fixture.uri(&format!("{draft}.sayso")), 1);
    }
    let article = fixture.uri("a.md");
    // Everything that follows from the messages before is published before this answer.
    let document = json!({"textDocument": {"uri": fixture.uri("4.sayso")}});
    client.request("textDocument/diagnostic", document);
    // The last of what was published: the other drafts add nothing to it.
    let published = client.published_last();
    assert_eq!(published[&article].as_array().map(Vec::len), Some(1_001));
    client.close();
}

#[test]
fn references_of_a_name_that_is_used_everywhere() {
    let uses = "@ana, ".repeat(6_000);
    let fixture = Fixture::new(&format!(
        "//- a.sayso\nentity ana: person \"Ana\"\nclaim: fact \"x\"\n  about: {uses}@ana\n//- b.sayso\nclaim: fact \"y\"\n  about: {uses}@ana\n"
    ));
    let mut client = Client::open(&fixture);
    client.open_file(&fixture, "a.sayso");
    let uri = fixture.uri("a.sayso");
    client.diagnostics_at(&uri, 1);
    let params = json!({
        "textDocument": {"uri": uri}, "position": {"line": 0, "character": 8},
        "context": {"includeDeclaration": true},
    });
    let found = client.request("textDocument/references", params);
    let found = found.as_array().expect("a list");
    assert_eq!(found.len(), 10_000);
    // Those in one file are in order, and at the right places.
    let start = |at: usize| &found[at]["range"]["start"];
    assert_eq!(*start(2), json!({"line": 2, "character": 9 + 6}));
    assert_eq!(
        *start(6_001),
        json!({"line": 2, "character": 9 + 6 * 6_000})
    );
    assert_eq!(*start(6_003), json!({"line": 1, "character": 9 + 6}));
    let log = client.notification("window/logMessage");
    assert!(log["message"].as_str().unwrap().contains("10000"));
    client.close();
}

#[test]
fn a_symbol_query_of_a_megabyte() {
    let fixture = Fixture::new(&slips(1));
    let mut client = Client::open(&fixture);
    for query in [
        "a".repeat(1 << 20),
        "a ".repeat(1 << 19),
        "é".repeat(1 << 19),
    ] {
        let found = client.request("workspace/symbol", json!({"query": query}));
        assert_eq!(found, json!([]));
    }
    client.close();
}

/// The memory that the server uses at most, in megabytes.
#[cfg(target_os = "linux")]
fn peak_memory(process: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("its state");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next());
    kilobytes
        .expect("a number")
        .parse::<usize>()
        .expect("a number")
        / 1_000
}

/// A client that asks for 200 MB of answers and reads none of them: the server waits until it does.
#[test]
#[cfg(target_os = "linux")]
fn a_client_that_does_not_read() {
    use std::io::{BufReader, Write};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, mpsc};
    use std::thread;

    use sayso::lsp::frame::{Frame, FrameReader, write_frame};

    const QUESTIONS: usize = 200;
    let fixture = Fixture::new(&slips(4_000));
    let uri = fixture.uri("a.sayso");
    let mut server = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .arg("lsp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the server starts");
    let mut to = server.stdin.take().expect("a pipe");
    let from = server.stdout.take().expect("a pipe");
    let root = format!("file://{}", fixture.root().display());
    let mut questions = vec![
        json!({"id": 0, "method": "initialize", "params": {"rootUri": root, "capabilities": {}}}),
        json!({"method": "initialized", "params": {}}),
        json!({"method": "textDocument/didOpen", "params": {"textDocument": {
            "uri": uri, "languageId": "sayso", "version": 1, "text": fixture.text("a.sayso"),
        }}}),
    ];
    // Each takes the place of several small ones in the pipe.
    let padding = "x".repeat(4_000);
    questions.extend((1..=QUESTIONS).map(|id| {
        json!({"id": id, "method": "textDocument/documentSymbol",
            "params": {"textDocument": {"uri": uri}}, "padding": padding})
    }));
    let written = Arc::new(AtomicUsize::new(0));
    let count = written.clone();
    thread::spawn(move || {
        for question in questions {
            let mut body = question;
            body["jsonrpc"] = json!("2.0");
            let mut frame = Vec::new();
            write_frame(&mut frame, body.to_string().as_bytes()).expect("a frame");
            if to.write_all(&frame).is_err() {
                return;
            }
            count.fetch_add(1, Ordering::SeqCst);
        }
        // The pipe stays open: the client still wants its answers.
        thread::park();
    });
    // Its memory grows until it has stopped.
    let mut last = 0;
    while written.load(Ordering::SeqCst) == 0 || last != peak_memory(server.id()) {
        last = peak_memory(server.id());
        thread::sleep(std::time::Duration::from_secs(1));
    }
    let peak = peak_memory(server.id());
    assert!(peak < 160, "{peak} MB");
    // Then it reads everything, and nothing is lost.
    let (sender, answers) = mpsc::channel();
    thread::spawn(move || {
        let mut frames = FrameReader::new(BufReader::new(from));
        while let Ok(Some(Frame::Body(body))) = frames.next_frame() {
            let message: Value = serde_json::from_slice(&body).expect("JSON");
            if let Some(id) = message["id"]
                .as_u64()
                .filter(|_| message.get("method").is_none())
            {
                assert!(message.get("result").is_some(), "{message}");
                let _ = sender.send(id);
            }
        }
    });
    let mut ids: Vec<u64> = answers.iter().take(QUESTIONS + 1).collect();
    ids.sort();
    assert!(ids.into_iter().eq(0..=QUESTIONS as u64));
    let peak = peak_memory(server.id());
    assert!(peak < 160, "{peak} MB");
    server.kill().expect("it runs");
    let _ = server.wait();
}

/// The editor crashes, and something that it started still holds the server's pipe open.
#[test]
#[cfg(unix)]
fn the_server_ends_with_its_editor() {
    let fixture = Fixture::new(&slips(1));
    let mut editor = Command::new("sleep")
        .arg("1000")
        .spawn()
        .expect("it starts");
    let mut client = Client::spawn();
    let root = format!("file://{}", fixture.root().display());
    let params = json!({"processId": editor.id(), "rootUri": root, "capabilities": {}});
    client.request("initialize", params);
    client.request("workspace/symbol", json!({"query": ""}));
    editor.kill().expect("it runs");
    editor.wait().expect("it ends");
    client.ignore_unread();
    assert!(!client.ended().success());
}

/// A number that means nothing here, as of an editor outside of the container.
#[test]
fn an_editor_that_is_not_there() {
    let fixture = Fixture::new(&slips(1));
    for process in [
        json!(null),
        json!(4_000_000),
        json!(u32::MAX),
        json!(0),
        json!(-1),
    ] {
        let mut client = Client::spawn();
        let root = format!("file://{}", fixture.root().display());
        let params = json!({"processId": process, "rootUri": root, "capabilities": {}});
        client.request("initialize", params);
        client.request("workspace/symbol", json!({"query": ""}));
        client.close();
    }
}
