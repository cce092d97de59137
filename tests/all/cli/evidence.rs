//! Copies of sources: where they are looked for, `sayso hash`, and the cache.

use std::fs;

use expect_test::expect;

use super::sayso;
use crate::fixture::Fixture;

const DRAFT: &str = "\
//- desk/a.sayso
source minutes: document \"Minutes\"
  file: \"minutes.txt\"

claim: opinion \"x\"
  source: @minutes at para 1 \"closed the bridge\"
";

const MINUTES: &str = "The council closed the bridge.\n";

/// The findings about copies, without their messages.
#[track_caller]
fn found(fixture: &Fixture, code: i32) -> String {
    let call = sayso("check desk --format concise").within(fixture);
    findings(&call.exits(code).out)
}

fn findings(out: &str) -> String {
    let lines = out.lines().filter(|line| line.starts_with("desk/"));
    let lines = lines.filter_map(|line| {
        let (place, rest) = line.split_once(": ")?;
        let rule = rest.split(['[', ']']).nth(1)?;
        Some(format!("{place} {rule}"))
    });
    let ends = ["file", "changed", "source", "range"];
    let of_copies = lines.filter(|line| ends.iter().any(|end| line.ends_with(end)));
    of_copies.collect::<Vec<_>>().join(", ")
}

#[test]
fn a_copy_is_beside_its_draft_or_in_the_folder_for_evidence() {
    let fixture = Fixture::new(DRAFT);
    assert_eq!(found(&fixture, 1), "desk/a.sayso:2:9 missing-file");
    fixture.write("sayso.toml", "evidence = \"kept/here\"\n");
    // Nothing is reported on a machine without the folder, except that.
    assert_eq!(found(&fixture, 0), "desk/a.sayso:2:9 missing-file");
    fs::create_dir_all(fixture.path("kept/here")).unwrap();
    assert_eq!(found(&fixture, 1), "desk/a.sayso:2:9 missing-file");
    fixture.write("kept/here/minutes.txt", MINUTES);
    assert_eq!(found(&fixture, 0), "desk/a.sayso:2:9 unhashed-file");
    fixture.write("desk/minutes.txt", "The council did nothing.\n");
    assert_eq!(
        found(&fixture, 1),
        "desk/a.sayso:2:9 unhashed-file, desk/a.sayso:5:30 quote-not-in-source"
    );
}

#[test]
fn only_the_environment_names_a_folder_outside() {
    let fixture = Fixture::new(DRAFT);
    let outside = Fixture::new("");
    outside.write("minutes.txt", MINUTES);
    outside.write(".secret.txt", "secret");
    fixture.write("sayso.toml", "evidence = \"../outside\"\n");
    sayso("check desk").within(&fixture).exits(2);
    fixture.write("sayso.toml", "");
    let out = sayso("check desk --format concise")
        .within(&fixture)
        .with("SAYSO_EVIDENCE", outside.root())
        .exits(0)
        .out
        .clone();
    assert_eq!(findings(&out), "desk/a.sayso:2:9 unhashed-file");
    let other = DRAFT.replace("minutes.txt", "../x/../minutes.txt\", \".secret.txt");
    fixture.write("desk/a.sayso", other.split_once('\n').unwrap().1);
    let out = sayso("check desk --format concise")
        .within(&fixture)
        .with("SAYSO_EVIDENCE", outside.root())
        .exits(1)
        .out
        .clone();
    assert!(
        out.contains("is outside the workspace") || out.contains("is hidden"),
        "{out}"
    );
    sayso("check desk")
        .within(&fixture)
        .with("SAYSO_EVIDENCE", "relative")
        .exits(2);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_workspace_is_not_followed() {
    let fixture = Fixture::new(DRAFT);
    let outside = Fixture::new("");
    outside.write("minutes.txt", MINUTES);
    std::os::unix::fs::symlink(
        outside.path("minutes.txt"),
        fixture.path("desk/minutes.txt"),
    )
    .unwrap();
    assert_eq!(found(&fixture, 1), "desk/a.sayso:2:9 missing-file");
}

#[test]
fn the_copy_of_a_confidential_source_is_never_opened() {
    let draft = DRAFT
        .replace("claim:", "  confidential: yes\n\nclaim:")
        .replace("\n\n  conf", "\n  conf");
    let fixture = Fixture::new(&draft);
    let out = sayso("check desk --format concise")
        .within(&fixture)
        .exits(1)
        .out
        .clone();
    assert!(
        !out.contains("missing-file") && out.contains("confidential-identity"),
        "{out}"
    );
    sayso("hash desk")
        .within(&fixture)
        .exits(0)
        .prints(expect![[r#"
        no copy was found whose checksum could be written
    "#]]);
}

#[test]
fn a_changed_copy_is_noticed_with_a_cache() {
    let fixture = Fixture::new(DRAFT);
    let cache = Fixture::new("");
    let check = |code| {
        let call = sayso("check desk --format concise")
            .within(&fixture)
            .keeping(&cache);
        findings(&call.exits(code).out)
    };
    fixture.write("desk/minutes.txt", MINUTES);
    for _ in 0..2 {
        assert_eq!(check(0), "desk/a.sayso:2:9 unhashed-file");
    }
    fixture.write("desk/minutes.txt", "The council did nothing.\n");
    let changed = "desk/a.sayso:2:9 unhashed-file, desk/a.sayso:5:30 quote-not-in-source";
    for _ in 0..2 {
        assert_eq!(check(1), changed);
    }
    fs::remove_file(fixture.path("desk/minutes.txt")).unwrap();
    assert_eq!(check(1), "desk/a.sayso:2:9 missing-file");
}

#[test]
fn hash_writes_what_is_missing_and_replaces_only_on_demand() {
    let fixture = Fixture::new(DRAFT);
    sayso("hash")
        .within(&fixture)
        .exits(1)
        .prints(expect![[r#"
            desk/a.sayso:2: this copy is not there or cannot be read: run `sayso check`, which says why
            no copy was found whose checksum could be written
        "#]]);
    fixture.write("desk/minutes.txt", MINUTES);
    sayso("hash").within(&fixture).exits(0).prints(expect![[r#"
            1 checksum written
        "#]]);
    sayso("hash").within(&fixture).exits(0).prints(expect![[r#"
            nothing to write: 1 copy is as written
        "#]]);
    assert_eq!(found(&fixture, 0), "");
    fixture.write(
        "desk/minutes.txt",
        "The council closed the bridge at noon.\n",
    );
    assert_eq!(found(&fixture, 1), "desk/a.sayso:2:30 file-changed");
    sayso("hash")
        .within(&fixture)
        .exits(1)
        .prints(expect![[r#"
            desk/a.sayso:2: this copy has another checksum than the one written here: find out who changed it, then run `sayso hash --changed`
            no copy was found whose checksum could be written
        "#]]);
    sayso("hash --changed")
        .within(&fixture)
        .exits(0)
        .prints(expect![[r#"
            1 checksum written
        "#]]);
    assert_eq!(found(&fixture, 0), "");
    let draft = fs::read_to_string(fixture.path("desk/a.sayso")).unwrap();
    assert_eq!(draft.matches("sha256").count(), 1, "{draft}");
}
