//! `sayso check` against tree-sitter alone on the same files: `cargo bench --bench check`.
//!
//! Both read the files and use as many threads as there are processors; both are measured in turns.

mod generate;
mod measured;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use tempfile::TempDir;
use tree_sitter::Parser;

const FILES: usize = 10_000;
const CLAIMS: usize = 20;
const ROUNDS: usize = 7;

fn main() {
    let folder = TempDir::new().unwrap();
    generate::write_workspace(folder.path(), FILES, CLAIMS);
    let files = files_in(folder.path());
    let bytes: u64 = files
        .iter()
        .map(|file| fs::metadata(file).unwrap().len())
        .sum();

    let (mut parses, mut checks) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        parses.push(parse(&files));
        checks.push(check(folder.path()));
    }
    let parse = median(parses);
    let time = median(checks.iter().map(|&(time, _)| time).collect());
    let memory = checks.iter().map(|&(_, memory)| memory).max().unwrap();
    println!(
        "{FILES} files of {CLAIMS} claims, {:.1} MB",
        bytes as f64 / 1e6
    );
    println!("tree-sitter alone  {:7.1} ms", parse.as_secs_f64() * 1e3);
    println!("sayso check        {:7.1} ms", time.as_secs_f64() * 1e3);
    println!(
        "ratio              {:7.2}",
        time.as_secs_f64() / parse.as_secs_f64()
    );
    println!("peak memory        {:7.1} MB", memory as f64 / 1e3);
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
    assert!(nodes > files.len() * CLAIMS, "the files have been parsed");
    start.elapsed()
}

fn parser() -> Parser {
    let mut parser = Parser::new();
    parser
        .set_language(&tree_sitter_sayso::LANGUAGE.into())
        .unwrap();
    parser
}

/// Runs `sayso check`; its time, and its peak memory in kilobytes.
fn check(folder: &Path) -> (Duration, u64) {
    let arguments = ["check", "--format", "concise"];
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
