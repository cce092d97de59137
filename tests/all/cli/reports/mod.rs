//! Reports for other programs: each is valid against its schema and contains the same findings as JSON.

mod jsonl;
mod sarif;
mod github;
mod gitlab;
mod junit;
mod rdjson;

use serde_json::Value;

use super::sayso;
use crate::fixture::Fixture;
use crate::schema::fits;

/// Every severity, a finding on two lines, one in an article, one that shows another place, two that
/// are alike; and paths and messages of characters that mean something in one of the formats.
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

/// What all formats report about a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
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

/// The findings as JSON has them.
fn findings() -> Vec<Value> {
    let output: Value = serde_json::from_str(&printed("json")).expect("JSON");
    output["findings"].as_array().expect("a list").clone()
}

/// The findings as JSON has them, in order. `shown` is how messages and paths are shown.
fn told(shown: impl Fn(&str) -> String) -> Vec<Told> {
    let findings = findings();
    assert!(findings.len() >= 12, "{findings:#?}");
    let mut told: Vec<Told> = findings
        .iter()
        .map(|finding| Told {
            path: shown(text(&finding["path"])),
            line: finding["start"]["line"].as_u64().expect("a number"),
            rule: text(&finding["rule"]).to_owned(),
            message: shown(text(&finding["message"])),
        })
        .collect();
    told.sort();
    told
}

/// As terminals and logs are shown it.
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

/// Neither raw control characters nor line ends that only some readers know.
#[track_caller]
fn is_plain(output: &str) {
    let odd = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{2028}' | '\u{2029}');
    assert_eq!(output.find(odd), None, "{output:?}");
}

#[test]
fn no_findings_is_a_report_too() {
    let fixture = Fixture::new("//- a.sayso\n//- b.sayso\n");
    for format in [
        "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson",
    ] {
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
fn paths_count_from_the_root_of_the_repository() {
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

/// Names of files need be no text.
#[cfg(target_os = "linux")]
#[test]
fn a_path_that_is_not_utf_8_is_accepted() {
    use std::os::unix::ffi::OsStrExt;
    let fixture = Fixture::new("");
    let name = std::ffi::OsStr::from_bytes(b"a\xff\n.sayso");
    std::fs::write(fixture.root().join(name), "claim: \"a\"\n").unwrap();
    for (format, shown) in [
        ("human", "a\u{fffd}␊.sayso:1:8"),
        ("concise", "a\u{fffd}␊.sayso:1:8"),
        ("json", "\"a\u{fffd}\\n.sayso\""),
        ("jsonl", "\"a\u{fffd}\\n.sayso\""),
        ("sarif", "\"a%FF%0A.sayso\""),
        ("github", "file=a\u{fffd}␊.sayso,"),
        ("gitlab", "\"a\u{fffd}\\n.sayso\""),
        ("junit", "name=\"a\u{fffd}␊.sayso\""),
        ("rdjson", "\"a\u{fffd}\\n.sayso\""),
    ] {
        let call = sayso(&format!("check --format {format} .")).within(&fixture);
        let output = call.exits(0).out;
        assert!(output.contains(shown), "{format}: {output}");
    }
}
