//! The drafts in `examples/` have the findings that their comments name.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use sayso::rules::RULES;

const FOLDER: &str = "examples/venezuela";

/// One line of `--format concise`.
struct Shown {
    path: String,
    line: usize,
    rule: String,
}

#[test]
fn nothing_is_found_in_the_finished_draft() {
    assert!(found_in("*.sayso").is_empty());
}

#[test]
fn the_other_drafts_show_every_rule() {
    let found = found_in(".");
    let shown: BTreeSet<&str> = found.iter().map(|shown| shown.rule.as_str()).collect();
    let missing: Vec<_> = RULES
        .iter()
        .filter(|rule| rule.is_about_drafts() && !shown.contains(rule.name))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_draft_in_progress_has_no_error() {
    let output = check("in-progress");
    assert!(!output.contains(": error["), "{output}");
}

#[test]
fn the_comment_above_names_what_is_found() {
    for Shown { path, line, rule } in found_in(".") {
        let draft = path.replace(".md", ".sayso");
        let text = std::fs::read_to_string(root().join(draft)).expect("a draft");
        // The last comment of a draft names the findings in its article.
        let above = if path.ends_with(".md") {
            text.lines().count()
        } else {
            line
        };
        let comment = last_comment(&text.lines().take(above).collect::<Vec<_>>());
        assert!(comment.contains(&rule), "{path}:{line} {rule}: {comment}");
    }
}

#[test]
fn every_example_is_formatted() {
    let output = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(["fmt", "--check", "examples"])
        .current_dir(root())
        .output()
        .expect("the binary starts");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(output.status.success(), "{printed}");
    assert!(
        printed.ends_with(" files are already formatted\n"),
        "{printed}"
    );
}

/// The lines of the last comment in column 0.
fn last_comment(lines: &[&str]) -> String {
    let is_comment = |line: &&&str| line.starts_with('#');
    let below = lines.iter().rev().skip_while(|line| !is_comment(line));
    let comment: Vec<&str> = below.take_while(is_comment).copied().collect();
    comment.into_iter().rev().collect::<Vec<_>>().join("\n")
}

fn found_in(paths: &str) -> Vec<Shown> {
    let output = check(paths);
    let findings = output.lines().filter(|line| line.starts_with(FOLDER));
    findings.map(read).collect()
}

/// `path:line:column: severity[rule] message`
fn read(finding: &str) -> Shown {
    let mut parts = finding.splitn(4, ':');
    let mut next = || parts.next().expect("four parts").to_owned();
    let (path, line, _, rest) = (next(), next(), next(), next());
    let rule = rest.split(['[', ']']).nth(1).expect("a rule");
    Shown {
        path,
        line: line.parse().expect("a line number"),
        rule: rule.to_owned(),
    }
}

/// The output of `sayso check` for paths in the example's folder.
fn check(paths: &str) -> String {
    let binary = env!("CARGO_BIN_EXE_sayso");
    let output = Command::new("sh")
        .args([
            "-c",
            &format!("'{binary}' check --no-cache --format concise {FOLDER}/{paths}"),
        ])
        .current_dir(root())
        .output()
        .expect("a shell");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(printed.contains(" claims, "), "the check did not run");
    printed
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
