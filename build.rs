//! Tells the crate what it is built from, so that what an older or a newer build has kept is not
//! taken for its own.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// Everything that has a say in what is found.
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
        // In a package the grammar lies elsewhere, and the lock file tells which it is.
        Err(_) => fs::read(path).unwrap_or_default().hash(hasher),
    }
}
