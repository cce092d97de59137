//! An editor: starts the server, talks to it, and waits for messages, never for time.
//!
//! A test must read every message. An unread message fails it at the end.

use std::collections::{BTreeMap, VecDeque};
use std::io::{BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use sayso::lsp::frame::{Frame, FrameReader, write_frame};
use serde_json::{Value, json};

use crate::fixture::Fixture;

/// A server that sends nothing for this long has failed. Tests do not wait for time otherwise.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Client {
    server: Child,
    to: Option<ChildStdin>,
    inbox: Receiver<Value>,
    unread: VecDeque<Value>,
    /// Whether unread messages are ignored at the end.
    ignores_unread: bool,
    last_id: i64,
    /// The methods that the server registered with `client/registerCapability`.
    pub registered: Vec<String>,
    /// The file watchers that the server registered.
    watchers: Vec<Value>,
    /// The section of settings that the server gets when it asks for it.
    pub settings: Value,
    /// The title that is chosen when the server asks a question.
    pub choice: String,
    /// The requests of the server that no test has asked for: method and parameters.
    asked: VecDeque<(String, Value)>,
    /// The methods of all requests of the server.
    pub questions: Vec<String>,
    /// What the server registered for articles.
    for_articles: Vec<Value>,
    /// What the server wrote into the log for information.
    log: Vec<String>,
}

impl Client {
    /// Starts a server without sending it anything.
    pub fn spawn() -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_sayso"))
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut frames = FrameReader::new(BufReader::new(server.stdout.take().unwrap()));
        let (sender, inbox) = mpsc::channel();
        thread::spawn(move || {
            while let Ok(Some(frame)) = frames.next_frame() {
                let Frame::Body(body) = frame else {
                    panic!("the server sent {frame:?}")
                };
                let message = serde_json::from_slice(&body).expect("the server sends JSON");
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let to = server.stdin.take();
        Self {
            server,
            to,
            inbox,
            unread: VecDeque::new(),
            ignores_unread: false,
            last_id: 0,
            registered: Vec::new(),
            watchers: Vec::new(),
            settings: Value::Null,
            choice: String::new(),
            asked: VecDeque::new(),
            questions: Vec::new(),
            for_articles: Vec::new(),
            log: Vec::new(),
        }
    }

    /// Starts a server on the workspace of a fixture, as an editor without any capabilities.
    pub fn open(fixture: &Fixture) -> Self {
        Self::open_with(fixture.root(), json!({})).0
    }

    /// Starts a server as an editor with these capabilities. Also returns the response to `initialize`.
    pub fn open_with(root: &Path, capabilities: Value) -> (Self, Value) {
        let mut client = Self::spawn();
        let answer = client.initialize(root, capabilities);
        (client, answer)
    }

    pub fn initialize(&mut self, root: &Path, capabilities: Value) -> Value {
        self.initialize_with(root, every_version(capabilities), everything_at_once())
    }

    /// Starts the session as an editor with exactly these capabilities and settings.
    pub fn initialize_with(&mut self, root: &Path, capabilities: Value, options: Value) -> Value {
        let uri = format!("file://{}", root.display());
        let answer = self.request(
            "initialize",
            json!({
                "processId": null, "rootUri": uri, "capabilities": capabilities,
                "initializationOptions": options,
                "workspaceFolders": [{"uri": uri, "name": "workspace"}],
            }),
        );
        self.notify("initialized", json!({}));
        answer
    }

    /// Opens a file of the fixture in the editor, as version 1.
    pub fn open_file(&mut self, fixture: &Fixture, path: &str) {
        self.open_text(&fixture.uri(path), fixture.text(path));
    }

    pub fn open_text(&mut self, uri: &str, text: &str) {
        let language = if uri.ends_with(".sayso") {
            "sayso"
        } else {
            "markdown"
        };
        let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Replaces a range (`[line, character, line, character]`) with a text.
    pub fn change(&mut self, uri: &str, version: i32, range: [u32; 4], text: &str) {
        let [line, character, end_line, end_character] = range;
        let range = json!({
            "start": {"line": line, "character": character},
            "end": {"line": end_line, "character": end_character},
        });
        self.change_with(uri, version, json!([{"range": range, "text": text}]));
    }

    pub fn change_with(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": changes}),
        );
    }

    /// Sends a request and waits for its result.
    #[track_caller]
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.send_request(method, params);
        self.response(id)
            .unwrap_or_else(|error| panic!("{method} failed: {error}"))
    }

    /// Sends a request. Use [`Self::response`] to get its response.
    pub fn send_request(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        let id = self.last_id;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        id
    }

    /// Waits for the result or the error of a request.
    #[track_caller]
    pub fn response(&mut self, id: i64) -> Result<Value, Value> {
        let answer = self.wait(|message| message.get("method").is_none() && message["id"] == id);
        match answer.get("error") {
            Some(error) => Err(error.clone()),
            None => Ok(answer["result"].clone()),
        }
    }

    /// Waits for the error response to an unreadable message.
    #[track_caller]
    pub fn anonymous_error(&mut self) -> Value {
        let is_one = |message: &Value| message.get("error").is_some() && message["id"].is_null();
        self.wait(is_one)["error"].clone()
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Waits for a notification and returns its parameters.
    #[track_caller]
    pub fn notification(&mut self, method: &str) -> Value {
        self.wait(|message| message["method"] == method)["params"].clone()
    }

    /// Waits for the next diagnostics of a file.
    #[track_caller]
    pub fn diagnostics(&mut self, uri: &str) -> Vec<Value> {
        self.published(|params| params["uri"] == uri)
    }

    /// Waits for the diagnostics of a version of an open file. Those of earlier versions count as read.
    #[track_caller]
    pub fn diagnostics_at(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let diagnostics =
            self.published(|params| params["uri"] == uri && params["version"] == version);
        let earlier = |message: &Value| {
            let params = &message["params"];
            let is_publishing = message["method"] == "textDocument/publishDiagnostics";
            is_publishing && params["uri"] == uri && params["version"].as_i64() < Some(version)
        };
        self.unread.retain(|message| !earlier(message));
        diagnostics
    }

    /// All diagnostics of a file that were published and not read, in order. They count as read.
    pub fn all_published(&mut self, uri: &str) -> Vec<Vec<Value>> {
        self.unread.extend(self.inbox.try_iter());
        let mut published = Vec::new();
        self.unread.retain(|message| {
            let params = &message["params"];
            let is_one = message["method"] == "textDocument/publishDiagnostics";
            if !is_one || params["uri"] != uri {
                return true;
            }
            published.push(params["diagnostics"].as_array().expect("a list").clone());
            false
        });
        published
    }

    /// The diagnostics published so far, by URI. They count as read.
    pub fn published_last(&mut self) -> BTreeMap<String, Value> {
        let is_one = |message: &Value| message["method"] == "textDocument/publishDiagnostics";
        let published = self.unread.iter().filter(|message| is_one(message));
        let last = published
            .map(|message| {
                let params = &message["params"];
                let uri = params["uri"].as_str().expect("an address").to_owned();
                (uri, params["diagnostics"].clone())
            })
            .collect();
        self.unread.retain(|message| !is_one(message));
        last
    }

    #[track_caller]
    fn published(&mut self, wanted: impl Fn(&Value) -> bool) -> Vec<Value> {
        let publishes = |message: &Value| message["method"] == "textDocument/publishDiagnostics";
        let message = self.wait(|message| publishes(message) && wanted(&message["params"]));
        message["params"]["diagnostics"]
            .as_array()
            .expect("a list of diagnostics")
            .clone()
    }

    /// The first wanted message, unread or new.
    #[track_caller]
    pub fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(found) = self.unread.iter().position(&wanted) {
            return self.unread.remove(found).unwrap();
        }
        loop {
            match self.receive() {
                Some(message) if wanted(&message) => return message,
                other => self.unread.extend(other),
            }
        }
    }

    /// Waits until the server asks this, and returns the parameters. It is answered already.
    #[track_caller]
    pub fn asked_for(&mut self, method: &str) -> Value {
        loop {
            if let Some(at) = self.asked.iter().position(|(asked, _)| asked == method) {
                return self.asked.remove(at).expect("it is there").1;
            }
            let message = self.receive();
            self.unread.extend(message);
        }
    }

    /// Waits until the server has registered this number of file watchers.
    #[track_caller]
    pub fn watches(&mut self, count: usize) -> &[Value] {
        while self.watchers.len() < count {
            let message = self.receive();
            self.unread.extend(message);
        }
        &self.watchers
    }

    /// Waits until the server has registered this number of methods for articles.
    #[track_caller]
    pub fn registrations(&mut self, count: usize) -> &[Value] {
        while self.for_articles.len() < count {
            let message = self.receive();
            self.unread.extend(message);
        }
        &self.for_articles
    }

    /// Waits until the server has written this number of messages into the log for information.
    #[track_caller]
    pub fn logged(&mut self, count: usize) -> &[String] {
        while self.log.len() < count {
            let message = self.receive();
            self.unread.extend(message);
        }
        &self.log
    }

    /// The next message. None if it was a request, which is answered already, or for the log.
    #[track_caller]
    fn receive(&mut self) -> Option<Value> {
        let Ok(message) = self.inbox.recv_timeout(PATIENCE) else {
            panic!(
                "the server ended or sent nothing; unread: {:#?}",
                self.unread
            );
        };
        let is_request = message.get("method").is_some() && message.get("id").is_some();
        if is_request {
            self.answer(&message);
        }
        match is_request {
            true => None,
            false => self.kept(message),
        }
    }

    /// The message, unless it is for the log.
    fn kept(&mut self, message: Value) -> Option<Value> {
        let params = &message["params"];
        if message["method"] != "window/logMessage" || params["type"] != 3 {
            return Some(message);
        }
        self.log
            .extend(params["message"].as_str().map(str::to_owned));
        None
    }

    /// Answers a request of the server.
    fn answer(&mut self, question: &Value) {
        if question["method"] == "client/registerCapability" {
            let registrations = question["params"]["registrations"].as_array().unwrap();
            let methods = registrations
                .iter()
                .map(|one| one["method"].as_str().unwrap().to_owned());
            self.registered.extend(methods);
            let selected = |one: &&Value| one["registerOptions"].get("documentSelector").is_some();
            self.for_articles
                .extend(registrations.iter().filter(selected).cloned());
            let watchers = |one: &Value| one["registerOptions"]["watchers"].as_array().cloned();
            self.watchers
                .extend(registrations.iter().filter_map(watchers).flatten());
        }
        let method = question["method"].as_str().expect("a method").to_owned();
        let result = match method.as_str() {
            "workspace/configuration" => json!([self.settings]),
            "workspace/applyEdit" => json!({"applied": true}),
            "window/showDocument" => json!({"success": true}),
            "window/showMessageRequest" => json!({"title": self.choice}),
            _ => Value::Null,
        };
        self.questions.push(method.clone());
        self.asked.push_back((method, question["params"].clone()));
        self.send(&json!({"jsonrpc": "2.0", "id": question["id"], "result": result}));
    }

    pub fn send(&mut self, message: &Value) {
        self.send_body(message.to_string().as_bytes());
    }

    /// Sends a frame with any body.
    pub fn send_body(&mut self, body: &[u8]) {
        write_frame(self.to.as_mut().unwrap(), body).expect("the server reads");
    }

    /// Sends any bytes.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        self.to
            .as_mut()
            .unwrap()
            .write_all(bytes)
            .expect("the server reads");
    }

    /// Ignores messages that are unread or still to come.
    pub fn ignore_unread(&mut self) {
        self.unread.clear();
        self.ignores_unread = true;
    }

    /// Ends the session as the protocol requires, and checks that it ended well.
    #[track_caller]
    pub fn close(mut self) {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        assert!(
            self.ended().success(),
            "an exit after `shutdown` is a success"
        );
        let last: Vec<Value> = self.inbox.try_iter().collect();
        for message in last {
            let kept = self.kept(message);
            self.unread.extend(kept);
        }
        let unread = std::mem::take(&mut self.unread);
        assert!(
            self.ignores_unread || unread.is_empty(),
            "unread messages: {unread:#?}"
        );
    }

    /// Closes the pipe without `shutdown`.
    pub fn hang_up(mut self) -> ExitStatus {
        self.to = None;
        self.ended()
    }

    /// Waits for the end of the server.
    pub fn ended(&mut self) -> ExitStatus {
        // The inbox closes with the server's output. Its remaining messages stay unread.
        while let Ok(message) = self.inbox.recv_timeout(PATIENCE) {
            let kept = self.kept(message);
            self.unread.extend(kept);
        }
        self.server.wait().unwrap()
    }
}

/// The capabilities of a client to which all diagnostics are sent again when the version of the document changes.
pub fn every_version(mut capabilities: Value) -> Value {
    capabilities["textDocument"]["publishDiagnostics"]["versionSupport"] = json!(true);
    capabilities
}

/// The settings with which no finding waits while somebody types.
pub fn everything_at_once() -> Value {
    json!({"diagnostics": {"delay": 0}})
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
