//! `sayso check -`: the draft in an editor, not the one on disk.

use expect_test::expect;

use super::sayso;
use crate::fixture::Fixture;

const WORKSPACE: &str = r#"
//- sayso.toml
//- names.sayso
source notice: press-release "Notice"
//- desk/bridge.sayso
claim on-disk: "The bridge was closed"
//- desk/bridge.md
The bridge was closed.
//- desk/other.sayso
claim other: "It is another draft"
"#;

const DRAFT: &str = r#"article "Bridge closed"
  text: "bridge.md"

claim closed: "The bridge was closed"
  source: @notice
"#;

#[test]
fn names_are_resolved_in_the_workspace_of_its_path() {
    sayso("check - --stdin-path desk/bridge.sayso --format concise")
        .within(&Fixture::new(WORKSPACE))
        .reading(DRAFT)
        .exits(0)
        .prints(expect![[r#"
            1 claim, 1 sourced, 0 unsourced; nothing found in 1 file
        "#]]);
}

#[test]
fn the_path_need_not_exist() {
    sayso("check - --stdin-path desk/new.sayso --format concise")
        .within(&Fixture::new(WORKSPACE))
        .reading("claim: \"It holds\"\n  source: @notice\n  about: @on-disk\n")
        .exits(1)
        .prints(expect![[r#"
            desk/new.sayso:3:10: error[wrong-reference-kind] `@on-disk` is a claim, but this field takes an entity: refer to one, or declare one
            1 claim, 1 sourced, 0 unsourced; 1 error in 1 file
        "#]]);
}

#[test]
fn it_replaces_the_file_on_disk() {
    sayso("check - --stdin-path desk/bridge.sayso --format concise")
        .within(&Fixture::new(WORKSPACE))
        .reading("claim new: \"The bridge was closed\"\n  note: \"see @on-disk, @new, @other\"\n")
        .exits(1)
        .prints(expect![[r#"
            desk/bridge.sayso:1:12: warning[unsourced-claim] claim `new` has no source: add `source: @…`
            desk/bridge.sayso:2:14: error[unresolved-reference] `@on-disk` is not declared: correct the name, or declare it
            1 claim, 0 sourced, 1 unsourced; 1 error, 1 warning in 1 file
        "#]]);
}

#[test]
fn without_a_path_it_is_in_the_current_folder() {
    sayso("check - --format concise")
        .within(&Fixture::new(WORKSPACE))
        .reading("claim: \"It holds\"\n")
        .exits(0)
        .prints(expect![[r#"
            stdin.sayso:1:8: warning[unsourced-claim] this claim has no source: add `source: @…`
            1 claim, 0 sourced, 1 unsourced; 1 warning in 1 file
        "#]]);
}

#[test]
fn empty_input_is_a_draft() {
    sayso("check -")
        .within(&Fixture::new(WORKSPACE))
        .exits(0)
        .prints(expect![[r#"
            0 claims, 0 sourced, 0 unsourced; nothing found in 1 file
        "#]]);
}

#[test]
fn input_that_is_not_utf_8() {
    sayso("check -")
        .within(&Fixture::new(WORKSPACE))
        .reading(b"claim \xff\xfe")
        .exits(2)
        .complains(expect![[r#"
            error: standard input is not UTF-8 text (byte 7)
        "#]]);
}
