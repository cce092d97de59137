//! `sayso check --fix` and `--diff`

use std::fs;

use expect_test::expect;

use super::sayso;
use crate::fixture::Fixture;

const DRAFTS: &str = r#"
//- sayso.toml
//- a.sayso
article "A"
  text: "a.md"

source s: reprt "S"
  isued: 2026-01-08
  issued: 2026-01-08

source t: wire "T"
  issued: 2026-01-08
  issued: 2026-01-08

claim: opinion "It holds"
  context: @s, @tt
//- desk/b.sayso
claim: opinon "b"
//- a.md
It holds.
"#;

fn text(fixture: &Fixture, path: &str) -> String {
    fs::read_to_string(fixture.path(path)).expect("a file")
}

#[test]
fn safe_fixes_are_applied_and_the_rest_is_reported() {
    let fixture = Fixture::new(DRAFTS);
    let output = sayso("check --fix --format concise")
        .within(&fixture)
        .exits(1);
    expect![[r#"
        3 fixed in 2 files
    "#]]
    .assert_eq(&output.err);
    expect![[r#"
        a.sayso:5:3: error[unknown-field] a source has no field `isued`: did you mean `issued:`?
        a.sayso:8:8: hint[unused-source] nothing refers to source `t`: use it with `@t`, or remove it
        a.sayso:12:16: error[unresolved-reference] `@tt` is not declared: correct the name, or declare it
        2 claims, 0 sourced, 0 unsourced, 2 that need no source; 2 errors, 1 hint in 1 file
        2 can be fixed with `--fix --unsafe`
    "#]].assert_eq(&output.out);
    expect![[r#"
        article "A"
          text: "a.md"

        source s: report "S"
          isued: 2026-01-08
          issued: 2026-01-08

        source t: wire "T"
          issued: 2026-01-08

        claim: opinion "It holds"
          context: @s, @tt
    "#]]
    .assert_eq(&text(&fixture, "a.sayso"));
    assert_eq!(text(&fixture, "desk/b.sayso"), "claim: opinion \"b\"\n");
    assert_eq!(text(&fixture, "a.md"), "It holds.\n");
    let again = sayso("check --fix --format concise")
        .within(&fixture)
        .exits(1);
    assert_eq!(
        (again.err.as_str(), &again.out),
        ("0 fixed in 0 files\n", &output.out)
    );
}

#[test]
fn likely_fixes_are_applied_on_request() {
    let fixture = Fixture::new(DRAFTS);
    let output = sayso("check --fix --unsafe a.sayso --format concise")
        .within(&fixture)
        .exits(0);
    expect![[r#"
        5 fixed in 1 file
    "#]]
    .assert_eq(&output.err);
    expect![[r#"
        1 claim, 0 sourced, 0 unsourced, 1 that needs no source; nothing found in 1 file
    "#]]
    .assert_eq(&output.out);
    // The other draft was not requested.
    assert_eq!(text(&fixture, "desk/b.sayso"), "claim: opinon \"b\"\n");
}

#[test]
fn a_diff_writes_nothing() {
    let fixture = Fixture::new(DRAFTS);
    let before = text(&fixture, "a.sayso");
    let diff = sayso("check --diff").within(&fixture).exits(1);
    assert_eq!(diff.err, "");
    let lines: Vec<&str> = diff.out.lines().map(str::trim_end).collect();
    expect![[r#"
        --- a.sayso
        +++ a.sayso
        @@ -1,12 +1,11 @@
         article "A"
           text: "a.md"

        -source s: reprt "S"
        +source s: report "S"
           isued: 2026-01-08
           issued: 2026-01-08

         source t: wire "T"
        -  issued: 2026-01-08
           issued: 2026-01-08

         claim: opinion "It holds"
        --- desk/b.sayso
        +++ desk/b.sayso
        @@ -1 +1 @@
        -claim: opinon "b"
        +claim: opinion "b""#]]
    .assert_eq(&lines.join("\n"));
    assert_eq!(text(&fixture, "a.sayso"), before);
    let clean = Fixture::new("claim: opinion \"b\"\n");
    sayso("check --fix --diff --unsafe")
        .within(&clean)
        .exits(0)
        .prints(expect![""]);
}

#[test]
fn invalid_combinations() {
    let fixture = Fixture::new("claim: opinion \"b\"\n");
    let output = sayso("check --unsafe").within(&fixture).exits(2);
    assert!(output.err.contains("--fix"), "{}", output.err);
    sayso("check --fix -")
        .within(&fixture)
        .exits(2)
        .complains(expect![[r#"
            error: `--fix` and `--diff` work on files: save the draft from standard input first
        "#]]);
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_workspace_is_written() {
    let outside = Fixture::new("//- o.sayso\nclaim: opinon \"secret\"\n");
    let fixture = Fixture::new("//- sayso.toml\n//- a.sayso\nclaim: opinon \"a\"\n");
    std::os::unix::fs::symlink(outside.path("o.sayso"), fixture.path("link.sayso")).unwrap();
    for call in ["check --fix link.sayso", "check --diff link.sayso"] {
        let output = sayso(call).within(&fixture).exits(2);
        assert!(
            output.err.contains("out of the workspace"),
            "{}",
            output.err
        );
        assert!(!output.out.contains("secret"), "{}", output.out);
    }
    assert_eq!(text(&outside, "o.sayso"), "claim: opinon \"secret\"\n");
}
