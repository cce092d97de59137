//! The server of the release binary, over its pipes, with as little overhead as possible in the measured time.

use std::io::{BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use sayso::lsp::frame::{Frame, FrameReader, write_frame};
use serde_json::{Value, json};

pub struct Server {
    process: Child,
    to: ChildStdin,
    from: FrameReader<BufReader<ChildStdout>>,
    last_id: u64,
}

impl Server {
    pub fn start() -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_sayso"))
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let to = process.stdin.take().unwrap();
        let from = FrameReader::new(BufReader::new(process.stdout.take().unwrap()));
        Self {
            process,
            to,
            from,
            last_id: 0,
        }
    }

    pub fn initialize(&mut self, root: &Path) {
        let folder = uri(root);
        let capabilities = json!({"textDocument": {
            "publishDiagnostics": {"versionSupport": true},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "semanticTokens": {"requests": {"full": {"delta": true}, "range": true},
                "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"]},
        }});
        let params = json!({"processId": null, "rootUri": folder, "capabilities": capabilities,
            "workspaceFolders": [{"uri": folder, "name": "workspace"}]});
        self.request("initialize", &params);
    }

    pub fn initialized(&mut self) {
        self.notify("initialized", &json!({}));
    }

    /// Sends a request and returns the body of the answer and the time until it arrived.
    pub fn request(&mut self, method: &str, params: &Value) -> (Vec<u8>, Duration) {
        self.last_id += 1;
        let id = self.last_id;
        let request = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
        let body = request.to_string();
        let start = Instant::now();
        self.send(body.as_bytes());
        let id = format!("\"id\":{id}");
        let answer = self.read_until(|body| contains(body, &id) && !contains(body, "\"method\":"));
        (answer, start.elapsed())
    }

    /// Sends a request without waiting for its answer. Returns its number.
    #[allow(dead_code, reason = "not every benchmark uses it")]
    pub fn ask(&mut self, method: &str, params: &Value) -> u64 {
        self.last_id += 1;
        let id = self.last_id;
        let request = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
        self.send(request.to_string().as_bytes());
        id
    }

    /// The number of the next answer.
    #[allow(dead_code, reason = "not every benchmark uses it")]
    pub fn next_answer(&mut self) -> u64 {
        let body = self.read_until(|body| !contains(&body[..body.len().min(200)], "\"method\":"));
        let message: Value = serde_json::from_slice(&body).expect("the server sends JSON");
        message["id"].as_u64().expect("a number")
    }

    #[allow(dead_code, reason = "not every benchmark uses it")]
    pub fn process(&self) -> &Child {
        &self.process
    }

    pub fn notify(&mut self, method: &str, params: &Value) {
        let body = json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string();
        self.send(body.as_bytes());
    }

    pub fn open(&mut self, path: &Path, text: &str) {
        let uri = uri(path);
        let document = json!({"uri": uri, "languageId": "sayso", "version": 1, "text": text});
        self.notify("textDocument/didOpen", &json!({"textDocument": document}));
        self.diagnostics(1);
    }

    /// Replaces some columns of a line and returns the diagnostics and the time until they arrived.
    pub fn change(&mut self, path: &Path, version: u64, edit: &Edit) -> (Vec<u8>, Duration) {
        let [start, end] = edit.columns;
        let range = json!({"start": {"line": edit.line, "character": start},
            "end": {"line": edit.line, "character": end}});
        let params = json!({"textDocument": {"uri": uri(path), "version": version},
            "contentChanges": [{"range": range, "text": edit.text}]});
        let message =
            json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params});
        let body = message.to_string();
        let start = Instant::now();
        self.send(body.as_bytes());
        let diagnostics = self.diagnostics(version);
        (diagnostics, start.elapsed())
    }

    fn diagnostics(&mut self, version: u64) -> Vec<u8> {
        let version = format!("\"version\":{version}");
        self.read_until(|body| {
            contains(body, "textDocument/publishDiagnostics") && contains(body, &version)
        })
    }

    fn read_until(&mut self, wanted: impl Fn(&[u8]) -> bool) -> Vec<u8> {
        loop {
            let Some(Frame::Body(body)) = self.from.next_frame().expect("the server writes") else {
                panic!("the server ended or sent an invalid frame");
            };
            if wanted(&body) {
                return body;
            }
            self.answer_question(&body);
        }
    }

    /// Answers a request of the server, such as a registration: it may wait for the answer.
    fn answer_question(&mut self, body: &[u8]) {
        if !contains(body, "\"id\":") {
            return;
        }
        let message: Value = serde_json::from_slice(body).expect("the server sends JSON");
        if message.get("method").is_some() && message.get("id").is_some() {
            let answer = json!({"jsonrpc": "2.0", "id": message["id"], "result": null});
            self.send(answer.to_string().as_bytes());
        }
    }

    fn send(&mut self, body: &[u8]) {
        let mut frame = Vec::with_capacity(body.len() + 40);
        write_frame(&mut frame, body).unwrap();
        self.to.write_all(&frame).expect("the server reads");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A change within one line; the columns are UTF-16 units.
pub struct Edit {
    pub line: usize,
    pub columns: [usize; 2],
    pub text: &'static str,
}

pub fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

pub fn contains(body: &[u8], text: &str) -> bool {
    memchr::memmem::find(body, text.as_bytes()).is_some()
}
