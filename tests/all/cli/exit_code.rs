//! 0: success. 1: findings at or above `--fail-on`. 2: the command could not run.

use expect_test::expect;

use super::sayso;
use crate::fixture::Fixture;

const CLEAN: &str = r#"
article "Bridge closed"

text
  The bridge was closed.

source notice: press-release "Notice"

claim closed: "The bridge was closed"
  source: @notice
"#;

/// For each severity, a draft with a finding of that severity and none that is more severe.
const ERROR: &str = "claim\n";
const WARNING: &str = "claim a: \"The bridge was closed\"\n";
const INFORMATION: &str = r#"
article "Bridge closed"

text
  The bridge was closed.

source notice: press-release "Notice"

claim: opinion "The bridge was closed"
claim: fact "The bridge was closed"
  source: @notice
"#;
const HINT: &str = "article \"Bridge closed\"\n\ntext\n  It was closed.\n";

#[track_caller]
fn check(draft: &str, options: &str, code: i32) {
    let fixture = Fixture::new(draft);
    sayso(&format!("check {options}"))
        .within(&fixture)
        .exits(code);
}

#[test]
fn a_clean_draft_never_fails() {
    for severity in ["error", "warning", "information", "hint", "never"] {
        check(CLEAN, &format!("--fail-on {severity}"), 0);
    }
}

#[test]
fn errors_fail_by_default() {
    check(ERROR, "", 1);
    check(WARNING, "", 0);
    check(INFORMATION, "", 0);
    check(HINT, "", 0);
}

#[test]
fn findings_of_the_given_severity_or_higher_fail() {
    let drafts = [ERROR, WARNING, INFORMATION, HINT];
    for (failing, severity) in [
        (1, "error"),
        (2, "warning"),
        (3, "information"),
        (4, "hint"),
        (0, "never"),
    ] {
        for (at, draft) in drafts.iter().enumerate() {
            let code = i32::from(at < failing);
            check(draft, &format!("--fail-on {severity}"), code);
        }
    }
}

#[test]
fn a_check_that_cannot_run_says_why() {
    let fixture = Fixture::new("//- story.md\nThe bridge was closed.\n");
    std::fs::create_dir(fixture.path("empty")).unwrap();
    std::fs::create_dir(fixture.path("folder.sayso")).unwrap();
    let complaint = |arguments: &str| {
        let output = sayso(arguments).within(&fixture).exits(2);
        assert_eq!(output.out, "");
        let root = fixture.root().to_str().unwrap();
        format!("{arguments}\n  {}", output.err.replace(root, "ROOT"))
    };
    let complaints = [
        "check missing",
        "check missing.sayso",
        "check story.md",
        "check empty",
        "check folder.sayso",
        "check",
        "check --stdin-path a.sayso",
        "check - story.sayso",
    ]
    .map(complaint);
    expect![[r#"
        check missing
          error: cannot check ROOT/missing: No such file or directory (os error 2)
        check missing.sayso
          error: cannot check ROOT/missing.sayso: No such file or directory (os error 2)
        check story.md
          error: story.md is not a draft, and no draft has it as its article: name a draft, which ends in .sayso, or write `text: "story.md"` into one, below its `article`
        check empty
          error: no Sayso file was found: name a folder that contains drafts, or a draft, which ends in .sayso
        check folder.sayso
          error: no Sayso file was found: name a folder that contains drafts, or a draft, which ends in .sayso
        check
          error: no Sayso file was found: name a folder that contains drafts, or a draft, which ends in .sayso
        check --stdin-path a.sayso
          error: --stdin-path needs `-` among the paths: sayso check - --stdin-path draft.sayso
        check - story.sayso
          error: `-` cannot be combined with other paths: check them separately
    "#]].assert_eq(&complaints.concat());
}

#[test]
fn invalid_arguments() {
    sayso("").exits(2);
    sayso("chekc").exits(2);
    sayso("check --fail-on nothing").exits(2);
    sayso("check --format xml").exits(2);
}
