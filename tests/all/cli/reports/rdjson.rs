//! The diagnostic format, checked against reviewdog's documentation.

use serde_json::{Value, json};

use super::{DRAFT, Reported, findings, fitting, is_plain, printed, reported, text};
use crate::fixture::Fixture;

pub const SCHEMA: &str = include_str!("../../../fixtures/schemas/rdjson.json");

fn diagnostics() -> Vec<Value> {
    let output = printed("rdjson");
    is_plain(&output);
    let report = fitting(SCHEMA, &output);
    report["diagnostics"].as_array().expect("a list").clone()
}

#[test]
fn contains_all_findings() {
    let diagnostics = diagnostics();
    let found = diagnostics.iter().map(|diagnostic| Reported {
        path: text(&diagnostic["location"]["path"]).to_owned(),
        line: diagnostic["location"]["range"]["start"]["line"]
            .as_u64()
            .expect("a number"),
        rule: text(&diagnostic["code"]["value"]).to_owned(),
        message: text(&diagnostic["message"]).to_owned(),
    });
    let mut found: Vec<Reported> = found.collect();
    found.sort();
    assert_eq!(found, reported(str::to_owned));
}

#[test]
fn columns_count_bytes() {
    let fixture = Fixture::new(DRAFT);
    let position = |path: &str, point: &Value| {
        let text = fixture.text(path);
        let byte = point["byte"].as_u64().expect("a number") as usize;
        let line = text[..byte].rsplit('\n').next().expect("a line");
        json!({"line": point["line"], "column": line.len() + 1})
    };
    let mut differ = false;
    for (diagnostic, finding) in diagnostics().iter().zip(findings()) {
        let path = text(&finding["path"]);
        let range = &diagnostic["location"]["range"];
        for point in ["start", "end"] {
            assert_eq!(range[point], position(path, &finding[point]));
            differ |= range[point]["column"] != finding[point]["column"];
        }
        let none = Vec::new();
        let related = diagnostic["related_locations"].as_array().unwrap_or(&none);
        let reported = finding["related"].as_array().expect("a list");
        assert_eq!(related.len(), reported.len());
        for (related, reported) in related.iter().zip(reported) {
            let start = position(text(&reported["path"]), &reported["start"]);
            assert_eq!(related["location"]["range"]["start"], start);
        }
    }
    assert!(differ, "no column behind a letter of several bytes");
}

#[test]
fn three_severities() {
    for (diagnostic, finding) in diagnostics().iter().zip(findings()) {
        let severity = match text(&finding["severity"]) {
            "error" => "ERROR",
            "warning" => "WARNING",
            _ => "INFO",
        };
        assert_eq!(diagnostic["severity"], severity);
    }
}

#[test]
fn a_safe_fix_is_suggested() {
    let diagnostics = diagnostics();
    let mut fixed = diagnostics.iter().filter(|it| !it["suggestions"].is_null());
    let (diagnostic, none) = (fixed.next().expect("a fix"), fixed.next());
    assert_eq!(
        (&diagnostic["code"]["value"], none),
        (&json!("unknown-field"), None)
    );
    let range = &diagnostic["location"]["range"];
    assert_eq!(
        diagnostic["suggestions"],
        json!([{"range": range, "text": "issued"}])
    );
}
