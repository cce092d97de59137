//! One small draft in each format.

use expect_test::expect;
use serde_json::Value;

use super::sayso;
use crate::fixture::Fixture;

const DRAFT: &str = r#"
//- desk/bridge.sayso
article "Bridge closed"
  text: "bridge.md"

claim: quote "“It is … unsafe 🌉”, the mayor of Ødegård said"
  source: @notice
//- desk/bridge.md
“It is utterly unsafe 🌉”, the mayor of Ødegård said. Nobody else spoke.
//- names.sayso
entity ana: person "Ana"
entity ana: person "Anna"
"#;

#[test]
fn for_people() {
    sayso("check")
        .within(&Fixture::new(DRAFT))
        .exits(1)
        .prints(expect![[r#"
            hint[uncovered-sentence]: 1 of 2 sentences has no claim yet: add one that quotes “Nobody else spoke.”
             --> desk/bridge.md:1:54
              |
            1 | “It is utterly unsafe 🌉”, the mayor of Ødegård said. Nobody else spoke.
              |                                                       ^^^^^^^^^^^^^^^^^^

            error[missing-speaker]: this claim is a quote without a speaker: add `said-by: @…`
             --> desk/bridge.sayso:4:14
              |
            4 | claim: quote "“It is … unsafe 🌉”, the mayor of Ødegård said"
              |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

            error[unresolved-reference]: `@notice` is not declared: correct the name, or declare it
             --> desk/bridge.sayso:5:11
              |
            5 |   source: @notice
              |           ^^^^^^^

            error[duplicate-name]: `ana` is declared twice in this file: rename one of them
             --> names.sayso:1:8
              |
            1 | entity ana: person "Ana"
              |        ^^^
              |
             ::: names.sayso:2:8
              |
            2 | entity ana: person "Anna"
              |        --- `ana` is also declared here

            error[duplicate-name]: `ana` is declared twice in this file: rename one of them
             --> names.sayso:2:8
              |
            2 | entity ana: person "Anna"
              |        ^^^
              |
             ::: names.sayso:1:8
              |
            1 | entity ana: person "Ana"
              |        --- `ana` is also declared here

            1 claim, 1 sourced, 0 unsourced; 4 errors, 1 hint in 3 files
        "#]]);
}

#[test]
fn one_line_per_finding() {
    sayso("check --format concise")
        .within(&Fixture::new(DRAFT))
        .exits(1)
        .prints(expect![[r#"
            desk/bridge.md:1:54: hint[uncovered-sentence] 1 of 2 sentences has no claim yet: add one that quotes “Nobody else spoke.”
            desk/bridge.sayso:4:14: error[missing-speaker] this claim is a quote without a speaker: add `said-by: @…`
            desk/bridge.sayso:5:11: error[unresolved-reference] `@notice` is not declared: correct the name, or declare it
            names.sayso:1:8: error[duplicate-name] `ana` is declared twice in this file: rename one of them
            names.sayso:2:8: error[duplicate-name] `ana` is declared twice in this file: rename one of them
            1 claim, 1 sourced, 0 unsourced; 4 errors, 1 hint in 3 files
        "#]]);
}

#[test]
fn for_programs() {
    let fixture = Fixture::new(DRAFT);
    let printed = sayso("check --format json").within(&fixture).exits(1).out;
    let output: Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(keys(&output), ["findings", "summary", "version"]);
    assert_eq!(output["version"], 1);
    let findings = output["findings"].as_array().expect("a list");
    assert!(!findings.is_empty());
    for finding in findings {
        assert_eq!(
            keys(finding),
            [
                "end",
                "fingerprint",
                "fixable",
                "message",
                "path",
                "related",
                "rule",
                "severity",
                "start"
            ]
        );
        assert_is_a_place(finding);
        for related in finding["related"].as_array().expect("a list") {
            assert_eq!(keys(related), ["end", "message", "path", "start"]);
            assert_is_a_place(related);
        }
    }
    expect![[r#"
        {
          "claims": 1,
          "errors": 4,
          "files": 2,
          "files_with_findings": 3,
          "hints": 1,
          "information": 0,
          "needing_no_source": 0,
          "sourced": 1,
          "unsourced": 0,
          "warnings": 0
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&output["summary"]).unwrap());
}

/// Bytes, lines and columns that fit the file.
fn assert_is_a_place(place: &Value) {
    let fixture = Fixture::new(DRAFT);
    let text = fixture.text(place["path"].as_str().expect("a path"));
    for point in [&place["start"], &place["end"]] {
        assert_eq!(keys(point), ["byte", "column", "line"]);
        let before = &text[..point["byte"].as_u64().unwrap() as usize];
        let line = before.rsplit('\n').next().unwrap();
        assert_eq!(point["line"], before.matches('\n').count() + 1);
        assert_eq!(point["column"], line.chars().count() + 1);
    }
}

fn keys(object: &Value) -> Vec<&str> {
    let object = object.as_object().expect("an object");
    let mut keys: Vec<&str> = object.keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}
