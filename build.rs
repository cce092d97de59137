//! Gives the crate an identifier of its build, so that it does not use a cache that another build wrote.
//!
//! The identifier is a hash of the sources and not the version: during development the version stays
//! the same while rules change.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// Everything that affects the findings.
const SOURCES: [&str; 4] = ["src", "grammar/src", "Cargo.toml", "Cargo.lock"];

fn main() {
    let mut hasher = DefaultHasher::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        add(Path::new(source), &mut hasher);
    }
    println!("cargo::rustc-env=SAYSO_BUILD={:016x}", hasher.finish());
}

fn add(path: &Path, hasher: &mut DefaultHasher) {
    path.to_string_lossy().hash(hasher);
    match fs::read_dir(path) {
        Ok(entries) => {
            let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
            paths.sort();
            paths.iter().for_each(|path| add(path, hasher));
        }
        // In a packaged crate the grammar is elsewhere, and Cargo.lock identifies it.
        Err(_) => fs::read(path).unwrap_or_default().hash(hasher),
    }
}
