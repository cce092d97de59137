//! Which module may use which.

use std::fs;
use std::path::{Path, PathBuf};

/// Each module, and the modules that it may use, in reading order.
const MAY_USE: [(&str, &[&str]); 17] = [
    ("tables", &[]),
    ("text", &[]),
    ("article", &["tables", "text"]),
    ("documents", &["text", "article"]),
    ("prose", &["text", "article"]),
    ("syntax", &["text"]),
    ("formatting", &["text", "article", "syntax"]),
    ("model", &["text", "syntax"]),
    (
        "workspace",
        &[
            "tables",
            "text",
            "article",
            "documents",
            "prose",
            "syntax",
            "model",
        ],
    ),
    (
        "signoff",
        &["text", "article", "syntax", "model", "workspace"],
    ),
    (
        "rules",
        &[
            "text",
            "article",
            "documents",
            "prose",
            "syntax",
            "model",
            "workspace",
            "signoff",
        ],
    ),
    (
        "drafting",
        &["text", "article", "syntax", "model", "workspace", "rules"],
    ),
    (
        "interchange",
        &[
            "text",
            "article",
            "documents",
            "syntax",
            "model",
            "workspace",
            "signoff",
            "rules",
        ],
    ),
    (
        "configuration",
        &["text", "model", "workspace", "rules", "interchange"],
    ),
    (
        "ide",
        &[
            "text",
            "article",
            "documents",
            "syntax",
            "model",
            "workspace",
            "signoff",
            "rules",
            "drafting",
        ],
    ),
    (
        "lsp",
        &[
            "text",
            "article",
            "documents",
            "syntax",
            "model",
            "workspace",
            "signoff",
            "rules",
            "drafting",
            "configuration",
            "ide",
            "formatting",
        ],
    ),
    (
        "cli",
        &[
            "text",
            "article",
            "documents",
            "syntax",
            "model",
            "workspace",
            "signoff",
            "rules",
            "drafting",
            "interchange",
            "configuration",
            "lsp",
            "formatting",
        ],
    ),
];

/// Dependencies that only one module may use.
const ONLY_IN: [(&str, &str); 5] = [
    ("tree_sitter::", "syntax"),
    ("tree_sitter_sayso::", "syntax"),
    ("pulldown_cmark::", "article"),
    ("tower_lsp::", "lsp"),
    ("clap::", "cli"),
];

#[test]
fn every_module_is_in_the_table_in_reading_order() {
    let library = fs::read_to_string(source_folder().join("lib.rs")).expect("lib.rs");
    let declared: Vec<&str> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    assert_eq!(declared, MAY_USE.map(|(module, _)| module));
}

#[test]
fn modules_use_only_what_the_table_allows() {
    for (module, may_use) in MAY_USE {
        for (path, text) in files_of(module) {
            for used in modules_used_in(&text) {
                let known = used == module || may_use.contains(&used);
                assert!(known, "{}: uses `{used}`", path.display());
            }
        }
    }
}

#[test]
fn some_dependencies_belong_to_one_module() {
    for (module, _) in MAY_USE {
        for (path, text) in files_of(module) {
            for (name, owner) in ONLY_IN {
                let known = module == owner || !text.contains(name);
                assert!(known, "{}: `{name}` belongs into {owner}", path.display());
            }
        }
    }
}

#[test]
fn modules_use_only_modules_above_them() {
    for (at, (module, may_use)) in MAY_USE.iter().enumerate() {
        for used in *may_use {
            let is_above = MAY_USE[..at].iter().any(|(above, _)| above == used);
            assert!(is_above, "{module} may not use {used}");
        }
    }
}

#[test]
fn the_command_line_only_starts_the_server() {
    for (path, text) in files_of("cli") {
        let other = text.replace("crate::lsp::run()", "").contains("crate::lsp");
        assert!(!other, "{}: more than `lsp::run`", path.display());
    }
}

#[test]
fn only_the_command_line_prints() {
    let modules = MAY_USE.iter().filter(|(module, _)| *module != "cli");
    for (path, text) in modules.flat_map(|(module, _)| files_of(module)) {
        // Measurements are tests that print.
        let code = text.split("#[test]").next().unwrap_or_default();
        let prints = ["print!(", "println!(", "dbg!("];
        let prints = prints.iter().any(|word| code.contains(word));
        let is_measurement = path.ends_with("rules/measurements.rs");
        assert!(!prints || is_measurement, "{}: prints", path.display());
    }
}

/// The first word of every path that begins with `crate::`.
fn modules_used_in(text: &str) -> impl Iterator<Item = &str> {
    text.split("crate::").skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_lowercase() && c != '_');
        &rest[..end.unwrap_or(rest.len())]
    })
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The Rust files of a module, with their texts.
fn files_of(module: &str) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![source_folder().join(module)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("UTF-8");
                files.push((path, text));
            }
        }
    }
    files
}
