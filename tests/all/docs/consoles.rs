//! Commands in the documentation print the documented output and exit as documented.
//!
//! `UPDATE_EXPECT=1` writes their output into the pages.

use std::path::Path;
use std::process::Command;

use expect_test::expect_file;

use super::blocks::{read, root};

/// The commands of a block succeed unless it says otherwise: ```` ```console exits 1 ````.
const MARK: &str = "```console";

#[test]
fn the_readme() {
    check("README.md");
}

#[test]
fn the_example() {
    check("examples/venezuela/README.md");
}

/// Its commands write files: they run in a folder of their own, one after the other.
#[test]
fn the_recipes_of_import_and_export() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for file in ["convoy.docx", "convoy-claims.csv"] {
        let from = root().join("examples/venezuela/to-import").join(file);
        std::fs::copy(from, folder.path().join(file)).expect("a copy");
    }
    let page = "docs/interchange.md";
    expect_file![root().join(page)].assert_eq(&as_run(page, folder.path()));
}

fn check(page: &str) {
    expect_file![root().join(page)].assert_eq(&as_run(page, &root()));
}

/// The page with the current output of its commands, which run in `folder`.
fn as_run(page: &str, folder: &Path) -> String {
    let mut out = String::new();
    let mut exits = None;
    let mut skipping = false;
    for line in read(page).lines() {
        if let Some(info) = line.strip_prefix(MARK) {
            let code = info.strip_prefix(" exits ").unwrap_or("0");
            exits = Some(code.parse::<i32>().expect("an exit code"));
        } else if line == "```" {
            exits = None;
            skipping = false;
        }
        let command = line.strip_prefix("$ ").filter(|_| exits.is_some());
        if !skipping || command.is_some() {
            out += line;
            out.push('\n');
        }
        if let (Some(command), Some(exits)) = (command, exits) {
            skipping = true;
            out += &output_of(command, exits, page, folder);
        }
    }
    out
}

/// The output of the command. Commands other than `sayso` only have to exist.
fn output_of(command: &str, exits: i32, page: &str, folder: &Path) -> String {
    let command = command.replacen("cargo run --release -- ", "sayso ", 1);
    if !command.starts_with("sayso ") {
        assert!(root().join(&command).exists(), "{page}: `{command}`");
        return String::new();
    }
    let binary = Path::new(env!("CARGO_BIN_EXE_sayso"));
    let programs = binary.parent().expect("the binary is in a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let cache = tempfile::tempdir().expect("a temporary folder");
    let output = Command::new("sh")
        .args(["-c", &format!("{command} 2>&1")])
        .current_dir(folder)
        .env("SAYSO_CACHE_DIR", cache.path())
        .env("PATH", format!("{}:{path}", programs.display()))
        .output()
        .expect("a shell");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(
        output.status.code(),
        Some(exits),
        "{page}: `{command}` printed:\n{printed}"
    );
    printed
}
