//! Very many findings: what is printed is limited, what is counted is not, and several drafts of one article tell
//! what they find in it once.

use std::fs;

use expect_test::{Expect, expect};

use super::{formats_for_programs, sayso};
use crate::fixture::Fixture;

/// More findings than people see.
const MANY: usize = 1_200;

/// Many warnings, and an error below them.
fn many() -> Fixture {
    let fixture = Fixture::new("");
    let claims = "claim: \"x\"\n".repeat(MANY);
    fixture.write("draft.sayso", claims + "claim: \"y\"\n  source: @gone\n");
    fixture
}

/// The lines of `printed` from the last finding on.
fn end(printed: &str) -> String {
    let lines: Vec<&str> = printed.lines().collect();
    lines[lines.len() - 3..].join("\n") + "\n"
}

#[test]
fn people_see_the_most_severe_findings() {
    let fixture = many();
    let printed = sayso("check --format concise").within(&fixture).exits(1);
    assert_eq!(printed.out.lines().count(), 1_000 + 2);
    expect![[r#"
        draft.sayso:1202:11: error[unresolved-reference] `@gone` is not declared: correct the name, or declare it
        … and 201 more findings, none of them more severe: show all with `--all`, or write them to a file with `--output-file`
        1201 claims, 1 sourced, 1200 unsourced; 1 error, 1200 warnings in 1 file
    "#]]
    .assert_eq(&end(&printed.out));
    let all = sayso("check --format concise --all")
        .within(&fixture)
        .exits(1);
    assert_eq!(all.out.lines().count(), MANY + 2);
    assert!(!all.out.contains(" more finding"));
    let human = sayso("check").within(&fixture).exits(1).out;
    assert!(human.contains("… and 201 more findings"));
    assert_eq!(human.matches("--> draft.sayso:").count(), 1_000);
    let github = sayso("check --format github").within(&fixture).exits(1).out;
    assert_eq!(github.matches("::warning").count(), 999);
    assert_eq!(github.matches("::error").count(), 1);
}

#[test]
fn programs_and_files_get_all_findings() {
    let fixture = many();
    for format in formats_for_programs() {
        let call = format!("check --format {format} --output-file report");
        let shown = sayso(&call).within(&fixture).exits(1).out;
        assert!(shown.contains("… and 201 more findings"), "{format}");
        let all = sayso(&format!("check --format {format} --all")).within(&fixture);
        let report = fs::read_to_string(fixture.path("report")).unwrap();
        assert_eq!(all.exits(1).out, report, "{format}");
        let rule = report.matches("unsourced-claim").count();
        assert!(rule >= MANY, "{format}: {rule}");
    }
}

#[test]
fn a_hidden_finding_makes_the_check_fail() {
    let fixture = Fixture::new("");
    let words = "word\n".repeat(MANY);
    fixture.write("draft.sayso", words + "claim: \"x\"\n");
    let baseline = "check --format concise --baseline known.json --write-baseline";
    sayso(baseline).within(&fixture).exits(0);
    let stored = fs::read_to_string(fixture.path("known.json")).unwrap();
    assert_eq!(stored.matches("\"fingerprint\"").count(), MANY + 1);
    fixture.write("draft.sayso", "");
    let shown = sayso(baseline).within(&fixture).exits(0).out;
    assert_eq!(shown.matches("fixed: draft.sayso").count(), 1_000);
    assert!(shown.contains("fixed: 201 more\n"), "{shown}");
}

const DRAFTS: &str = r#"
//- sayso.toml
//- article.md
The bridge is closed. Five of its piers are cracked. Nobody knows when it opens.
//- a.sayso
article "A"
  text: "article.md"
  status: checking
claim: opinion "The bridge is closed"
//- b.sayso
article "A"
  text: "article.md"
  status: checking
claim: opinion "Nobody knows when it opens"
"#;

#[track_caller]
fn check(fixture: &Fixture, call: &str, expect: Expect) {
    sayso(call).within(fixture).exits(0).prints(expect);
}

#[test]
fn drafts_of_one_article_tell_once_what_is_in_it() {
    let fixture = Fixture::new(DRAFTS);
    check(
        &fixture,
        "check --format concise",
        expect![[r#"
            article.md:1:1: hint[uncovered-sentence] “The bridge is closed.” has no claim: add a claim that quotes the sentence
            article.md:1:23: warning[uncovered-sentence] “Five of its piers are cracked.” has no claim, and contains a number: add a claim that quotes the sentence
            article.md:1:54: hint[uncovered-sentence] “Nobody knows when it opens.” has no claim: add a claim that quotes the sentence
            2 claims, 0 sourced, 0 unsourced, 2 that need no source; 1 warning, 2 hints in 1 file
        "#]],
    );
}

#[test]
fn a_baseline_of_all_drafts_holds_for_each_of_them() {
    let fixture = Fixture::new(DRAFTS);
    let baseline = "--format concise --fail-on hint --baseline known.json";
    let write = format!("check {baseline} --write-baseline");
    check(
        &fixture,
        &write,
        expect![[r#"
            2 claims, 0 sourced, 0 unsourced, 2 that need no source; nothing found in 2 files
            3 known findings are in the baseline
        "#]],
    );
    let known = fs::read_to_string(fixture.path("known.json")).unwrap();
    for draft in ["a.sayso", "b.sayso"] {
        let one = format!("check {baseline} --write-baseline {draft}");
        let shown = sayso(&one).within(&fixture).exits(0).out;
        assert!(!shown.contains("fixed"), "{shown}");
        assert!(!shown.contains("article.md"), "{shown}");
    }
    assert_eq!(
        fs::read_to_string(fixture.path("known.json")).unwrap(),
        known
    );
    fixture.write(
        "article.md",
        "The bridge is closed. Nobody knows when it opens.\n",
    );
    check(
        &fixture,
        &write,
        expect![[r#"
        2 claims, 0 sourced, 0 unsourced, 2 that need no source; nothing found in 2 files
        fixed: article.md: uncovered-sentence
        2 known findings are in the baseline; fixed findings were removed from it
    "#]],
    );
}
