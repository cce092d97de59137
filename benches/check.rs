//! Compares `sayso check` with tree-sitter alone on the same files, and the first check with the next
//! ones, which use its cache: `cargo bench --bench check`.
//!
//! All read the files and use as many threads as there are processors. They run in turns.

mod generate;
mod measured;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use tempfile::TempDir;
use tree_sitter::Parser;

const FILES: usize = 10_000;
const CLAIMS: usize = 20;
const ROUNDS: usize = 7;

/// The checks after the first one, each with the text that is appended to a draft before it.
const NEXT: [(&str, Option<&str>); 4] = [
    ("again", None),
    ("and again", None),
    (
        "after a claim",
        Some("\nclaim c-new-#: opinion \"It holds\"\n"),
    ),
    (
        "after an entity",
        Some("\nentity e-new-#: place \"Elmstead #\"\n"),
    ),
];

fn main() {
    let folder = TempDir::new().unwrap();
    generate::write_workspace(folder.path(), FILES, CLAIMS);
    let files = files_in(folder.path());
    let bytes: u64 = files
        .iter()
        .map(|file| fs::metadata(file).unwrap().len())
        .sum();

    let mut parses = Vec::new();
    let mut checks: [Vec<(Duration, u64)>; NEXT.len() + 1] = Default::default();
    for round in 0..ROUNDS {
        parses.push(parse(&files));
        let cache = TempDir::new().unwrap();
        checks[0].push(check(folder.path(), cache.path()));
        for (next, (_, declaration)) in NEXT.iter().enumerate() {
            if let Some(declaration) = declaration {
                append(&files[round], &declaration.replace('#', &round.to_string()));
            }
            checks[next + 1].push(check(folder.path(), cache.path()));
        }
    }
    let parse = median(parses);
    let time = |checks: &[(Duration, u64)]| median(checks.iter().map(|&(time, _)| time).collect());
    let first = time(&checks[0]);
    let memory = checks[0].iter().map(|&(_, memory)| memory).max().unwrap();
    println!(
        "{FILES} files of {CLAIMS} claims, {:.1} MB",
        bytes as f64 / 1e6
    );
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    println!("tree-sitter alone   {:7.1} ms", milliseconds(parse));
    println!("sayso check         {:7.1} ms", milliseconds(first));
    println!("peak memory         {:7.1} MB", memory as f64 / 1e3);
    println!("to tree-sitter      {:7.2}", ratio(first, parse));
    for ((what, _), checks) in NEXT.iter().zip(&checks[1..]) {
        let time = time(checks);
        println!(
            "{what:19} {:7.1} ms, {:.2} of the first",
            milliseconds(time),
            ratio(time, first)
        );
    }
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}

fn append(file: &Path, text: &str) {
    let mut file = fs::File::options().append(true).open(file).unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

/// Reads and parses every file.
fn parse(files: &[PathBuf]) -> Duration {
    let start = Instant::now();
    let nodes: usize = files
        .par_iter()
        .map_init(parser, |parser, file| {
            let text = fs::read(file).unwrap();
            parser
                .parse(text, None)
                .unwrap()
                .root_node()
                .descendant_count()
        })
        .sum();
    assert!(nodes > files.len() * CLAIMS, "the files were parsed");
    start.elapsed()
}

fn parser() -> Parser {
    let mut parser = Parser::new();
    parser
        .set_language(&tree_sitter_sayso::LANGUAGE.into())
        .unwrap();
    parser
}

/// Runs `sayso check` and returns its time and its peak memory in kilobytes.
fn check(folder: &Path, cache: &Path) -> (Duration, u64) {
    let cache = cache.to_str().unwrap();
    let arguments = ["check", "--format", "concise", "--cache-dir", cache];
    let run = measured::run(folder, &arguments, Duration::from_secs(600));
    let code = run.status.and_then(|status| status.code());
    assert!(code.is_some_and(|code| code < 2), "check could not run");
    (run.time, run.peak)
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = ignore::WalkBuilder::new(folder).build().flatten();
    let paths = entries.map(ignore::DirEntry::into_path);
    paths
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "sayso")
        })
        .collect()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
