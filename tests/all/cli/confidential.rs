//! No format prints what a draft says about a confidential source; findings about it are printed.

use expect_test::expect;

use super::{formats, sayso};
use crate::fixture::Fixture;

const DRAFT: &str = r#"
source insider: interview "Talk with the harbour master at her house"
  confidential: yes
  by: "Ilse Okonjo"
  contact: "+1 555 0100"
  described-as: "a port official"
  note: "her sister drives the blue van"
  note: "meets on Tuesdays"
  note: "see @blue-van"
  isued: 2026-01-08

source insider: email "The second letter"
  confidential: yes
  described-as: "a port official"

claim: "The pier had sunk"
  source: @insider
  source: @insidr
"#;

const SECRETS: [&str; 8] = [
    "harbour master",
    "Okonjo",
    "555 0100",
    "sister",
    "blue-van",
    "Tuesdays",
    "second letter",
    "her house",
];

#[track_caller]
fn printed(format: &str) -> String {
    let output = sayso(&format!("check --format {format}"))
        .within(&Fixture::new(DRAFT))
        .exits(1);
    for secret in SECRETS {
        let shown = format!("{}{}", output.out, output.err);
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
    output.out
}

/// The same if the article itself names the source.
#[test]
fn no_format_prints_what_an_article_exposes() {
    let exposing = r#"
//- a.sayso
article "A"
  text: "a.md"
source insider: interview "Zdenka Kowal"
  confidential: yes
  described-as: "a port official"
  reason: "would lose the job"
  approved: 2026-01-08 by "L. Editor"
claim: "Zdénka Kowals said so"
  source: @insider
claim: "Zdenka Kowal spoke on Friday"
  source: @insidr
//- a.md
It had sunk, Zdenka
Kowal said on Monday.

Nobody else did.
"#;
    for format in formats() {
        let output = sayso(&format!("check --format {format}"))
            .within(&Fixture::new(exposing))
            .exits(1);
        let shown = format!("{}{}", output.out, output.err);
        assert!(shown.contains("confidential-exposed"), "{shown}");
        assert!(shown.contains("anchor-not-found"), "{shown}");
        for secret in ["Kowal", "Zdénka", "Zdenka"] {
            assert!(!shown.contains(secret), "{format}: {shown}");
        }
    }
}

#[test]
fn for_people() {
    expect![[r#"
        error[duplicate-name]: `insider` is declared twice in this file: rename one of them
        --> draft.sayso:1:8

        error[anonymous-incomplete]: source `insider` is confidential: add `reason:` (why it is not named), `approved:` (who agreed to this, and when)
        --> draft.sayso:1:27

        error[confidential-identity]: source `insider` is confidential, and `by:` may reveal who it is: remove the field, and store its value where your newsroom keeps its secrets
        --> draft.sayso:3:3

        error[confidential-identity]: source `insider` is confidential, and `contact:` may reveal who it is: remove the field, and store its value where your newsroom keeps its secrets
        --> draft.sayso:4:3

        error[unknown-field]: [*] a source has no field `…`: did you mean `issued:`?
        --> draft.sayso:9:3

        error[duplicate-name]: `insider` is declared twice in this file: rename one of them
        --> draft.sayso:11:8

        error[anonymous-incomplete]: source `insider` is confidential: add `reason:` (why it is not named), `approved:` (who agreed to this, and when)
        --> draft.sayso:11:23

        error[unresolved-reference]: `@insidr` is not declared: correct the name, or declare it
          --> draft.sayso:17:11
           |
        17 |   source: @insidr
           |           ^^^^^^^

        1 claim, 1 sourced, 0 unsourced; 8 errors in 1 file
        1 can be fixed with `--fix`, 1 more with `--fix --unsafe`
    "#]].assert_eq(&printed("human"));
}

#[test]
fn one_line_per_finding() {
    expect![[r#"
        draft.sayso:1:8: error[duplicate-name] `insider` is declared twice in this file: rename one of them
        draft.sayso:1:27: error[anonymous-incomplete] source `insider` is confidential: add `reason:` (why it is not named), `approved:` (who agreed to this, and when)
        draft.sayso:3:3: error[confidential-identity] source `insider` is confidential, and `by:` may reveal who it is: remove the field, and store its value where your newsroom keeps its secrets
        draft.sayso:4:3: error[confidential-identity] source `insider` is confidential, and `contact:` may reveal who it is: remove the field, and store its value where your newsroom keeps its secrets
        draft.sayso:9:3: error[unknown-field] [*] a source has no field `…`: did you mean `issued:`?
        draft.sayso:11:8: error[duplicate-name] `insider` is declared twice in this file: rename one of them
        draft.sayso:11:23: error[anonymous-incomplete] source `insider` is confidential: add `reason:` (why it is not named), `approved:` (who agreed to this, and when)
        draft.sayso:17:11: error[unresolved-reference] `@insidr` is not declared: correct the name, or declare it
        1 claim, 1 sourced, 0 unsourced; 8 errors in 1 file
        1 can be fixed with `--fix`, 1 more with `--fix --unsafe`
    "#]].assert_eq(&printed("concise"));
}

#[test]
fn no_format_prints_what_is_confidential() {
    for format in formats() {
        let output = printed(format);
        for rule in ["confidential-identity", "unknown-field", "duplicate-name"] {
            assert!(output.contains(rule), "{format}: {output}");
        }
    }
}

/// `isued` has a safe fix, but its line must not be printed.
#[test]
fn fixes_in_such_a_source_are_left_out() {
    for (format, word) in [("sarif", "fixes"), ("rdjson", "suggestions")] {
        let key = format!("\"{word}\"");
        let output = printed(format);
        assert!(output.contains("unknown-field"), "{output}");
        assert!(!output.contains(&key), "{output}");
        let open = Fixture::new(&DRAFT.replace("confidential: yes", "confidential: no"));
        let call = sayso(&format!("check --format {format}")).within(&open);
        assert!(call.exits(1).out.contains(&key));
    }
}
