//! A closing line counts, with the right plurals.

use expect_test::{Expect, expect};

use super::sayso;
use crate::fixture::Fixture;

#[track_caller]
fn check(fixture: &str, expect: Expect) {
    let output = sayso("check --format concise --fail-on never")
        .within(&Fixture::new(fixture))
        .exits(0);
    let mut lines = output.out.lines().rev();
    expect.assert_eq(lines.find(|line| line.contains(" sourced, ")).unwrap());
}

const SOURCE: &str = "source notice: press-release \"Notice\"\n";

#[test]
fn nothing() {
    check(
        "//- a.sayso\n//- b.sayso\n",
        expect!["0 claims, 0 sourced, 0 unsourced; nothing found in 2 files"],
    );
    check(
        "# to be written\n",
        expect!["0 claims, 0 sourced, 0 unsourced; nothing found in 1 file"],
    );
}

#[test]
fn one_of_each() {
    check(
        &format!(
            "{SOURCE}claim: \"a\"\n  source: @notice\nclaim: \"b\"\nclaim: opinion \"c\"\nclaim: fact\n  source: @notice\n"
        ),
        expect![
            "4 claims, 2 sourced, 1 unsourced, 1 that needs no source; 1 error, 1 warning in 1 file"
        ],
    );
}

#[test]
fn one_file_one_claim() {
    check(
        &format!("{SOURCE}claim: \"a\"\n  source: @notice\n"),
        expect!["1 claim, 1 sourced, 0 unsourced; nothing found in 1 file"],
    );
    check(
        "claim: opinion \"a\"\n",
        expect!["1 claim, 0 sourced, 0 unsourced, 1 that needs no source; nothing found in 1 file"],
    );
}

#[test]
fn several() {
    check(
        "
//- a.sayso
claim: \"a\"
claim: \"b\"
claim: opinion \"c\"
claim: opinion \"d\"
entity one: person \"One\"
entity two: person \"Two\"
article \"A\"
//- b.sayso
claim \"
claim: quote \"e\"
",
        expect![
            "6 claims, 0 sourced, 4 unsourced, 2 that need no source; 2 errors, 5 warnings, 2 hints in 2 files"
        ],
    );
}
