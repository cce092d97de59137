//! `--select`, `--ignore` and `--min-severity` decide what is reported, fixed and failed on.

use std::fs;

use expect_test::{Expect, expect};

use super::sayso;
use crate::fixture::Fixture;

const DRAFTS: &str = r#"
//- sayso.toml
//- a.sayso
source notice: reprt "Notice"
  isued: 2026
claim one: "One"
claim two: quote "Two"
  verdict: Confirmed
"#;

/// The findings, without the messages, and the closing lines.
#[track_caller]
fn check(arguments: &str, code: i32, expect: Expect) {
    let fixture = Fixture::new(DRAFTS);
    let output = sayso(&format!("check --format concise {arguments}"))
        .within(&fixture)
        .exits(code);
    assert_eq!(output.err, "");
    let lines = output.out.lines().map(|line| match line.split_once("] ") {
        Some((start, _)) if line.starts_with("a.sayso") => format!("{start}]\n"),
        _ => format!("{line}\n"),
    });
    expect.assert_eq(&lines.collect::<String>());
}

#[test]
fn everything() {
    check(
        "",
        1,
        expect![[r#"
        a.sayso:1:16: error[unknown-kind]
        a.sayso:2:3: error[unknown-field]
        a.sayso:3:12: warning[unsourced-claim]
        a.sayso:4:18: error[missing-speaker]
        a.sayso:4:18: warning[unsourced-claim]
        a.sayso:5:12: error[invalid-value]
        2 claims, 0 sourced, 2 unsourced; 4 errors, 2 warnings in 1 file
        3 can be fixed with `--fix`
    "#]],
    );
}

#[test]
fn rules_and_groups_are_selected() {
    check(
        "--select unsourced-claim",
        0,
        expect![[r#"
        a.sayso:3:12: warning[unsourced-claim]
        a.sayso:4:18: warning[unsourced-claim]
        2 claims, 0 sourced, 2 unsourced; 2 warnings in 1 file
        4 findings are left out by `--select`, `--ignore` or `--min-severity`
    "#]],
    );
    check(
        "--select unsourced-claim,names --select unknown-field",
        1,
        expect![[r#"
            a.sayso:2:3: error[unknown-field]
            a.sayso:3:12: warning[unsourced-claim]
            a.sayso:4:18: warning[unsourced-claim]
            2 claims, 0 sourced, 2 unsourced; 1 error, 2 warnings in 1 file
            1 can be fixed with `--fix`
            3 findings are left out by `--select`, `--ignore` or `--min-severity`
        "#]],
    );
    check(
        "--select sourcing --ignore unsourced-claim",
        0,
        expect![[r#"
            2 claims, 0 sourced, 2 unsourced; nothing found in 1 file
            6 findings are left out by `--select`, `--ignore` or `--min-severity`
        "#]],
    );
    check(
        "--ignore syntax,names,attribution",
        0,
        expect![[r#"
        a.sayso:3:12: warning[unsourced-claim]
        a.sayso:4:18: warning[unsourced-claim]
        2 claims, 0 sourced, 2 unsourced; 2 warnings in 1 file
        4 findings are left out by `--select`, `--ignore` or `--min-severity`
    "#]],
    );
    check(
        "--ignore all --select all",
        0,
        expect![[r#"
        2 claims, 0 sourced, 2 unsourced; nothing found in 1 file
        6 findings are left out by `--select`, `--ignore` or `--min-severity`
    "#]],
    );
}

#[test]
fn severities_are_selected() {
    check(
        "--min-severity error",
        1,
        expect![[r#"
        a.sayso:1:16: error[unknown-kind]
        a.sayso:2:3: error[unknown-field]
        a.sayso:4:18: error[missing-speaker]
        a.sayso:5:12: error[invalid-value]
        2 claims, 0 sourced, 2 unsourced; 4 errors in 1 file
        3 can be fixed with `--fix`
        2 findings are left out by `--select`, `--ignore` or `--min-severity`
    "#]],
    );
    check(
        "--min-severity hint --select names",
        0,
        expect![[r#"
        2 claims, 0 sourced, 2 unsourced; nothing found in 1 file
        6 findings are left out by `--select`, `--ignore` or `--min-severity`
    "#]],
    );
    check(
        "--min-severity error --select names",
        0,
        expect![[r#"
        2 claims, 0 sourced, 2 unsourced; nothing found in 1 file
        6 findings are left out by `--select`, `--ignore` or `--min-severity`
    "#]],
    );
}

#[test]
fn a_check_that_fails_shows_why() {
    let fixture = Fixture::new(DRAFTS);
    sayso("check --fail-on warning --min-severity error")
        .within(&fixture)
        .exits(2)
        .complains(expect![[r#"
            error: `--fail-on warning` would fail because of findings that `--min-severity error` does not show: use `--fail-on error`, or show them
        "#]]);
    sayso("check --fail-on never --min-severity error")
        .within(&fixture)
        .exits(0);
    // What is not selected does not fail.
    sayso("check --fail-on warning --select unused-source")
        .within(&fixture)
        .exits(0);
}

#[test]
fn an_unknown_name_gets_the_nearest_one() {
    let complaint = |arguments: &str| {
        let output = sayso(&format!("check {arguments}")).exits(2);
        assert_eq!(output.out, "");
        output.err
    };
    let complaints = [
        "--select unsourced-clam",
        "--ignore nothing-like-it",
        "--select names,",
        "--ignore syntax-error",
        "--ignore unused-source,confidential-exposed",
        "--min-severity fatal",
        "--select names --baseline known.json --write-baseline",
    ]
    .map(complaint);
    expect![[r#"
        error: invalid value 'unsourced-clam' for '--select <RULES>': there is no rule or group of that name: did you mean `unsourced-claim`? `sayso explain` lists all

        For more information, try '--help'.
        error: invalid value 'nothing-like-it' for '--ignore <RULES>': there is no rule or group of that name: `sayso explain` lists all

        For more information, try '--help'.
        error: invalid value '' for '--select <RULES>': there is no rule or group of that name: `sayso explain` lists all

        For more information, try '--help'.
        error: `syntax-error` cannot be ignored, because the other rules do not check what has one: take it out of `--ignore`
        error: `confidential-exposed` cannot be ignored, because it protects other people: take it out of `--ignore`
        error: invalid value 'fatal' for '--min-severity <SEVERITY>'
          [possible values: error, warning, information, hint]

        For more information, try '--help'.
        error: the argument '--select <RULES>' cannot be used with '--write-baseline'

        Usage: sayso check --select <RULES> --baseline <FILE> --cache-dir <FOLDER> [PATHS]...

        For more information, try '--help'.
    "#]].assert_eq(&complaints.concat());
}

#[test]
fn severities_of_the_settings_stay() {
    let fixture = Fixture::new(
        "
//- sayso.toml
[rules]
unsourced-claim = \"error\"
unused-source = \"off\"
//- a.sayso
source notice: report \"Notice\"
claim one: \"One\"
",
    );
    sayso("check --format concise --select unsourced-claim,unused-source")
        .within(&fixture)
        .exits(1)
        .prints(expect![[r#"
            a.sayso:2:12: error[unsourced-claim] claim `one` has no source: add `source: @…`
            1 claim, 0 sourced, 1 unsourced; 1 error in 1 file
        "#]]);
}

#[test]
fn an_allowance_is_not_unused_because_its_rule_is_not_selected() {
    let fixture =
        Fixture::new("claim one: \"One\"\n  allow: unsourced-claim \"the reporter saw it\"\n");
    for arguments in ["--select suppression", "--ignore sourcing"] {
        sayso(&format!("check {arguments} --format concise"))
            .within(&fixture)
            .exits(0)
            .ends("1 claim, 0 sourced, 1 unsourced; nothing found in 1 file\n");
    }
}

#[test]
fn syntax_errors_and_exposed_sources_are_always_reported() {
    let fixture = Fixture::new(
        r#"
//- a.sayso
article "A"
text
  Jane Doe said so. Others said so too.
source s: interview "Jane Doe"
  confidential: yes
//- b.sayso
claim "
"#,
    );
    let all = sayso("check --format concise")
        .within(&fixture)
        .exits(1)
        .out;
    let reported = |arguments: &str| {
        let call = sayso(&format!("check --format concise {arguments}"));
        let output = call.within(&fixture).exits(1).out;
        assert!(!output.contains("Jane"), "{output}");
        let lines = output.lines().filter(|line| line.contains(": error["));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(all.contains("confidential-exposed"), "{all}");
    for arguments in [
        "--select unused-entity",
        "--ignore all",
        "--ignore protection,syntax",
    ] {
        let reported = reported(arguments).join("\n");
        for rule in ["[confidential-exposed]", "[syntax-error]"] {
            assert!(reported.contains(rule), "{arguments}: {reported}");
        }
    }
}

#[test]
fn only_selected_findings_are_fixed() {
    let fixture = Fixture::new(DRAFTS);
    let text = || fs::read_to_string(fixture.path("a.sayso")).unwrap();
    let output = sayso("check --fix --select unknown-field --format concise")
        .within(&fixture)
        .exits(0);
    assert_eq!(output.err, "1 fixed in 1 file\n");
    assert!(text().contains("reprt") && text().contains("  issued: 2026"));
    // What is not shown is not fixed either.
    let output = sayso("check --fix --quiet --ignore unknown-kind")
        .within(&fixture)
        .exits(1);
    assert_eq!(output.err, "");
    assert!(text().contains("reprt") && text().contains("verdict: confirmed"));
    let diff = sayso("check --diff --select invalid-value").within(&fixture);
    assert_eq!(diff.exits(0).out, "");
    let diff = sayso("check --diff --select unknown-kind").within(&fixture);
    assert!(diff.exits(1).out.contains("+source notice: report"));
}

#[test]
fn the_cache_holds_the_results_of_all_rules() {
    let fixture = Fixture::new(DRAFTS);
    let all = |arguments: &str| {
        let call = sayso(&format!("check --fail-on never {arguments}"));
        call.within(&fixture).exits(0).out
    };
    let first = all("--select unsourced-claim");
    let everything = all("--no-cache");
    assert_eq!(all(""), everything);
    assert_eq!(all("--select unsourced-claim"), first);
    assert_ne!(first, everything);
}

#[test]
fn a_cached_finding_is_fixed_by_a_new_name() {
    let fixture = Fixture::new("//- a.sayso\nclaim: opinion \"One\"\n  about: @rocio\n");
    let cache = Fixture::new("");
    let fixable = || {
        let call = sayso("check --format jsonl --select unresolved-reference");
        let out = call.within(&fixture).keeping(&cache).exits(1).out;
        let finding: serde_json::Value = serde_json::from_str(&out).expect("one finding");
        finding["fixable"].clone()
    };
    assert_eq!(fixable(), serde_json::Value::Null);
    fixture.write("b.sayso", "entity rocia: person \"Rocía\"\n");
    assert_eq!(fixable(), "unsafe");
    fixture.write("b.sayso", "entity other: person \"Other\"\n");
    assert_eq!(fixable(), serde_json::Value::Null);
}

#[test]
fn a_baseline_is_compared_with_all_rules() {
    let fixture = Fixture::new(DRAFTS);
    let check = |arguments: &str, code| {
        let call = sayso(&format!(
            "check --format concise --baseline known.json {arguments}"
        ));
        call.within(&fixture).exits(code)
    };
    check("--write-baseline", 0);
    let stored = fs::read_to_string(fixture.path("known.json")).unwrap();
    check("--select names", 0).prints(expect![[r#"
        2 claims, 0 sourced, 2 unsourced; nothing found in 1 file
        6 known findings are in the baseline
    "#]]);
    assert_eq!(
        fs::read_to_string(fixture.path("known.json")).unwrap(),
        stored
    );
}

#[test]
fn quiet_prints_findings_only() {
    let fixture = Fixture::new(DRAFTS);
    let select = "--select unsourced-claim";
    sayso(&format!("check --format concise -q {select}"))
        .within(&fixture)
        .exits(0)
        .prints(expect![[r#"
            a.sayso:3:12: warning[unsourced-claim] claim `one` has no source: add `source: @…`
            a.sayso:4:18: warning[unsourced-claim] claim `two` has no source: add `source: @…`
        "#]]);
    sayso("check -q --select duplicate-name")
        .within(&fixture)
        .exits(0)
        .prints(expect![[""]]);
    // A report for programs is complete.
    let json = |arguments: &str| {
        let call = sayso(&format!("check --format json {select} {arguments}"));
        call.within(&fixture).exits(0).out
    };
    assert_eq!(json("-q"), json(""));
}

#[test]
fn statistics() {
    let fixture = Fixture::new(DRAFTS);
    sayso("check --statistics")
        .within(&fixture)
        .exits(1)
        .prints(expect![[r#"
            2      unsourced-claim
            1  [*] invalid-value
            1      missing-speaker
            1  [*] unknown-field
            1  [*] unknown-kind
            2 claims, 0 sourced, 2 unsourced; 4 errors, 2 warnings in 1 file
            3 can be fixed with `--fix`
        "#]]);
    sayso("check --statistics --format json --select syntax,sourcing --fail-on never")
        .within(&fixture)
        .exits(0)
        .prints(expect![[r#"
            {
              "version": 1,
              "statistics": [
                {
                  "rule": "unsourced-claim",
                  "count": 2,
                  "fixable": 0,
                  "fixable_unsafe": 0
                },
                {
                  "rule": "invalid-value",
                  "count": 1,
                  "fixable": 1,
                  "fixable_unsafe": 0
                },
                {
                  "rule": "unknown-field",
                  "count": 1,
                  "fixable": 1,
                  "fixable_unsafe": 0
                },
                {
                  "rule": "unknown-kind",
                  "count": 1,
                  "fixable": 1,
                  "fixable_unsafe": 0
                }
              ],
              "summary": {
                "files": 1,
                "files_with_findings": 1,
                "claims": 2,
                "sourced": 0,
                "unsourced": 2,
                "needing_no_source": 0,
                "errors": 3,
                "warnings": 2,
                "information": 0,
                "hints": 0
              }
            }
        "#]]);
    sayso("check --statistics --format sarif")
        .within(&fixture)
        .exits(2)
        .complains(expect![[r#"
            error: --format sarif has no form for --statistics: use it without --format, or with --format json
        "#]]);
}
