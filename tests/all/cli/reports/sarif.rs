//! SARIF, checked against its published schema.

use std::collections::BTreeSet;

use sayso::rules::RULES;
use serde_json::{Value, json};

use crate::cli::sayso;
use crate::fixture::Fixture;

use super::{Reported, findings, fitting, is_plain, printed, reported, text};

const SCHEMA: &str = include_str!("../../../fixtures/schemas/sarif-2.1.0.json");
/// A mistake in the published schema: an unbalanced bracket, which makes an invalid regular expression. It does not
/// affect anything that Sayso writes.
const SLIP: &str = "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$";

/// The output, which must fit the schema.
#[track_caller]
pub fn log(output: &str) -> Value {
    assert!(SCHEMA.contains(SLIP));
    fitting(&SCHEMA.replace(SLIP, ""), output)
}

/// The run; its log must fit the schema.
fn run() -> Value {
    let output = printed("sarif");
    is_plain(&output);
    log(&output)["runs"][0].clone()
}

fn results() -> Vec<Value> {
    run()["results"].as_array().expect("a list").clone()
}

#[test]
fn the_schema_is_valid() {
    let wrong = json!({"version": "2.1.0", "runs": [{"results": []}]});
    let wrong = std::panic::catch_unwind(|| log(&wrong.to_string()));
    assert!(wrong.is_err(), "a run without a tool fits");
}

#[test]
fn contains_all_findings() {
    let mut found: Vec<Reported> = results().iter().map(from_result).collect();
    found.sort();
    assert_eq!(found, reported(str::to_owned));
}

#[test]
fn of_very_many_the_most_severe_are_reported() {
    let fixture = Fixture::new("");
    let many = "claim: \"x\"\n".repeat(25_001);
    fixture.write(
        "draft.sayso",
        format!("{many}claim: \"x\"\n  source: @nobody\n"),
    );
    let output = sayso("check --format sarif").within(&fixture).exits(1).out;
    let run = log(&output)["runs"][0].clone();
    let results = run["results"].as_array().expect("a list");
    assert_eq!(results.len(), 25_000);
    assert_eq!(results[0]["ruleId"], "unresolved-reference");
    let reported = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert_eq!(
        reported,
        "2 more findings are left out, none of them more severe than those in the report"
    );
}

fn from_result(result: &Value) -> Reported {
    let place = &result["locations"][0]["physicalLocation"];
    Reported {
        path: path(&place["artifactLocation"]),
        line: place["region"]["startLine"].as_u64().expect("a number"),
        rule: text(&result["ruleId"]).to_owned(),
        message: message(text(&result["message"]["text"])),
    }
}

/// The path in a URI relative to the root of the repository.
fn path(artifact: &Value) -> String {
    assert_eq!(artifact["uriBaseId"], "%SRCROOT%");
    let uri = text(&artifact["uri"]);
    assert!(uri.is_ascii() && !uri.contains([' ', ':', ',']), "{uri}");
    percent_encoding::percent_decode_str(uri)
        .decode_utf8()
        .expect("UTF-8")
        .into_owned()
}

/// The text as a viewer shows it: a backslash escapes the next bracket, and doubled braces are one.
fn message(text: &str) -> String {
    let text = match text.contains("\\[") {
        true => text
            .replace("\\[", "[")
            .replace("\\]", "]")
            .replace(r"\\", r"\"),
        false => text.to_owned(),
    };
    text.replace("{{", "{").replace("}}", "}")
}

#[test]
fn messages_contain_no_links_and_no_placeholders() {
    let results = results();
    let found = results.iter().map(|it| text(&it["message"]["text"]));
    let odd: Vec<&str> = found.filter(|text| text.contains("(u)")).collect();
    assert_eq!(odd.len(), 1, "{odd:?}");
    assert!(odd[0].contains(r"\[l\](u){{0}}"), "{odd:?}");
}

#[test]
fn every_rule_is_described() {
    let rules = run()["tool"]["driver"]["rules"].clone();
    let rules = rules.as_array().expect("a list");
    let ids: Vec<&str> = rules.iter().map(|rule| text(&rule["id"])).collect();
    let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(ids, names);
    for (rule, described) in RULES.iter().zip(rules) {
        assert_eq!(described["shortDescription"]["text"], rule.summary);
        assert_eq!(described["help"]["markdown"], rule.documentation.trim());
    }
    for result in results() {
        let index = result["ruleIndex"].as_u64().expect("a number") as usize;
        assert_eq!(result["ruleId"], names[index]);
    }
}

#[test]
fn regions_are_those_of_json() {
    assert_eq!(run()["columnKind"], "unicodeCodePoints");
    let region_of = |finding: &Value| {
        json!({
            "startLine": finding["start"]["line"],
            "startColumn": finding["start"]["column"],
            "endLine": finding["end"]["line"],
            "endColumn": finding["end"]["column"],
        })
    };
    let mut related = 0;
    for (result, finding) in results().iter().zip(findings()) {
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["region"], region_of(&finding));
        let shown = result["relatedLocations"].as_array();
        let reported = finding["related"].as_array().expect("a list");
        assert_eq!(shown.map_or(0, Vec::len), reported.len());
        for (shown, reported) in shown.into_iter().flatten().zip(reported) {
            let place = &shown["physicalLocation"];
            assert_eq!(place["region"], region_of(reported));
            assert_eq!(path(&place["artifactLocation"]), text(&reported["path"]));
            assert_eq!(shown["message"]["text"], reported["message"]);
            related += 1;
        }
    }
    assert!(related > 0);
}

#[test]
fn levels_and_fingerprints() {
    let mut levels = BTreeSet::new();
    for (result, finding) in results().iter().zip(findings()) {
        let level = match text(&finding["severity"]) {
            "error" => "error",
            "warning" => "warning",
            _ => "note",
        };
        assert_eq!(result["level"], level);
        levels.insert(level);
        let fingerprints = &result["partialFingerprints"];
        assert_eq!(fingerprints["sayso/v1"], finding["fingerprint"]);
        assert_eq!(
            fingerprints["primaryLocationLineHash"],
            finding["fingerprint"]
        );
    }
    assert_eq!(levels.len(), 3);
}

/// No fix is reported if there are several, or if somebody should check it.
#[test]
fn a_safe_fix_is_included() {
    let results = results();
    let mut fixed = results.iter().filter(|it| !it["fixes"].is_null());
    let (result, none) = (fixed.next().expect("a fix"), fixed.next());
    assert_eq!((&result["ruleId"], none), (&json!("unknown-field"), None));
    let place = &result["locations"][0]["physicalLocation"];
    let change = json!({
        "artifactLocation": place["artifactLocation"],
        "replacements": [{
            "deletedRegion": place["region"],
            "insertedContent": {"text": "issued"},
        }],
    });
    assert_eq!(result["fixes"][0]["artifactChanges"], json!([change]));
    assert!(!text(&result["fixes"][0]["description"]["text"]).is_empty());
}
