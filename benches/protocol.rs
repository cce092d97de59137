//! How long an editor waits for answers: `cargo bench --bench protocol`.
//!
//! The times are from the first byte of a message to the last byte of its answer, over the pipes of
//! the release binary. `cargo bench --bench protocol -- quotation` runs only the measurements with
//! that word in their names.

mod generate;
mod server;

use std::path::Path;
use std::time::{Duration, Instant};

use generate::{Article, Draft};
use serde_json::json;
use server::{Edit, Server, contains, uri};
use tempfile::TempDir;

const EDITS: usize = 400;
const FILES: usize = 10_000;
const ENTITIES: usize = 10_000;

fn main() {
    println!("{:68} {:>9} {:>9} {:>9}", "", "median", "p99", "most");
    report("process start to the answer to initialize", start);
    report("completion among 10,000 entities", completion);
    requests();
    let alone = TempDir::new().unwrap();
    edits("alone", alone.path(), 0);
    let large = TempDir::new().unwrap();
    edits("among 10,000 files", large.path(), FILES);
}

fn start() -> Vec<Duration> {
    let folder = TempDir::new().unwrap();
    let times = (0..50).map(|_| {
        let start = Instant::now();
        Server::start().initialize(folder.path());
        start.elapsed()
    });
    times.collect()
}

/// Measures typing in each kind of place in drafts of each size, next to `others` other drafts.
fn edits(place: &str, root: &Path, others: usize) {
    for claims in [50, 5_000] {
        for (article, kind) in [
            (Article::InFile, "in a file"),
            (Article::Embedded, "embedded"),
        ] {
            for (field, text, rule) in [
                ("  source: @", "a source's name", "unresolved-reference"),
                ("claim ", "a quotation", "anchor-not-found"),
            ] {
                report(
                    &format!("{claims} claims, article {kind}, {place}: {text}"),
                    || {
                        if others > 0 && !root.join("desk-000").exists() {
                            generate::write_workspace(root, others, 20);
                        }
                        let draft = generate::draft(50_000 + claims, claims, article);
                        generate::write_draft(root, &draft);
                        typing(root, &draft, field, rule)
                    },
                );
            }
        }
    }
}

/// Breaks and repairs the end of a line, of one claim after the other, and checks that the rule reports it.
fn typing(root: &Path, draft: &Draft, field: &str, rule: &str) -> Vec<Duration> {
    let path = &root.join(format!("{}.sayso", draft.stem));
    let mut server = Server::start();
    server.initialize(root);
    server.initialized();
    // The first diagnostics arrive when the workspace is loaded.
    server.open(path, &draft.annotations);
    let lines: Vec<_> = draft.annotations.lines().enumerate().collect();
    let starts = lines
        .iter()
        .filter(|(_, line)| line.starts_with(field))
        .collect::<Vec<_>>();
    let mut times = Vec::new();
    for edit in 0..EDITS / 2 {
        let &&(line, text) = &starts[edit * 7919 % starts.len()];
        let column = text
            .trim_end_matches('"')
            .len()
            .min(text.find(" at ").unwrap_or(usize::MAX));
        let version = 2 * edit as u64 + 2;
        let broken = Edit {
            line,
            columns: [column, column],
            text: "x",
        };
        let repaired = Edit {
            line,
            columns: [column, column + 1],
            text: "",
        };
        for (version, edit, is_broken) in [(version, broken, true), (version + 1, repaired, false)]
        {
            let (diagnostics, time) = server.change(path, version, &edit);
            assert_eq!(
                contains(&diagnostics, rule),
                is_broken,
                "{rule} in line {line}"
            );
            times.push(time);
        }
    }
    times
}

fn completion() -> Vec<Duration> {
    let folder = TempDir::new().unwrap();
    let mut registry = String::new();
    for index in 0..ENTITIES {
        generate::entity(&mut registry, &format!("known-{index}"), 90_000_000 + index);
    }
    std::fs::write(folder.path().join("registry.sayso"), &registry).unwrap();
    let path = folder.path().join("draft.sayso");
    let names = ["ko", "kori", "Mido", "bate lo", "known-77"];
    let lines = names.map(|name| format!("claim: fact \"x\"\n  about: @{name}\n\n"));
    let text = lines.concat();
    std::fs::write(&path, &text).unwrap();

    let mut server = Server::start();
    server.initialize(folder.path());
    server.initialized();
    server.open(&path, &text);
    let mut complete = |index: usize, length: usize| {
        let line = index * 3 + 1;
        let position = json!({"line": line, "character": "  about: @".len() + length});
        let document = json!({"uri": uri(&path)});
        let params = json!({"textDocument": document, "position": position});
        server.request("textDocument/completion", &params)
    };
    let deadline = Instant::now() + Duration::from_secs(60);
    while !contains(&complete(4, 8).0, "known-7") {
        assert!(Instant::now() < deadline, "no entity was ever offered");
    }
    let typed = names
        .iter()
        .enumerate()
        .flat_map(|(index, name)| (0..=name.len()).map(move |length| (index, length)));
    let typed: Vec<_> = typed.cycle().take(500).collect();
    typed
        .into_iter()
        .map(|(index, length)| complete(index, length).1)
        .collect()
}

/// Measures requests about a whole draft of 5,000 claims, and about a part of it, each after an edit.
fn requests() {
    let place = |line: usize| json!({"line": line, "character": 0});
    let part = json!({"start": place(1_000), "end": place(1_060)});
    let options = json!({"tabSize": 2, "insertSpaces": true});
    for (method, mut params) in [
        ("textDocument/documentSymbol", json!({})),
        ("textDocument/formatting", json!({"options": options})),
        (
            "textDocument/rangeFormatting",
            json!({"options": options, "range": part}),
        ),
        ("textDocument/semanticTokens/full", json!({})),
        (
            "textDocument/semanticTokens/full/delta",
            json!({"previousResultId": ""}),
        ),
        ("textDocument/semanticTokens/range", json!({"range": part})),
        ("textDocument/foldingRange", json!({})),
        (
            "textDocument/selectionRange",
            json!({"positions": [place(1_000)]}),
        ),
        ("textDocument/documentLink", json!({})),
        ("textDocument/inlayHint", json!({"range": part})),
        ("textDocument/codeLens", json!({})),
    ] {
        report(&format!("5,000 claims: {method}"), || {
            let folder = TempDir::new().unwrap();
            let draft = generate::draft(50_000, 5_000, Article::InFile);
            generate::write_draft(folder.path(), &draft);
            let path = folder.path().join(format!("{}.sayso", draft.stem));
            let mut server = Server::start();
            server.initialize(folder.path());
            server.initialized();
            server.open(&path, &draft.annotations);
            params["textDocument"] = json!({"uri": uri(&path)});
            let (columns, text) = ([0, 0], "# c\n");
            let times = (0..50).map(|at| {
                let edit = Edit {
                    line: 0,
                    columns,
                    text,
                };
                server.change(&path, at + 2, &edit);
                let (answer, time) = server.request(method, &params);
                if let Some(id) = result_id(&answer) {
                    params["previousResultId"] = json!(id);
                }
                time
            });
            times.collect()
        });
    }
}

/// The id with which a client asks for what changed since this answer.
fn result_id(answer: &[u8]) -> Option<String> {
    let answer: serde_json::Value = serde_json::from_slice(answer).ok()?;
    Some(answer.pointer("/result/resultId")?.as_str()?.to_owned())
}

/// Runs the measurement if its name contains the words of the command line.
fn report(what: &str, measure: impl FnOnce() -> Vec<Duration>) {
    let arguments = std::env::args().skip(1);
    let mut words = arguments.filter(|argument| !argument.starts_with("--"));
    if !words.all(|word| what.contains(&word)) {
        return;
    }
    let mut times = measure();
    times.sort();
    let at = |share: f64| milliseconds(times[((times.len() - 1) as f64 * share) as usize]);
    println!("{what:68} {} {} {}", at(0.5), at(0.99), at(1.0));
}

fn milliseconds(time: Duration) -> String {
    format!("{:6.2} ms", time.as_secs_f64() * 1_000.0)
}
