//! The server under strain: `cargo bench --bench strain`.
//!
//! Each case must be answered within ten seconds and 500 MB, and a hover meanwhile within 100 ms.
//! `cargo bench --bench strain -- drafts` runs only the cases with that word in their names.

#[allow(dead_code, reason = "other benchmarks use the rest")]
mod measured;
#[allow(dead_code, reason = "other benchmarks use the rest")]
mod server;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use server::{Server, uri};
use tempfile::TempDir;

const TIME: Duration = Duration::from_secs(10);
/// In kilobytes.
const MEMORY: u64 = 500_000;
const WAITING: Duration = Duration::from_millis(100);

/// What a client does to a server whose folder is the path.
type Case = fn(&Path, &mut Client);

const CASES: &[(&str, Case)] = &[
    ("40 open drafts of one article of 2 MB", |folder, client| {
        forty_drafts(folder, client);
        client.ask("codeAction", &folder.join("39.sayso"), &all());
    }),
    (
        "40 open drafts, and 20 edits of their article of 2 MB",
        |folder, client| {
            let article = forty_drafts(folder, client);
            client.open(&article, &std::fs::read_to_string(&article).unwrap());
            for version in 2..22 {
                client.insert(&article, version, "So it is. ");
            }
            client.ask("codeAction", &folder.join("39.sayso"), &all());
        },
    ),
    ("300 equal mistakes, all selected", |folder, client| {
        mistakes(folder, client, 300)
    }),
    ("10,000 equal mistakes, all selected", |folder, client| {
        mistakes(folder, client, 10_000)
    }),
    ("120,000 equal mistakes, all selected", |folder, client| {
        mistakes(folder, client, 120_000)
    }),
    ("120,000 equal mistakes, all fixed", |folder, client| {
        let draft = folder.join("a.sayso");
        client.open(
            &draft,
            &"claim a: fact \"x\"\n  verdict: Confirmed\n".repeat(120_000),
        );
        let params =
            json!({"range": range(), "context": {"diagnostics": [], "only": ["source.fixAll"]}});
        client.ask("codeAction", &draft, &params);
    }),
    ("10,000 edits at once", |folder, client| {
        let draft = folder.join("a.sayso");
        client.open(&draft, &slips(2_000));
        for version in 2..10_002 {
            client.insert(&draft, version, "#\n");
        }
        client.ask("codeAction", &draft, &all());
    }),
    (
        "200 edits of a draft of 4 MB, each with a question",
        |folder, client| {
            let draft = folder.join("a.sayso");
            client.open(
                &draft,
                &format!("claim: \"{}\"\n", "so it is ".repeat(440_000)),
            );
            for version in 2..202 {
                client.insert(&draft, version, "#\n");
                client.ask("documentSymbol", &draft, &json!({}));
            }
        },
    ),
    (
        "10 whole texts of 4 MB, each with a question",
        |folder, client| {
            let draft = folder.join("a.sayso");
            let text = "claim: fact \"x\"\n  note: \"so it is\"\n".repeat(110_000);
            client.open(&draft, &text);
            // It writes everything before it reads: more than 32 MB of answers would stop both.
            for version in 2..12 {
                client.replace(&draft, version, &text);
                client.ask("documentSymbol", &draft, &json!({}));
            }
        },
    ),
    ("720,000 references to one name", |folder, client| {
        references(folder, client, 1)
    }),
    (
        "720,000 references to one name, asked 50 times",
        |folder, client| {
            references(folder, client, 50);
        },
    ),
    ("symbols like a query of 1 MB", |folder, client| {
        entities(folder, client);
        for word in ["a", "a ", "é"] {
            let query = word.repeat((1 << 20) / word.len());
            client.ask_anywhere("workspace/symbol", &json!({"query": query}));
        }
        client.ask_anywhere("workspace/symbol", &json!({"query": ""}));
    }),
    (
        "the outline of 124,000 declarations, and its style",
        |folder, client| {
            let draft = entities(folder, client);
            let options = json!({"options": {"tabSize": 2, "insertSpaces": true}});
            client.ask("documentSymbol", &draft, &json!({}));
            client.ask("formatting", &draft, &options);
        },
    ),
    (
        "250,000 declarations: outline, style, actions",
        |folder, client| {
            let draft = folder.join("a.sayso");
            client.open(&draft, &"claim\n".repeat(250_000));
            let options = json!({"options": {"tabSize": 2, "insertSpaces": true}});
            client.ask("documentSymbol", &draft, &json!({}));
            client.ask("formatting", &draft, &options);
            client.ask("codeAction", &draft, &all());
        },
    ),
    (
        "a line of 1 MB with 300,000 spaces out of style",
        |folder, client| {
            let draft = folder.join("a.sayso");
            client.open(
                &draft,
                &format!("claim: \"x\"\n  about: {}@a\n", "@a ,".repeat(250_000)),
            );
            let options = json!({"options": {"tabSize": 2, "insertSpaces": true}});
            client.ask("formatting", &draft, &options);
            client.ask("codeAction", &draft, &all());
        },
    ),
    ("10,000 open drafts", |folder, client| {
        for number in 0..10_000 {
            client.open(&folder.join(format!("{number}.sayso")), "claim: \"x\"\n");
        }
        client.ask("codeAction", &folder.join("9999.sayso"), &all());
    }),
    ("200 outlines of 2 MB each", |folder, client| {
        let draft = entities(folder, client);
        for _ in 0..200 {
            client.ask("documentSymbol", &draft, &json!({}));
        }
    }),
];

/// An editor with a small draft, in which it hovers while it waits for other answers.
struct Client {
    server: Server,
    calm: PathBuf,
    open: Vec<u64>,
}

impl Client {
    fn start(folder: &Path) -> Client {
        let calm = folder.join("calm.sayso");
        std::fs::write(folder.join("sayso.toml"), "").unwrap();
        let mut server = Server::start();
        let folder = uri(folder);
        let actions = json!({"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}});
        let capabilities = json!({"textDocument": {"codeAction": actions}});
        let params = json!({"processId": null, "rootUri": folder, "capabilities": capabilities,
            "workspaceFolders": [{"uri": folder, "name": "workspace"}]});
        server.request("initialize", &params);
        let mut client = Client {
            server,
            calm: calm.clone(),
            open: Vec::new(),
        };
        client.open(&calm, "entity ana: person \"Ana\"\n");
        client
    }

    fn open(&mut self, path: &Path, text: &str) {
        let document = json!({"uri": uri(path), "languageId": "sayso", "version": 1, "text": text});
        self.server
            .notify("textDocument/didOpen", &json!({"textDocument": document}));
    }

    fn insert(&mut self, path: &Path, version: u64, text: &str) {
        let start = json!({"line": 0, "character": 0});
        self.change(
            path,
            version,
            &json!({"range": {"start": start, "end": start}, "text": text}),
        );
    }

    fn replace(&mut self, path: &Path, version: u64, text: &str) {
        self.change(path, version, &json!({"text": text}));
    }

    fn change(&mut self, path: &Path, version: u64, change: &Value) {
        let document = json!({"uri": uri(path), "version": version});
        let params = json!({"textDocument": document, "contentChanges": [change]});
        self.server.notify("textDocument/didChange", &params);
    }

    fn ask(&mut self, what: &str, path: &Path, params: &Value) {
        let mut params = params.clone();
        params["textDocument"] = json!({"uri": uri(path)});
        self.ask_anywhere(&format!("textDocument/{what}"), &params);
    }

    fn ask_anywhere(&mut self, method: &str, params: &Value) {
        let id = self.server.ask(method, params);
        self.open.push(id);
    }

    /// Hovers until everything is answered. Returns the longest time that a hover took.
    fn wait(&mut self) -> Duration {
        let position = json!({"line": 0, "character": 9});
        let params = json!({"textDocument": {"uri": uri(&self.calm)}, "position": position});
        let mut longest = Duration::ZERO;
        while !self.open.is_empty() {
            let start = Instant::now();
            let hover = self.server.ask("textDocument/hover", &params);
            loop {
                let answered = self.server.next_answer();
                if answered == hover {
                    break;
                }
                self.open.retain(|id| *id != answered);
            }
            longest = longest.max(start.elapsed());
            std::thread::sleep(Duration::from_millis(2));
        }
        longest
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words = arguments.iter().filter(|word| !word.starts_with("--"));
    let words: Vec<&String> = words.collect();
    println!("{:56} {:>9} {:>8} {:>9}", "", "time", "memory", "hover");
    let mut over = 0;
    for (name, case) in CASES {
        if !words.iter().all(|word| name.contains(word.as_str())) {
            continue;
        }
        let folder = TempDir::new().unwrap();
        let mut client = Client::start(folder.path());
        let start = Instant::now();
        case(folder.path(), &mut client);
        let hover = client.wait();
        let (time, peak) = (
            start.elapsed(),
            measured::peak_memory(client.server.process()),
        );
        let is_over = time > TIME || peak > MEMORY || hover > WAITING;
        over += usize::from(is_over);
        println!(
            "{name:56} {:7.2} s {:5} MB {:6.1} ms{}",
            time.as_secs_f64(),
            peak / 1_000,
            hover.as_secs_f64() * 1_000.0,
            if is_over { "  over" } else { "" }
        );
    }
    println!("{over} over");
}

fn range() -> Value {
    json!({"start": {"line": 0, "character": 0}, "end": {"line": 1_000_000, "character": 0}})
}

/// The parameters of a request for all actions in a document.
fn all() -> Value {
    json!({"range": range(), "context": {"diagnostics": []}})
}

fn slips(count: usize) -> String {
    "claim: fact \"x\"\n  source: @nobody\n".repeat(count)
}

fn mistakes(folder: &Path, client: &mut Client, count: usize) {
    let draft = folder.join("a.sayso");
    client.open(&draft, &slips(count));
    // As the editor knows them.
    let diagnostic = |at: usize| {
        let (line, start, end) = (2 * at + 1, 10, 17);
        json!({
            "range": {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}},
            "severity": 1, "code": "unresolved-reference", "source": "sayso",
            "message": "`@nobody` is declared nowhere: declare it, or correct the name",
        })
    };
    let known: Vec<Value> = (0..count.min(10_000)).map(diagnostic).collect();
    let params = json!({"range": range(), "context": {"diagnostics": known}});
    client.ask("codeAction", &draft, &params);
}

/// Opens them. Returns the path of their article.
fn forty_drafts(folder: &Path, client: &mut Client) -> PathBuf {
    let article = folder.join("article.md");
    std::fs::write(&article, "(a. ".repeat(497_000)).unwrap();
    for number in 0..40 {
        let draft = "article \"A\"\n  text: \"article.md\"\nclaim: \"x\"\n";
        client.open(&folder.join(format!("{number}.sayso")), draft);
    }
    article
}

fn references(folder: &Path, client: &mut Client, times: usize) {
    let claim = format!(
        "claim: fact \"x\"\n  about: {}@calm/ana\n",
        "@ana, ".repeat(8_999)
    );
    for number in 0..16 {
        client.open(&folder.join(format!("{number}.sayso")), &claim.repeat(5));
    }
    for _ in 0..times {
        let params = json!({
            "position": {"line": 0, "character": 8}, "context": {"includeDeclaration": true},
        });
        let calm = client.calm.clone();
        client.ask("references", &calm, &params);
    }
}

fn entities(folder: &Path, client: &mut Client) -> PathBuf {
    let draft = folder.join("entities.sayso");
    let entities =
        (0..124_000).map(|number| format!("entity e{number}: person \"Ana {number}\"\n"));
    client.open(&draft, &entities.collect::<String>());
    draft
}
