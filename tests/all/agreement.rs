//! `sayso check` and the server report the same findings.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sayso::configuration;
use sayso::workspace::disk::{self, Reach};
use serde_json::{Value, json};

use crate::fixture::Fixture;
use crate::lsp::Client;

/// The message that marks a diagnostic on the article as a copy of one on a draft.
const MIRRORED: &str = "the claim that quotes this passage";

/// A finding as both report it, with the server's positions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct ShownFinding {
    path: PathBuf,
    /// Lines and UTF-16 columns from 0.
    range: [u64; 4],
    rule: String,
    severity: String,
    message: String,
}

#[test]
fn on_the_example() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/venezuela");
    agree(&folder, 30);
}

#[test]
fn on_many_kinds_of_mistakes() {
    agree_on(
        r#"
//- a.sayso
article "Bridge closed"
  text: "story.md"
  publishd: 2026-13-01

entity ana: person "Ana 🌉"
  wikidata: Q1
entity ana: persn "Ana 🌉" 🌉 extra
claim closed: "🌉 The bridge … closed"
  source: @notice at p. 
claim closed: quote "It was a pity”
  said-by: @closed
clam x
claim: allegation "unsafe"
  about: @nobody
  note: "see @both and @ghost"
//- desk/b.sayso
entity both: person "Bea"
  wikidata: Q1
source one: wire "One"
  derived-from: @two
source two: wire "Two"
  derived-from: @one
//- c.sayso
entity both: place "Bea"
//- story.md
# A *heading* with 3 words

🌉 The bridge, which **everybody** knew, was closed. It was unsafe; unsafe, 40 officials said.

Ana 🌉 spoke. Nobody else did.
"#,
        12,
    );
}

#[test]
fn on_an_embedded_text() {
    agree_on(
        "
//- a.sayso
article \"A\"

claim: \"Officials said\"

text
  🌉 Officials said it. Nobody else spoke, on 4 May.

  Ana said so. Ana said so.

claim: \"Ana said so\"
",
        4,
    );
}

#[test]
fn on_line_ends_and_byte_order_marks() {
    let fixture = Fixture::new("");
    let draft = "\u{feff}article \"A\"\n  text: \"a.md\"\n\nclaim: \"🌉 it is\nclaim: \"🌉 It is so\"\n  bye: x\r  by";
    fixture.write("a.sayso", draft.replace('\n', "\r\n"));
    fixture.write(
        "a.md",
        "\u{feff}🌉 It is\r\nso. That is all.\rNo: 🌉 3 more.\r\n",
    );
    agree(fixture.root(), 4);
}

#[test]
fn on_allowed_findings() {
    agree_on(
        "
//- a.sayso
# sayso: allow uncovered-sentence \"x\", single-source, unused-entity \"x\"
# sayso: alow unused-entity
article \"A\"
  text: \"story.txt\"
  allow: missing-article-text \"x\"
claim: \"It is so\"
  allow: unsourced-claim
claim: allegation \"That is all\"
  source: @s at p. 1
  allow: unsourced-claim \"x\", confidential-exposed \"x\"
source s: report \"S\"
//- story.txt
It is so. That is all. Nobody claims this.
",
        5,
    );
}

#[test]
fn on_two_drafts_of_one_article() {
    agree_on(
        "
//- a.sayso
article \"A\"
  text: \"story.txt\"
claim: \"It is so\"
//- b.sayso
article \"B\"
  text: \"story.txt\"
claim: \"It is not so\"
//- story.txt
It is so. That is all.
",
        4,
    );
}

#[test]
fn on_missing_articles() {
    let fixture = Fixture::new(
        "
//- a.sayso
article \"A\"
  text: \"gone.md\"
//- b.sayso
article \"B\"
  text: \"../../outside.md\"
//- c.sayso
article \"C\"
  text: \"latin.md\"
//- d.sayso
article \"D\"
  text: \"folder\"
//- folder/x.txt
",
    );
    fixture.write("latin.md", b"caf\xe9");
    agree(fixture.root(), 4);
}

#[test]
fn on_a_confidential_source() {
    agree_on(
        "
//- a.sayso
source insider: interview \"A talk with Ines\"
  confidential: yes
  by: @ines
  url: https://example.org/ines
claim: \"It is so\"
  source: @insider
  source: @insider at p. 3
",
        2,
    );
}

#[track_caller]
fn agree_on(fixture: &str, at_least: usize) {
    agree(Fixture::new(fixture).root(), at_least);
}

/// Checks that there are at least that many findings, and that all three ways report the same.
#[track_caller]
pub fn agree(folder: &Path, at_least: usize) {
    let checked = checked(folder);
    assert!(checked.len() >= at_least, "{checked:#?}");
    assert_same(&checked, &shown(folder, false), "pushed");
    assert_same(&checked, &shown(folder, true), "pulled");
}

#[track_caller]
fn assert_same(checked: &[ShownFinding], shown: &[ShownFinding], how: &str) {
    let only = |these: &[ShownFinding], those: &[ShownFinding]| -> Vec<ShownFinding> {
        let missing = these.iter().filter(|finding| !those.contains(finding));
        missing.cloned().collect()
    };
    let (in_check, in_server) = (only(checked, shown), only(shown, checked));
    assert!(
        checked == shown,
        "{how}: only `check` says {in_check:#?}; only the server says {in_server:#?}"
    );
}

/// The findings of `sayso check` in the folder. What several drafts find in their article counts once.
fn checked(folder: &Path) -> Vec<ShownFinding> {
    let output = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(["check", "--no-cache", "--format", "json"])
        .arg(folder)
        .current_dir(folder)
        .output()
        .expect("the binary runs");
    let output: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = output["findings"].as_array().expect("a list");
    let mut findings: Vec<ShownFinding> =
        findings.iter().map(|one| from_check(folder, one)).collect();
    findings.sort();
    findings.dedup();
    findings
}

fn from_check(folder: &Path, finding: &Value) -> ShownFinding {
    let word = |key: &str| finding[key].as_str().expect("a string").to_owned();
    let path = folder.join(word("path"));
    let text = held_by_editors(&path);
    let [start, end] = ["start", "end"].map(|point| in_utf16(&text, &finding[point]));
    ShownFinding {
        path,
        range: [start[0], start[1], end[0], end[1]],
        rule: word("rule"),
        severity: word("severity"),
        message: word("message"),
    }
}

/// The text of a file as editors hold it: without a byte-order mark.
fn held_by_editors(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a file");
    text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()
}

/// Converts lines and columns in code points, both from 1.
fn in_utf16(text: &str, point: &Value) -> [u64; 2] {
    let [line, column] = ["line", "column"].map(|key| point[key].as_u64().unwrap() - 1);
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let line_text = lines.split('\n').nth(line as usize).expect("the line");
    let before = line_text.chars().take(column as usize);
    [line, before.map(|c| c.len_utf16() as u64).sum()]
}

/// The findings that the server reports when all drafts of the folder are open.
fn shown(folder: &Path, pulls: bool) -> Vec<ShownFinding> {
    let mut capabilities = json!({
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
        },
    });
    if pulls {
        capabilities["textDocument"]["diagnostic"] = json!({});
        capabilities["workspace"] = json!({"diagnostics": {"refreshSupport": true}});
    }
    let mut client = Client::open_with(folder, capabilities).0;
    let configuration = configuration::read(folder).expect("a configuration that holds");
    let drafts = disk::find(folder, &configuration, Reach::Everywhere).files;
    for path in &drafts {
        client.open_text(&uri(path), &held_by_editors(path));
    }
    let mut found = BTreeMap::new();
    for path in &drafts {
        if pulls {
            let document = json!({"textDocument": {"uri": uri(path)}});
            let report = client.request("textDocument/diagnostic", document);
            found.insert(uri(path), report["items"].clone());
        } else {
            // Everything pushed about the draft arrives before this response.
            client.request("textDocument/codeAction", start_of(path));
        }
    }
    for (uri, pushed) in client.published_last() {
        match found.get(&uri) {
            Some(_) => assert_eq!(pushed, json!([]), "{uri}: pulled, and pushed too"),
            None => drop(found.insert(uri, pushed)),
        }
    }
    client.close();
    let mut findings: Vec<ShownFinding> = found
        .iter()
        .flat_map(|(uri, diagnostics)| {
            let diagnostics = diagnostics.as_array().expect("a list").iter();
            let own = diagnostics.filter(|diagnostic| !is_mirrored(diagnostic));
            own.map(move |diagnostic| from_server(uri, diagnostic))
        })
        .collect();
    findings.sort();
    // `check` tells once what several drafts of one article report.
    findings.dedup();
    findings
}

fn is_mirrored(diagnostic: &Value) -> bool {
    diagnostic["relatedInformation"][0]["message"] == MIRRORED
}

fn from_server(uri: &str, diagnostic: &Value) -> ShownFinding {
    let range = &diagnostic["range"];
    let number = |point: &str, key: &str| range[point][key].as_u64().expect("a number");
    let word = |key: &str| diagnostic[key].as_str().expect("a string").to_owned();
    let severity = diagnostic["severity"].as_u64().expect("a number");
    ShownFinding {
        path: PathBuf::from(uri.strip_prefix("file://").expect("a file")),
        range: [
            number("start", "line"),
            number("start", "character"),
            number("end", "line"),
            number("end", "character"),
        ],
        rule: word("code"),
        severity: ["error", "warning", "information", "hint"][severity as usize - 1].to_owned(),
        message: word("message"),
    }
}

fn start_of(path: &Path) -> Value {
    let start = json!({"line": 0, "character": 0});
    json!({
        "textDocument": {"uri": uri(path)},
        "range": {"start": start, "end": start},
        "context": {"diagnostics": []},
    })
}

/// The folders of these tests need no escapes.
fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}
