//! A small service behind the real transport, over pipes.

use std::io::{BufReader, PipeReader, PipeWriter, Write, pipe};
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread::{self, JoinHandle};

use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::request::{GotoDeclarationParams, GotoDeclarationResponse};
use tower_lsp::ls_types::*;
use tower_lsp::{Client, LanguageServer};

use super::*;
use crate::lsp::frame::write_frame;

/// Knows only the version of the last edit. Its other requests misbehave, each in its own way.
struct Toy {
    version: AtomicI32,
    client: Client,
    outbox: Outbox,
}

impl LanguageServer for Toy {
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        tokio::task::yield_now().await;
        Ok(InitializeResult::default())
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.version
            .store(params.text_document.version, Ordering::SeqCst);
        let version = params.text_document.version;
        self.outbox
            .send(&serde_json::json!({"method": "toy/changed", "params": version}));
    }

    /// Answers later with the version at the time of the request.
    async fn hover(&self, _: HoverParams) -> Result<Option<Hover>> {
        let seen = self.version.load(Ordering::SeqCst);
        tokio::task::yield_now().await;
        let contents = HoverContents::Scalar(MarkedString::String(seen.to_string()));
        Ok(Some(Hover {
            contents,
            range: None,
        }))
    }

    async fn completion(&self, _: CompletionParams) -> Result<Option<CompletionResponse>> {
        std::future::pending().await
    }

    async fn goto_definition(
        &self,
        _: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        panic!("at once");
    }

    async fn goto_declaration(
        &self,
        _: GotoDeclarationParams,
    ) -> Result<Option<GotoDeclarationResponse>> {
        tokio::task::yield_now().await;
        panic!("later");
    }

    /// Returns the client's answer.
    async fn references(&self, _: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let folders = self.client.workspace_folders().await?.unwrap_or_default();
        let location = |folder: WorkspaceFolder| Location {
            uri: folder.uri,
            range: Range::default(),
        };
        Ok(Some(folders.into_iter().map(location).collect()))
    }
}

/// The client's side.
struct Editor {
    to: Option<PipeWriter>,
    from: FrameReader<BufReader<PipeReader>>,
    server: JoinHandle<bool>,
}

impl Editor {
    fn start() -> Self {
        let (input, to) = pipe().unwrap();
        let (from, output) = pipe().unwrap();
        let server = thread::spawn(move || {
            let outbox = Outbox::new(output);
            let (service, socket) = LspService::new(|client| Toy {
                version: AtomicI32::new(0),
                client,
                outbox: outbox.clone(),
            });
            let runtime = Runtime::new().unwrap();
            serve(service, socket, BufReader::new(input), &outbox, runtime) == ExitCode::SUCCESS
        });
        Self {
            to: Some(to),
            from: FrameReader::new(BufReader::new(from)),
            server,
        }
    }

    fn initialized() -> Self {
        let mut editor = Self::start();
        editor.request(0, "initialize", json!({"capabilities": {}}));
        editor.notify("initialized", json!({}));
        assert_eq!(editor.receive()["id"], 0);
        editor
    }

    fn send(&mut self, message: &Value) {
        self.send_raw(message.to_string().as_bytes());
    }

    fn send_raw(&mut self, body: &[u8]) {
        write_frame(self.to.as_mut().unwrap(), body).unwrap();
    }

    fn request(&mut self, id: i64, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn receive(&mut self) -> Value {
        match self.from.next_frame().unwrap() {
            Some(Frame::Body(body)) => serde_json::from_slice(&body).unwrap(),
            other => panic!("{other:?} from the server"),
        }
    }

    fn error_code(&mut self) -> i64 {
        self.receive()["error"]["code"].as_i64().unwrap()
    }

    /// The version that the server knows. Also shows that the server still answers.
    #[track_caller]
    fn version(&mut self, id: i64) -> Value {
        self.request(id, "textDocument/hover", place());
        let answer = self.receive();
        assert_eq!(answer["id"], id, "{answer}");
        answer["result"]["contents"].clone()
    }

    /// Whether the server ended with success.
    fn end(mut self) -> bool {
        self.to = None;
        self.server.join().unwrap()
    }
}

fn place() -> Value {
    json!({"textDocument": {"uri": "file:///a"}, "position": {"line": 0, "character": 0}})
}

fn change(version: i64) -> Value {
    json!({"textDocument": {"uri": "file:///a", "version": version}, "contentChanges": []})
}

#[test]
fn a_request_sees_every_edit_before_it_and_none_after_it() {
    const EDITS: i64 = 3_000;
    let mut editor = Editor::initialized();
    let mut to = editor.to.take().unwrap();
    let typing = thread::spawn(move || {
        for version in 1..=EDITS {
            let hover = json!({"jsonrpc": "2.0", "id": version, "method": "textDocument/hover", "params": place()});
            let edit = json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": change(version)});
            write_frame(&mut to, edit.to_string().as_bytes()).unwrap();
            write_frame(&mut to, hover.to_string().as_bytes()).unwrap();
        }
        to
    });
    let mut edits = 0;
    for _ in 0..2 * EDITS {
        let message = editor.receive();
        match message["id"].as_i64() {
            Some(id) => assert_eq!(message["result"]["contents"], id.to_string()),
            None => {
                edits += 1;
                assert_eq!(message["params"], edits, "edits are applied in their order");
            }
        }
    }
    assert_eq!(edits, EDITS);
    drop(typing.join().unwrap());
    assert!(!editor.end(), "the end of the input without `shutdown`");
}

#[test]
fn cancellations_get_through_when_requests_are_stuck() {
    let mut editor = Editor::initialized();
    for id in 1..=50 {
        editor.request(id, "textDocument/completion", place());
    }
    assert_eq!(editor.version(99), "0");
    for id in 1..=50 {
        editor.notify("$/cancelRequest", json!({"id": id}));
    }
    let mut cancelled: Vec<_> = (1..=50)
        .map(|_| {
            let answer = editor.receive();
            assert_eq!(answer["error"]["code"], -32800);
            answer["id"].as_i64().unwrap()
        })
        .collect();
    cancelled.sort();
    assert_eq!(cancelled, Vec::from_iter(1..=50));
}

#[test]
fn malformed_messages_are_answered_and_skipped() {
    let mut editor = Editor::initialized();
    editor.send_raw(br#"{"jsonrpc":"2.0","method":"#);
    editor.send_raw(b"[]");
    editor.send_raw(b"");
    assert_eq!(
        [-32700, -32600, -32700],
        [(); 3].map(|()| editor.error_code())
    );
    let huge = b"Content-Length: 9999999999\r\n\r\n{\"a\":1}";
    editor.to.as_mut().unwrap().write_all(huge).unwrap();
    assert_eq!(editor.error_code(), -32700);
    editor
        .to
        .as_mut()
        .unwrap()
        .write_all(b"Content-Length: 60\r\n\r\n{\"cut\": \"sh")
        .unwrap();
    editor.request(1, "textDocument/hover", place());
    assert_eq!(editor.error_code(), -32700);
    assert_eq!(editor.receive()["id"], 1, "the frame after a cut one");
    assert_eq!(editor.version(2), "0");
}

#[test]
fn an_edit_with_a_lone_surrogate_is_applied() {
    let mut editor = Editor::initialized();
    let text = br#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":
        {"uri":"file:///a","version":7},"contentChanges":[{"text":"half \ud83d"}]}}"#;
    editor.send_raw(text);
    assert_eq!(editor.receive()["params"], 7);
    assert_eq!(editor.version(1), "7");
}

#[test]
fn a_panic_fails_only_its_own_request() {
    let mut editor = Editor::initialized();
    for (id, method) in [
        (1, "textDocument/definition"),
        (2, "textDocument/declaration"),
    ] {
        editor.request(id, method, place());
        let answer = editor.receive();
        assert_eq!(
            (&answer["id"], &answer["error"]["code"]),
            (&json!(id), &json!(-32603))
        );
    }
    assert_eq!(editor.version(3), "0");
}

#[test]
fn the_server_can_send_requests_to_the_client() {
    let mut editor = Editor::initialized();
    let mut params = place();
    params["context"] = json!({"includeDeclaration": true});
    editor.request(1, "textDocument/references", params);
    let question = editor.receive();
    assert_eq!(question["method"], "workspace/workspaceFolders");
    let folders = json!([{"uri": "file:///folder", "name": "folder"}]);
    editor.send(&json!({"jsonrpc": "2.0", "id": question["id"], "result": folders}));
    assert_eq!(editor.receive()["result"][0]["uri"], "file:///folder");
}

#[test]
fn requests_are_served_only_after_initialize() {
    let mut editor = Editor::start();
    editor.notify("textDocument/didChange", change(1));
    editor.request(1, "textDocument/hover", place());
    assert_eq!(editor.error_code(), -32002);
    // This does not wait for the response to `initialize`.
    editor.request(2, "initialize", json!({"capabilities": {}}));
    editor.notify("textDocument/didChange", change(2));
    assert_eq!(editor.receive()["id"], 2);
    assert_eq!(editor.receive()["params"], 2);
    assert_eq!(editor.version(3), "2");
}

#[test]
fn every_request_has_an_answer() {
    let mut editor = Editor::initialized();
    for method in ["toy/unknown", "$/unknown", ""] {
        editor.request(1, method, json!({}));
        editor.notify(method, json!({}));
        assert_eq!(editor.error_code(), -32601);
    }
    assert_eq!(editor.version(2), "0");
}

#[test]
fn the_exit_code_depends_on_shutdown() {
    let mut polite = Editor::initialized();
    polite.request(1, "shutdown", Value::Null);
    polite.notify("exit", Value::Null);
    assert_eq!(polite.receive()["id"], 1);
    // The pipe is still open: `exit` alone ends the server.
    assert!(polite.server.join().unwrap());

    let mut rude = Editor::initialized();
    rude.notify("exit", Value::Null);
    assert!(!rude.server.join().unwrap());
}
