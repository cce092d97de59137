//! What is printed fits into the width of the terminal.

use expect_test::{Expect, expect};

use super::sayso;
use crate::fixture::Fixture;

const ARTICLE: &str = "The council voted on Tuesday to close the old bridge over the river, which engineers had called unsafe in three reports since 2019, and to spend 4.2 million dollars on a new one. The mayor said that nobody had been hurt, and that the ferry would run every ten minutes.";

#[track_caller]
fn check(fixture: &Fixture, width: &str, expect: Expect) {
    let output = sayso("check --fail-on never")
        .within(fixture)
        .with("COLUMNS", width);
    let output = output.exits(0);
    assert_eq!(output.err, "");
    let width: usize = width.parse().unwrap();
    for line in output.out.lines() {
        assert!(
            line.chars().count() <= width || line.contains("-->"),
            "{line}"
        );
    }
    expect.assert_eq(&output.out);
}

fn fixture() -> Fixture {
    Fixture::new(&format!(
        "
//- a.sayso
article \"The bridge\"
  text: \"a.md\"
  status: checking
claim: \"nobody had been hurt\"
claim: \"nobody had
  been hurt, and that the ferry would run\"
//- a.md
{ARTICLE}
"
    ))
}

#[test]
fn a_wide_terminal() {
    check(
        &fixture(),
        "120",
        expect![[r#"
            warning[uncovered-sentence]: “The council voted on Tuesday to close …” has no claim, and contains a date: add a claim
              that quotes the sentence
             --> a.md:1:1
              |
            1 | The council voted on Tuesday to close the old bridge over the river, which engineers had called unsafe in three…
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^…

            warning[uncovered-detail]: no claim holds “ten minutes”: widen the claim, or add a claim for it
             --> a.md:1:257
              |
            1 | …would run every ten minutes.
              |                  ^^^^^^^^^^^

            warning[unsourced-claim]: this claim has no source: add `source: @…`
             --> a.sayso:4:8
              |
            4 | claim: "nobody had been hurt"
              |        ^^^^^^^^^^^^^^^^^^^^^^

            warning[unsourced-claim]: this claim has no source: add `source: @…`
             --> a.sayso:5:8
              |
            5 | claim: "nobody had
              |        ^^^^^^^^^^^…

            2 claims, 0 sourced, 2 unsourced; 4 warnings in 2 files
        "#]],
    );
}

#[test]
fn a_narrow_terminal() {
    check(
        &fixture(),
        "60",
        expect![[r#"
            warning[uncovered-sentence]: “The council voted on Tuesday
              to close …” has no claim, and contains a date: add a claim
              that quotes the sentence
             --> a.md:1:1
              |
            1 | The council voted on Tuesday to close the old bridge…
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^…

            warning[uncovered-detail]: no claim holds “ten minutes”:
              widen the claim, or add a claim for it
             --> a.md:1:257
              |
            1 | …would run every ten minutes.
              |                  ^^^^^^^^^^^

            warning[unsourced-claim]: this claim has no source: add
              `source: @…`
             --> a.sayso:4:8
              |
            4 | claim: "nobody had been hurt"
              |        ^^^^^^^^^^^^^^^^^^^^^^

            warning[unsourced-claim]: this claim has no source: add
              `source: @…`
             --> a.sayso:5:8
              |
            5 | claim: "nobody had
              |        ^^^^^^^^^^^…

            2 claims, 0 sourced, 2 unsourced; 4 warnings in 2 files
        "#]],
    );
}

#[test]
fn not_a_terminal() {
    let output = sayso("check --fail-on never").within(&fixture()).exits(0);
    let mut lines = output.out.lines();
    let message = lines.find(|line| line.contains("[uncovered-sentence]"));
    let message = message.expect("a finding");
    assert!(
        message.ends_with("add a claim that quotes the sentence"),
        "{message}"
    );
}

#[test]
fn a_width_that_makes_no_sense_is_ignored() {
    let fixture = fixture();
    let as_usual = sayso("check --fail-on never").within(&fixture).exits(0);
    for columns in ["", "0", "wide", "-5", "99999999999999999999999"] {
        let output = sayso("check --fail-on never").within(&fixture);
        assert_eq!(output.with("COLUMNS", columns).exits(0).out, as_usual.out);
    }
}
