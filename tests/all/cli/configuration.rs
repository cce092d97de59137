//! The effect of `sayso.toml` on a check.

use expect_test::expect;

use super::sayso;
use crate::fixture::Fixture;

const DRAFT: &str = "\
//- desk/a.sayso
article \"A\"
  text: \"a.md\"
claim: allegation \"It is so\"
  source: @paper at p. 2
claim: \"Nobody spoke\"
source paper: document \"A paper\"
//- desk/a.md
It is so. Nobody spoke.
";

#[test]
fn levels_and_thresholds_come_from_the_file_above() {
    let configuration = "\
//- sayso.toml
[rules]
unsourced-claim = \"error\"
[min-origins]
allegation = 1
";
    let fixture = Fixture::new(&format!("{configuration}{DRAFT}"));
    sayso("check --format concise")
        .within_folder(&fixture, "desk")
        .exits(1)
        .prints(expect![[r#"
            a.sayso:5:8: error[unsourced-claim] this claim has no source: add `source: @…`
            2 claims, 1 sourced, 1 unsourced; 1 error in 1 file
        "#]]);
}

#[test]
fn an_override_applies_to_its_files_only() {
    let configuration = "\
//- sayso.toml
[[overrides]]
files = [\"desk/\"]
rules = { unsourced-claim = \"off\", single-source = \"off\" }
//- b.sayso
claim: \"Nobody spoke\"
";
    let fixture = Fixture::new(&format!("{configuration}{DRAFT}"));
    sayso("check --format concise")
        .within(&fixture)
        .exits(0)
        .prints(expect![[r#"
            b.sayso:1:8: warning[unsourced-claim] this claim has no source: add `source: @…`
            3 claims, 1 sourced, 2 unsourced; 1 warning in 1 file
        "#]]);
}

#[test]
fn every_mistake_in_the_file_is_reported() {
    let fixture = Fixture::new(&format!(
        "//- sayso.toml\nexclud = []\nrules.unsourced-clam = \"off\"\n{DRAFT}"
    ));
    let output = sayso("check").within(&fixture).exits(2);
    let folder = fixture.root().display().to_string();
    expect![[r#"
        error: …/sayso.toml:1:1: unknown key `exclud`: did you mean `exclude`?
        error: …/sayso.toml:2:7: unknown key `unsourced-clam`: did you mean `unsourced-claim`?
    "#]]
    .assert_eq(&output.err.replace(&folder, "…"));
}

#[test]
fn excluded_drafts_are_not_part_of_the_workspace() {
    let files = "\
//- sayso.toml
exclude = [\"archive\"]
registries = [\"archive/people.sayso\", \"ignored\"]
//- .gitignore
ignored/
//- archive/old.sayso
claim: \"x\"
entity ana: person \"Ana\"
//- archive/people.sayso
entity bea: person \"Bea\"
//- ignored/more.sayso
entity eva: person \"Eva\"
//- a.sayso
claim: opinion \"x\"
  about: @ana, @bea, @eva
";
    sayso("check --format concise")
        .within(&Fixture::new(files))
        .exits(1)
        .prints(expect![[r#"
            a.sayso:2:10: error[unresolved-reference] `@ana` is not declared: correct the name, or declare it
            1 claim, 0 sourced, 0 unsourced, 1 that needs no source; 1 error in 1 file
        "#]]);
}

#[test]
fn a_wrong_key_stops_the_check_at_its_place() {
    let files = "//- sayso.toml\n[rules]\nunsourced-clam = \"off\"\n//- a.sayso\nclaim: \"x\"\n";
    let fixture = Fixture::new(files);
    let complaint = sayso("check").within(&fixture).exits(2);
    let complaint = complaint.error_in(&fixture);
    expect![[r#"
        error: /w/sayso.toml:2:1: unknown key `unsourced-clam`: did you mean `unsourced-claim`?
    "#]]
    .assert_eq(&complaint);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_workspace_is_not_read() {
    let fixture = Fixture::new("//- a.sayso\nclaim: \"x\"\n");
    std::os::unix::fs::symlink("/etc/passwd", fixture.path("sayso.toml")).expect("a link");
    let complaint = sayso("check").within(&fixture).exits(2);
    expect![[r#"
        error: /w/sayso.toml:1:1: sayso.toml is a link that leads out of the workspace: replace it with the file itself
    "#]].assert_eq(&complaint.error_in(&fixture));
}
