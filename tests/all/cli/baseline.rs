//! Known findings do not fail, new ones do, and fixed ones stay fixed.

use std::fs;

use expect_test::{Expect, expect};
use serde_json::Value;

use super::{formats, sayso};
use crate::fixture::Fixture;

const CHECK: &str = "check --format concise --fail-on warning --baseline known.json";
const WRITE: &str =
    "check --format concise --fail-on warning --baseline known.json --write-baseline";

const DRAFTS: &str = r#"
//- sayso.toml
//- desk/a.sayso
claim one: "One"
claim two: "Two"
//- b.sayso
claim: quote "Three"
"#;

/// The drafts with a baseline of all that was found in them.
fn known() -> Fixture {
    let fixture = Fixture::new(DRAFTS);
    sayso(WRITE).within(&fixture).exits(0);
    fixture
}

fn stored(fixture: &Fixture) -> String {
    fs::read_to_string(fixture.path("known.json")).unwrap()
}

#[track_caller]
fn check(fixture: &Fixture, call: &str, code: i32, expect: Expect) {
    sayso(call).within(fixture).exits(code).prints(expect);
}

#[test]
fn known_findings_are_not_shown_and_do_not_fail() {
    let fixture = Fixture::new(DRAFTS);
    check(
        &fixture,
        WRITE,
        0,
        expect![[r#"
        3 claims, 0 sourced, 3 unsourced; nothing found in 2 files
        4 known findings are in the baseline
    "#]],
    );
    expect![[r#"
        {
          "version": 1,
          "findings": [
            {"path":"b.sayso","rule":"missing-speaker","fingerprint":"8641f1d06ca05108af61bfbddb1fab12"},
            {"path":"b.sayso","rule":"unsourced-claim","fingerprint":"c0717213ba831f46531c4141eab4d0ca"},
            {"path":"desk/a.sayso","rule":"unsourced-claim","fingerprint":"c5766065ac707b8bf09940301f7ba7fc"},
            {"path":"desk/a.sayso","rule":"unsourced-claim","fingerprint":"d7252448de78a4c06ce353d14ee3f37d"}
          ]
        }
    "#]].assert_eq(&stored(&fixture));
    check(
        &fixture,
        CHECK,
        0,
        expect![[r#"
        3 claims, 0 sourced, 3 unsourced; nothing found in 2 files
        4 known findings are in the baseline
    "#]],
    );
    let before = stored(&fixture);
    fixture.write(
        "desk/a.sayso",
        "# moved\n\nclaim two: “Two”\nentity e: person \"E\"\nclaim one: \"One\"\n",
    );
    let moved = sayso(CHECK).within(&fixture).exits(0).out;
    assert!(moved.contains("4 known findings"), "{moved}");
    assert_eq!(stored(&fixture), before);
}

#[test]
fn new_findings_fail() {
    let fixture = known();
    let draft = "claim zero: \"Zero\"\nclaim one: \"One\"\nclaim two: \"Two\"\n";
    fixture.write("desk/a.sayso", draft);
    check(
        &fixture,
        CHECK,
        1,
        expect![[r#"
        desk/a.sayso:1:13: warning[unsourced-claim] claim `zero` has no source: add `source: @…`
        4 claims, 0 sourced, 4 unsourced; 1 warning in 1 file
        4 known findings are in the baseline
    "#]],
    );
    let before = stored(&fixture);
    let written = sayso(WRITE).within(&fixture).exits(1).out;
    assert!(written.contains("`zero`"), "{written}");
    assert_eq!(stored(&fixture), before, "a baseline takes in nothing new");
}

#[test]
fn fixed_findings_are_reported_and_removed() {
    let fixture = known();
    fixture.write("desk/a.sayso", "claim two: \"Two\"\n");
    check(
        &fixture,
        CHECK,
        0,
        expect![[r#"
            2 claims, 0 sourced, 2 unsourced; nothing found in 2 files
            fixed: desk/a.sayso: unsourced-claim
            3 known findings are in the baseline; remove fixed findings with `--write-baseline`
        "#]],
    );
    check(
        &fixture,
        WRITE,
        0,
        expect![[r#"
            2 claims, 0 sourced, 2 unsourced; nothing found in 2 files
            fixed: desk/a.sayso: unsourced-claim
            3 known findings are in the baseline; fixed findings were removed from it
        "#]],
    );
    check(
        &fixture,
        CHECK,
        0,
        expect![[r#"
        2 claims, 0 sourced, 2 unsourced; nothing found in 2 files
        3 known findings are in the baseline
    "#]],
    );
    fixture.write("desk/a.sayso", "claim two: \"Two\"\nclaim one: \"One\"\n");
    check(
        &fixture,
        CHECK,
        1,
        expect![[r#"
        desk/a.sayso:2:12: warning[unsourced-claim] claim `one` has no source: add `source: @…`
        3 claims, 0 sourced, 3 unsourced; 1 warning in 1 file
        3 known findings are in the baseline
    "#]],
    );
}

#[test]
fn if_all_are_fixed_the_list_is_empty() {
    let fixture = known();
    fixture.write("desk/a.sayso", "");
    fs::remove_file(fixture.path("b.sayso")).unwrap();
    let output = sayso(WRITE).within(&fixture).exits(0).out;
    assert_eq!(output.matches("fixed: ").count(), 4, "{output}");
    expect![[r#"
        {
          "version": 1,
          "findings": []
        }
    "#]]
    .assert_eq(&stored(&fixture));
    assert!(
        sayso(CHECK)
            .within(&fixture)
            .exits(0)
            .out
            .contains("0 known findings")
    );
}

#[test]
fn findings_of_unchecked_drafts_stay() {
    let fixture = known();
    let before = stored(&fixture);
    let output = sayso(&format!("{WRITE} desk"))
        .within(&fixture)
        .exits(0)
        .out;
    assert!(output.contains("2 known findings"), "{output}");
    assert!(!output.contains("mended"), "{output}");
    assert_eq!(stored(&fixture), before);
}

#[test]
fn json_contains_the_comparison() {
    let fixture = known();
    fixture.write("desk/a.sayso", "claim two: \"Two\"\n");
    let call = sayso("check --format json --baseline known.json").within(&fixture);
    let output: Value = serde_json::from_str(&call.exits(0).out).expect("JSON");
    assert_eq!(output["findings"], serde_json::json!([]));
    assert_eq!(output["summary"]["warnings"], 0);
    assert_eq!(output["baseline"]["known"], 3);
    let mended = &output["baseline"]["mended"][0];
    assert_eq!(mended["path"], "desk/a.sayso");
    assert_eq!(mended["rule"], "unsourced-claim");
    assert!(stored(&fixture).contains(mended["fingerprint"].as_str().unwrap()));
}

#[test]
fn every_format_leaves_out_known_findings() {
    let fixture = known();
    for format in formats() {
        let call = format!("check --format {format} --fail-on hint --baseline known.json");
        let output = sayso(&call).within(&fixture).exits(0).out;
        assert!(!output.contains("has no source: add"), "{format}: {output}");
    }
}

#[test]
fn a_file_that_is_not_a_baseline_stops_the_check_and_stays() {
    let fixture = Fixture::new(DRAFTS);
    let digits = "0123456789abcdef";
    let complaint = |text: &str| {
        fixture.write("known.json", text);
        let output = sayso(WRITE).within(&fixture).exits(2);
        assert_eq!(output.out, "");
        assert_eq!(stored(&fixture), text);
        output.err
    };
    let complaints = [
        complaint(""),
        complaint("{\n  \"version\": 1,\n<<<<<<< HEAD\n"),
        complaint("{\"version\": 2, \"findings\": []}"),
        complaint("[]"),
        complaint(&format!(
            "{{\"version\": 1, \"findings\": [\n{{\"path\": \"a\", \"rule\": \"b\", \"fingerprint\": \"{digits}\"}}]}}"
        )),
        complaint("{\"version\": 1, \"findings\": [\n{\"path\": \"\u{1b}[31m\", \"rule\": 1}]}"),
    ];
    expect![[r#"
        error: known.json:1:1: not a baseline file (not valid JSON): restore it from version control, or delete it and write a new one with `--write-baseline`
        error: known.json:3:1: not a baseline file (not valid JSON): restore it from version control, or delete it and write a new one with `--write-baseline`
        error: known.json:1:1: not a baseline file (written by another version of Sayso): restore it from version control, or delete it and write a new one with `--write-baseline`
        error: known.json:1:2: not a baseline file (unexpected content): restore it from version control, or delete it and write a new one with `--write-baseline`
        error: known.json:2:61: not a baseline file (unexpected content): restore it from version control, or delete it and write a new one with `--write-baseline`
        error: known.json:2:11: not a baseline file (not valid JSON): restore it from version control, or delete it and write a new one with `--write-baseline`
    "#]].assert_eq(&complaints.concat());
}

#[test]
fn a_missing_baseline_stops_the_check() {
    let fixture = Fixture::new(DRAFTS);
    sayso(CHECK)
        .within(&fixture)
        .exits(2)
        .complains(expect![[r#"
            error: the baseline known.json does not exist: correct the path, or write it with `--write-baseline`
        "#]]);
    sayso("check --write-baseline").within(&fixture).exits(2);
    fs::create_dir(fixture.path("known.json")).unwrap();
    sayso(CHECK)
        .within(&fixture)
        .exits(2)
        .complains(expect![[r#"
            error: the baseline known.json cannot be read: it is a folder
        "#]]);
    let elsewhere = "check --baseline gone/known.json --write-baseline";
    sayso(elsewhere)
        .within(&fixture)
        .exits(2)
        .complains(expect![[r#"
            error: cannot write gone/known.json: create its folder first
        "#]]);
}

#[test]
fn a_baseline_belongs_to_one_workspace() {
    let fixture = Fixture::new("//- a/x.sayso\nclaim: \"a\"\n//- b/x.sayso\nclaim: \"a\"\n");
    let call = sayso("check a b --baseline known.json --write-baseline").within(&fixture);
    call.exits(2).complains(expect![[r#"
        error: a baseline belongs to one workspace, and these paths are in 2: check each of them separately
    "#]]);
    assert!(!fixture.path("known.json").exists());
}

#[test]
fn contains_nothing_about_a_confidential_source() {
    let fixture = Fixture::new(
        "source insider: interview \"Okonjo\"\n  confidential: yes\n  by: \"Okonjo\"\n  note: \"see @okonjo\"\n",
    );
    sayso(WRITE).within(&fixture).exits(0);
    let stored = stored(&fixture);
    assert!(stored.contains("confidential-identity"), "{stored}");
    assert!(!stored.to_lowercase().contains("okonjo"), "{stored}");
}
