//! Reports for other programs: each fits its schema and contains the same findings as JSON.

mod jsonl;
mod sarif;
mod github;
mod gitlab;
mod junit;
mod rdjson;

use serde_json::Value;

use super::{formats, formats_for_programs, sayso};
use crate::fixture::Fixture;
use crate::schema::fits;

/// Findings of every severity, on two lines, in an article, with a related place, and two identical ones. Paths and
/// messages contain characters with a special meaning in one of the formats.
const DRAFT: &str = "
//- desk 1,2:%/brücke&<1>.sayso
article \"Bridge {0} closed\"
  text: \"a%0A::error::x<&>]]>[l](u){0}\\\u{1b}[31m\u{9b}2J\u{2028}🌉\u{ffff}.md\"

source notice: wire \"N\"
  isued: 2026-13-01

claim x: quote \"“It is
  🌉 so”\"
  source: @nobody
claim: quote \"🌉 a\"
  source: @nobody at p. 3
claim: quote \"🌉 a\"
//- other.sayso
article \"Other\"
  text: \"other.md\"
claim: \"🌉 the bridge was\"
claim: opinion \"the bridge was\"
claim: fact \"the bridge was\"
entity ana: person \"Ana\"
entity ana: person \"🌉\" # Anna
//- other.md
🌉 the bridge was
closed. Nobody
spoke 3 times. So.
//- empty.sayso
";

/// What all formats contain about a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Reported {
    path: String,
    line: u64,
    rule: String,
    message: String,
}

#[track_caller]
fn printed(format: &str) -> String {
    sayso(&format!("check --format {format}"))
        .within(&Fixture::new(DRAFT))
        .exits(1)
        .out
}

/// The findings in the JSON format.
fn findings() -> Vec<Value> {
    let output: Value = serde_json::from_str(&printed("json")).expect("JSON");
    output["findings"].as_array().expect("a list").clone()
}

/// The findings in the JSON format, in order. `shown` converts messages and paths to how they are shown.
fn reported(shown: impl Fn(&str) -> String) -> Vec<Reported> {
    let findings = findings();
    assert!(findings.len() >= 12, "{findings:#?}");
    let mut reported: Vec<Reported> = findings
        .iter()
        .map(|finding| Reported {
            path: shown(text(&finding["path"])),
            line: finding["start"]["line"].as_u64().expect("a number"),
            rule: text(&finding["rule"]).to_owned(),
            message: shown(text(&finding["message"])),
        })
        .collect();
    reported.sort();
    reported
}

/// The text as it is printed to terminals and logs.
fn as_printed(text: &str) -> String {
    let shown = text.replace('\u{1b}', "␛");
    shown.replace(['\u{9b}', '\u{2028}', '\u{ffff}'], "\u{fffd}")
}

#[track_caller]
fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}

/// The output, which must fit the schema.
#[track_caller]
fn fitting(schema: &str, output: &str) -> Value {
    let output: Value = serde_json::from_str(output).expect("JSON");
    fits(schema, &output);
    output
}

/// Checks for raw control characters, and for line ends that only some programs recognise.
#[track_caller]
fn is_plain(output: &str) {
    let odd = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{2028}' | '\u{2029}');
    assert_eq!(output.find(odd), None, "{output:?}");
}

#[test]
fn without_findings_there_is_a_report() {
    let fixture = Fixture::new("//- a.sayso\n//- b.sayso\n");
    for format in formats_for_programs() {
        let output = sayso(&format!("check --format {format}")).within(&fixture);
        let output = output.exits(0).out;
        match format {
            "sarif" => {
                let report = sarif::log(&output);
                assert_eq!(report["runs"][0]["results"], serde_json::json!([]));
            }
            "gitlab" => assert_eq!(output, "[]\n"),
            "rdjson" => assert_eq!(
                fitting(rdjson::SCHEMA, &output)["diagnostics"],
                serde_json::json!([])
            ),
            "junit" => assert!(output.contains("tests=\"2\" failures=\"0\""), "{output}"),
            "jsonl" => assert_eq!(output, ""),
            _ => assert!(!output.contains("::"), "{output}"),
        }
    }
}

#[test]
fn paths_are_relative_to_the_root_of_the_repository() {
    let fixture =
        Fixture::new("//- .git/HEAD\n//- desk/sayso.toml\n//- desk/a.sayso\nclaim: \"a\"\n");
    for (format, path) in [
        ("sarif", "\"uri\": \"desk/a.sayso\""),
        ("github", "file=desk/a.sayso,"),
        ("gitlab", "\"path\": \"desk/a.sayso\""),
        ("junit", "testsuite name=\"desk/a.sayso\""),
        ("rdjson", "\"path\": \"desk/a.sayso\""),
        ("json", "\"path\": \"a.sayso\""),
        ("concise", "\na.sayso:1:8:"),
    ] {
        let call = sayso(&format!("check --format {format}"));
        let output = call.within_folder(&fixture, "desk").exits(0).out;
        assert!(format!("\n{output}").contains(path), "{format}: {output}");
    }
}

/// File names need not be UTF-8.
#[cfg(target_os = "linux")]
#[test]
fn a_path_need_not_be_utf_8() {
    use std::os::unix::ffi::OsStrExt;
    let fixture = Fixture::new("");
    let name = std::ffi::OsStr::from_bytes(b"a\xff\n.sayso");
    std::fs::write(fixture.root().join(name), "claim: \"a\"\n").unwrap();
    let shown_by = [
        ("human", "a\u{fffd}␊.sayso:1:8"),
        ("concise", "a\u{fffd}␊.sayso:1:8"),
        ("json", "\"a\u{fffd}\\n.sayso\""),
        ("jsonl", "\"a\u{fffd}\\n.sayso\""),
        ("sarif", "\"a%FF%0A.sayso\""),
        ("github", "file=a\u{fffd}␊.sayso,"),
        ("gitlab", "\"a\u{fffd}\\n.sayso\""),
        ("junit", "name=\"a\u{fffd}␊.sayso\""),
        ("rdjson", "\"a\u{fffd}\\n.sayso\""),
    ];
    assert!(formats().eq(shown_by.map(|(format, _)| format)));
    for (format, shown) in shown_by {
        let call = sayso(&format!("check --format {format} .")).within(&fixture);
        let output = call.exits(0).out;
        assert!(output.contains(shown), "{format}: {output}");
    }
}
