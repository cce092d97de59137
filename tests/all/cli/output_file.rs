//! `--output-file`: the output goes to a file, and people see it too.

use std::fs;

use expect_test::expect;

use super::{formats, sayso};
use crate::fixture::Fixture;

const DRAFT: &str = "claim one: \"One\"\n";

#[test]
fn the_file_contains_what_would_be_printed() {
    for format in formats() {
        let fixture = Fixture::new(DRAFT);
        let printed = sayso(&format!("check --format {format}")).within(&fixture);
        let printed = printed.exits(0).out;
        let call = format!("check --format {format} --output-file report");
        let call = sayso(&call).within(&fixture).with("CLICOLOR_FORCE", "1");
        let shown = call.exits(0).out;
        assert_eq!(fs::read_to_string(fixture.path("report")).unwrap(), printed);
        assert!(
            shown.contains("\u{1b}[") && shown.contains("draft.sayso:1:12"),
            "{shown}"
        );
        assert_eq!(
            fs::read_dir(fixture.root()).unwrap().count(),
            2,
            "left over"
        );
    }
}

#[test]
fn the_exit_code_is_the_same() {
    let fixture = Fixture::new(DRAFT);
    let call = "check --fail-on warning --format json --output-file report";
    sayso(call).within(&fixture).exits(1);
    assert!(fixture.path("report").exists());
}

#[test]
fn a_file_that_cannot_be_written() {
    let fixture = Fixture::new(DRAFT);
    let call = "check --format json --output-file gone/report";
    sayso(call).within(&fixture).exits(2).complains(expect![[r#"
            error: cannot write gone/report: create its folder first
        "#]]);
    let call = "check --format json --output-file .";
    assert_eq!(sayso(call).within(&fixture).exits(2).out, "");
}

#[test]
fn a_draft_is_not_overwritten() {
    let fixture = Fixture::new(DRAFT);
    let call = sayso("check --output-file draft.sayso").within(&fixture);
    call.exits(2).complains(expect![[r#"
        error: --output-file would overwrite the draft draft.sayso: name a file that is not a draft
    "#]]);
    assert_eq!(
        fs::read_to_string(fixture.path("draft.sayso")).unwrap(),
        DRAFT
    );
}

#[test]
fn nothing_that_the_check_reads_is_overwritten() {
    let fixture = Fixture::new(
        "
//- sayso.toml
//- known
{\"version\": 1, \"findings\": []}
//- a.md
One.
//- draft.sayso
article \"A\"
  text: \"a.md\"
claim one: opinion \"One\"
",
    );
    for name in ["sayso.toml", "a.md", "./a.md", "known"] {
        let before = fs::read_to_string(fixture.path(name)).unwrap();
        let call = format!("check --format json --baseline known --output-file {name}");
        let output = sayso(&call).within(&fixture).exits(2);
        assert!(
            output.err.contains("which the check reads"),
            "{}",
            output.err
        );
        assert_eq!(fs::read_to_string(fixture.path(name)).unwrap(), before);
    }
}

/// A proposed change may contain a link to anywhere.
#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let fixture = Fixture::new(&format!("//- desk/a.sayso\n{DRAFT}//- secret\nkept\n"));
    for (name, call) in [
        ("report", "check --format json --output-file report"),
        ("known", "check --baseline known --write-baseline"),
    ] {
        let link = fixture.path(&format!("desk/{name}"));
        std::os::unix::fs::symlink("../gone", &link).unwrap();
        sayso(call).within_folder(&fixture, "desk").exits(0);
        assert!(link.symlink_metadata().unwrap().is_file());
        assert!(!fixture.path("gone").exists());
    }
    let link = fixture.path("desk/again");
    std::os::unix::fs::symlink("../secret", &link).unwrap();
    let call = sayso("check --format json --output-file again");
    call.within_folder(&fixture, "desk").exits(0);
    assert_eq!(
        fs::read_to_string(fixture.path("secret")).unwrap(),
        "kept\n"
    );
}

#[cfg(unix)]
#[test]
fn it_has_the_usual_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let fixture = Fixture::new(DRAFT);
    let mode = |path: &str| {
        fs::metadata(fixture.path(path))
            .unwrap()
            .permissions()
            .mode()
    };
    sayso("check --output-file report")
        .within(&fixture)
        .exits(0);
    assert_eq!(mode("report"), mode("draft.sayso"));
    fs::set_permissions(fixture.path("report"), fs::Permissions::from_mode(0o640)).unwrap();
    sayso("check --output-file report")
        .within(&fixture)
        .exits(0);
    assert_eq!(mode("report") & 0o777, 0o640);
    sayso("check --format json --output-file /dev/null")
        .within(&fixture)
        .exits(0);
}
