//! The pages for contributors name files that exist, and functions that are in them.

use super::blocks::{read, root};

const PAGES: [&str; 2] = ["CONTRIBUTING.md", "docs/architecture.md"];

/// What the path of a file or folder in this repository starts with.
const FOLDERS: [&str; 7] = [
    "src/",
    "tests/",
    "docs/",
    "benches/",
    "examples/",
    "editors/",
    "grammar/",
];

#[test]
fn every_path_exists() {
    for page in PAGES {
        for path in codes_in(&read(page)).filter(|code| is_path(code)) {
            assert!(
                root().join(path).exists(),
                "{page}: `{path}` does not exist"
            );
        }
    }
}

/// `name` (`path`) means that the file mentions the name: a function, type, field or test.
#[test]
fn every_name_is_in_its_file() {
    for page in PAGES {
        let text = read(page);
        let codes: Vec<&str> = text.split('`').collect();
        // Every second part is code: a name, what is between, a path.
        for part in codes[1..].windows(3).step_by(2) {
            let [name, between, path] = part else {
                continue;
            };
            let opens = between.trim_start_matches(['\n', ' ']) == "(";
            if !opens || !is_path(path) || root().join(path).is_dir() {
                continue;
            }
            let own = name.rsplit("::").next().unwrap_or(name);
            assert!(read(path).contains(own), "{page}: no `{name}` in {path}");
        }
    }
}

fn is_path(code: &str) -> bool {
    let is_example = code.contains(['<', '*', ' ', '=', '\n']);
    !is_example && FOLDERS.iter().any(|folder| code.starts_with(folder))
}

/// The texts in backticks.
fn codes_in(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}
