//! `sayso check --changed-since`: changed drafts, and drafts that depend on them.

use std::fs;

use expect_test::{Expect, expect};

use super::{formats, sayso};
use crate::fixture::Fixture;

/// Every draft has a finding.
const DRAFTS: &str = r#"
//- sayso.toml
rules.unused-source = "off"
//- names.sayso
entity ines-varga: person "Ines Varga"
source notice: press-release "Notice"
  by: @ines-varga
//- desk/cites.sayso
claim cites: "One"
  source: @report at p. 3
claim cites-nothing: "Two"
//- desk/report.sayso
source report: report "Report"
  derived-from: @notice
claim reports: "Three"
//- desk/alone.sayso
article "Alone"
  text: "alone.md"

claim alone: "It holds"
//- desk/alone.md
It holds.
//- desk/other.sayso
article "Other"
  text: "other.md"

claim other: "It is so"
//- desk/other.md
It is so.
"#;

pub fn commit(fixture: &Fixture) {
    fixture.git("add --all");
    fixture.git("commit --quiet --message x");
}

/// The drafts, committed.
pub fn repository() -> Fixture {
    let fixture = Fixture::new(DRAFTS);
    fixture.git("init --quiet");
    commit(&fixture);
    fixture
}

#[track_caller]
pub fn check(fixture: &Fixture, arguments: &str, code: i32, expect: Expect) {
    sayso(&format!(
        "check --format concise --changed-since {arguments}"
    ))
    .within(fixture)
    .exits(code)
    .prints(expect);
}

#[test]
fn without_a_change_nothing_is_checked() {
    check(
        &repository(),
        "main",
        0,
        expect![[r#"
            0 claims, 0 sourced, 0 unsourced; nothing found in 0 files
        "#]],
    );
}

#[test]
fn a_draft_or_an_article_that_changed() {
    let fixture = repository();
    fixture.write("desk/alone.md", "It holds. Nobody said so.\n");
    check(
        &fixture,
        "main",
        0,
        expect![[r#"
            desk/alone.md:1:11: hint[uncovered-sentence] 1 of 2 sentences has no claim yet: add one that quotes “Nobody said so.”
            desk/alone.sayso:4:14: warning[unsourced-claim] claim `alone` has no source: add `source: @…`
            1 claim, 0 sourced, 1 unsourced; 1 warning, 1 hint in 2 files
        "#]],
    );
    fixture.write("desk/alone.md", "It holds.\n");
    // It looks changed, but its content is the same.
    check(
        &fixture,
        "HEAD",
        0,
        expect![[r#"
            0 claims, 0 sourced, 0 unsourced; nothing found in 0 files
        "#]],
    );
    // A source that is no longer used has changed too.
    fixture.write("desk/cites.sayso", "claim cites: \"One\"\n");
    check(
        &fixture,
        "HEAD",
        0,
        expect![[r#"
            desk/cites.sayso:1:14: warning[unsourced-claim] claim `cites` has no source: add `source: @…`
            desk/report.sayso:3:16: warning[unsourced-claim] claim `reports` has no source: add `source: @…`
            2 claims, 0 sourced, 2 unsourced; 2 warnings in 2 files
        "#]],
    );
}

#[test]
fn drafts_that_refer_to_a_change_through_any_chain() {
    let fixture = repository();
    let names = fixture
        .text("names.sayso")
        .replace("\"Notice\"", "\"Another\"");
    fixture.write("names.sayso", names);
    check(
        &fixture,
        "main",
        0,
        expect![[r#"
            desk/cites.sayso:3:22: warning[unsourced-claim] claim `cites-nothing` has no source: add `source: @…`
            desk/report.sayso:3:16: warning[unsourced-claim] claim `reports` has no source: add `source: @…`
            3 claims, 1 sourced, 2 unsourced; 2 warnings in 2 files
        "#]],
    );
}

#[test]
fn drafts_that_use_names_of_a_removed_file() {
    let fixture = repository();
    fs::remove_file(fixture.path("desk/report.sayso")).unwrap();
    commit(&fixture);
    check(
        &fixture,
        "HEAD~1",
        1,
        expect![[r#"
            desk/cites.sayso:2:11: error[unresolved-reference] `@report` is not declared: correct the name, or declare it
            desk/cites.sayso:3:22: warning[unsourced-claim] claim `cites-nothing` has no source: add `source: @…`
            2 claims, 1 sourced, 1 unsourced; 1 error, 1 warning in 1 file
        "#]],
    );
}

#[test]
fn renamed_and_untracked_files_are_new() {
    let fixture = repository();
    fixture.git("mv desk/other.sayso desk/renamed.sayso");
    fixture.write("desk/new.sayso", "claim new: \"It is new\"\n");
    fixture.write(".git/info/exclude", "desk/ignored.sayso\n");
    fixture.write("desk/ignored.sayso", "claim ignored: \"It is nobody's\"\n");
    check(
        &fixture,
        "main",
        0,
        expect![[r#"
            desk/new.sayso:1:12: warning[unsourced-claim] claim `new` has no source: add `source: @…`
            desk/renamed.sayso:4:14: warning[unsourced-claim] claim `other` has no source: add `source: @…`
            2 claims, 0 sourced, 2 unsourced; 2 warnings in 2 files
        "#]],
    );
}

#[test]
fn an_untracked_article_is_new_unless_it_is_ignored() {
    let fixture = repository();
    fixture.git("rm --quiet --cached desk/alone.md");
    fixture.git("commit --quiet --message x");
    let call = || sayso("check --format concise --changed-since HEAD").within(&fixture);
    let output = call().exits(0).out;
    assert!(output.contains("`alone`"), "{output}");
    fixture.write(".git/info/exclude", "*.md\n");
    let output = call().exits(0).out;
    assert!(output.ends_with("nothing found in 0 files\n"), "{output}");
}

#[test]
fn a_registry_that_is_ignored_is_not_new() {
    let fixture = repository();
    fixture.write("sayso.toml", "registries = [\"ignored\"]\n");
    fixture.write(".gitignore", "ignored/\n");
    fixture.write(
        "desk/uses.sayso",
        "claim uses: \"It is so\"\n  source: @ours\n",
    );
    commit(&fixture);
    fixture.write("ignored/r.sayso", "source ours: wire \"W\"\n");
    check(
        &fixture,
        "HEAD",
        0,
        expect![[r#"
            0 claims, 0 sourced, 0 unsourced; nothing found in 0 files
        "#]],
    );
}

#[test]
fn a_new_nested_repository_with_drafts_affects_everything() {
    let fixture = repository();
    fixture.write("nested/n.sayso", "source n: wire \"N\"\n");
    fixture.git("init --quiet nested");
    let call = || sayso("check --format concise --changed-since HEAD").within(&fixture);
    let output = call().exits(0).out;
    assert!(output.contains("; 4 warnings"), "{output}");
    fixture.write(".git/info/exclude", "nested/\n");
    let output = call().exits(0).out;
    assert!(output.ends_with("nothing found in 0 files\n"), "{output}");
}

#[test]
fn a_changed_configuration_affects_everything() {
    for path in ["sayso.toml", ".gitignore"] {
        let fixture = repository();
        fixture.write(path, "# another\n");
        let output = sayso("check --changed-since main")
            .within(&fixture)
            .exits(0);
        assert!(
            output.out.contains("; 4 warnings"),
            "{path}: {}",
            output.out
        );
    }
}

/// Commits on `main` after the merge base are not changes of the branch.
#[test]
fn a_branch_is_compared_with_the_merge_base() {
    let fixture = repository();
    fixture.git("checkout --quiet -b branch");
    fixture.write("desk/alone.sayso", "claim alone: \"It holds\"\n");
    commit(&fixture);
    fixture.git("checkout --quiet main");
    fixture.write("names.sayso", "source notice: report \"Another\"\n");
    commit(&fixture);
    fixture.git("checkout --quiet branch");
    check(
        &fixture,
        "main",
        0,
        expect![[r#"
            desk/alone.sayso:1:14: warning[unsourced-claim] claim `alone` has no source: add `source: @…`
            1 claim, 0 sourced, 1 unsourced; 1 warning in 1 file
        "#]],
    );
}

#[test]
fn only_named_paths_are_reported() {
    let fixture = repository();
    fixture.write("names.sayso", "# all gone\n");
    check(
        &fixture,
        "main desk/report.sayso",
        1,
        expect![[r#"
            desk/report.sayso:2:17: error[unresolved-reference] `@notice` is not declared: correct the name, or declare it
            desk/report.sayso:3:16: warning[unsourced-claim] claim `reports` has no source: add `source: @…`
            1 claim, 0 sourced, 1 unsourced; 1 error, 1 warning in 1 file
        "#]],
    );
}

#[test]
fn a_workspace_may_be_a_part_of_its_repository() {
    let fixture = Fixture::new(
        "
//- README.md
//- press/sayso.toml
//- press/a.sayso
claim a: \"One\"
//- press/b.sayso
claim b: \"Two\"
",
    );
    fixture.git("init --quiet");
    commit(&fixture);
    fixture.write("press/b.sayso", "claim c: \"Two\"\n");
    fixture.write("README.md", "Another\n");
    fixture.write("other/c.sayso", "claim: \"Three\"\n");
    sayso("check --format concise --changed-since main")
        .within_folder(&fixture, "press")
        .exits(0)
        .prints(expect![[r#"
            b.sayso:1:10: warning[unsourced-claim] claim `c` has no source: add `source: @…`
            1 claim, 0 sourced, 1 unsourced; 1 warning in 1 file
        "#]]);
}

#[test]
fn known_findings_of_other_drafts_stay_in_the_baseline() {
    let fixture = repository();
    sayso("check --baseline known.json --write-baseline")
        .within(&fixture)
        .exits(0);
    fixture.write(
        "desk/alone.sayso",
        "claim alone: \"It holds\"\nclaim new: \"It is new\"\n",
    );
    fs::remove_file(fixture.path("desk/other.sayso")).unwrap();
    check(
        &fixture,
        "main --baseline known.json",
        0,
        expect![[r#"
            desk/alone.sayso:2:12: warning[unsourced-claim] claim `new` has no source: add `source: @…`
            2 claims, 0 sourced, 2 unsourced; 1 warning in 1 file
            fixed: desk/other.sayso: unsourced-claim
            1 known finding is in the baseline; remove fixed findings with `--write-baseline`
        "#]],
    );
}

#[test]
fn only_affected_drafts_are_fixed() {
    let fixture = repository();
    let broken = "claim: opinon \"It holds\"\n";
    fixture.write("desk/alone.sayso", broken);
    fixture.write("desk/other.sayso", broken);
    commit(&fixture);
    fixture.write("desk/other.sayso", format!("# another\n{broken}"));
    let diff = sayso("check --diff --changed-since HEAD")
        .within(&fixture)
        .exits(1)
        .out;
    assert!(
        diff.contains("other.sayso") && !diff.contains("alone.sayso"),
        "{diff}"
    );
    let output = sayso("check --fix --format concise --changed-since HEAD")
        .within(&fixture)
        .exits(0);
    assert_eq!(output.err, "1 fixed in 1 file\n");
    assert!(
        output.out.ends_with("nothing found in 1 file\n"),
        "{}",
        output.out
    );
    assert_eq!(
        fs::read_to_string(fixture.path("desk/alone.sayso")).unwrap(),
        broken
    );
}

#[test]
fn every_format_reports_the_same_drafts() {
    let fixture = repository();
    fixture.write("desk/alone.sayso", "claim alone: \"It holds\"\n");
    for format in formats() {
        let call = format!("check --changed-since main --format {format}");
        let output = sayso(&call).within(&fixture).exits(0).out;
        assert!(output.contains("alone.sayso"), "{format}: {output}");
        assert!(!output.contains("other.sayso"), "{format}: {output}");
    }
}

#[test]
fn a_draft_from_standard_input_counts_as_changed() {
    let fixture = repository();
    let call = || {
        let call = "check - --stdin-path desk/alone.sayso --format concise --changed-since main";
        sayso(call).within(&fixture)
    };
    let same = fixture.text("desk/alone.sayso");
    let output = call().reading(same).exits(0).out;
    assert!(output.ends_with("nothing found in 0 files\n"), "{output}");
    let output = call().reading("claim new: \"It is new\"\n").exits(0).out;
    assert!(output.contains("`new`"), "{output}");
}

#[cfg(unix)]
#[test]
fn an_article_behind_a_link() {
    let fixture = repository();
    fs::remove_file(fixture.path("desk/other.md")).unwrap();
    std::os::unix::fs::symlink("../texts/o.md", fixture.path("desk/other.md")).unwrap();
    fixture.write("texts/o.md", "It is so.\n");
    commit(&fixture);
    fixture.write("texts/o.md", "It is so. Nobody said so.\n");
    let output = sayso("check --format concise --changed-since HEAD")
        .within(&fixture)
        .exits(0)
        .out;
    assert!(output.contains("uncovered-sentence"), "{output}");
}

#[test]
fn unusual_file_names() {
    let fixture = repository();
    fixture.write("Ödegård \"x\"\n.sayso", "claim odd: \"It is new\"\n");
    commit(&fixture);
    fixture.write("Ödegård \"x\"\n.sayso", "claim odder: \"It is new\"\n");
    let output = sayso("check --format concise --changed-since HEAD")
        .within(&fixture)
        .exits(0)
        .out;
    assert!(output.contains("`odder`"), "{output}");
}

#[test]
fn a_submodule_at_another_commit_affects_everything() {
    let shared = Fixture::new("//- shared.sayso\nsource wire: wire \"W\"\n");
    shared.git("init --quiet");
    commit(&shared);
    let fixture = repository();
    let from = shared.root().display();
    fixture.git(&format!(
        "-c protocol.file.allow=always submodule --quiet add {from} shared"
    ));
    commit(&fixture);
    let call = || sayso("check --format concise --changed-since HEAD").within(&fixture);
    let output = call().exits(0).out;
    assert!(output.ends_with("nothing found in 0 files\n"), "{output}");
    fixture.write("shared/shared.sayso", "source other: wire \"W\"\n");
    let inside = "-C shared commit --quiet --all --message x";
    fixture.git(inside);
    let output = call().exits(0).out;
    assert!(output.contains("; 4 warnings"), "{output}");
}

#[test]
fn a_revision_that_is_not_a_commit() {
    let fixture = repository();
    for revision in ["nowhere", "-x", "--upload-pack=x", "main:sayso.toml"] {
        let call = sayso("check").and(&format!("--changed-since={revision}"));
        let output = call.within(&fixture).exits(2);
        assert_eq!(output.out, "");
        assert!(
            output
                .err
                .contains(&format!("`{revision}` is not a commit of this repository")),
            "{}",
            output.err
        );
    }
    let plain = Fixture::new("claim: opinion \"a\"\n");
    let output = sayso("check --changed-since main").within(&plain).exits(2);
    assert!(
        output.err.contains("needs a Git repository"),
        "{}",
        output.err
    );
}

#[test]
fn git_is_missing_or_refuses() {
    let fixture = repository();
    let error = |variable: &'static str, value: &str| {
        let call = sayso("check --changed-since main").with(variable, value);
        call.within(&fixture).exits(2).err
    };
    let missing = error("PATH", "");
    assert!(
        missing.contains(
            "needs git, which was not found: install it, or check without `--changed-since`"
        ),
        "{missing}"
    );
    // Git's own tests use this variable.
    let refused = error("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
    assert!(
        refused.contains(
            "belongs to another user: allow it with `git config --global --add safe.directory "
        ),
        "{refused}"
    );
}

#[test]
fn a_clone_that_is_too_shallow() {
    let origin = repository();
    fixture_commits(&origin);
    let clone = Fixture::new("");
    let from = origin.root().display();
    clone.git(&format!(
        "clone --quiet --depth 1 --no-single-branch file://{from} c"
    ));
    let call = |revision: &str| {
        let call = sayso(&format!("check --changed-since {revision}"));
        call.within_folder(&clone, "c").exits(2).err
    };
    for (revision, why) in [
        ("HEAD~1", "is not a commit of this repository"),
        ("origin/branch", "have no common commit"),
    ] {
        let error = call(revision);
        assert!(
            error.contains(why) && error.contains("git fetch --unshallow"),
            "{error}"
        );
    }
}

/// Adds a commit to `main` and one to `branch`.
fn fixture_commits(fixture: &Fixture) {
    fixture.git("checkout --quiet -b branch");
    fixture.write("desk/alone.md", "It is other.\n");
    commit(fixture);
    fixture.git("checkout --quiet main");
    fixture.write("desk/other.md", "It is other.\n");
    commit(fixture);
}

/// A Git hook calls the check with variables that refer to another index.
#[test]
fn variables_of_git_do_not_lead_elsewhere() {
    let other = repository();
    fs::remove_file(other.path("names.sayso")).unwrap();
    commit(&other);
    let fixture = repository();
    fixture.write("desk/alone.sayso", "claim alone: \"It holds\"\n");
    let output = sayso("check --format concise --changed-since main")
        .within(&fixture)
        .with("GIT_DIR", other.path(".git"))
        .with("GIT_WORK_TREE", other.root())
        .with("GIT_INDEX_FILE", other.path(".git/index"))
        .exits(0);
    assert!(output.out.contains("`alone`"), "{}", output.out);
}
