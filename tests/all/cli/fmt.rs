//! `sayso fmt`

use std::fs;

use expect_test::expect;

use super::sayso;
use crate::fixture::Fixture;

const UNTIDY: &str = r#"
//- sayso.toml
//- a.sayso
claim  x: fact "It holds"
    source:@s
//- desk/b.sayso
source s: report "S"
  issued: 2026-01-08
//- desk/c.sayso
source t :report "T"
"#;

fn text(fixture: &Fixture, path: &str) -> String {
    fs::read_to_string(fixture.path(path)).expect("a file")
}

#[test]
fn unformatted_drafts_are_written() {
    let fixture = Fixture::new(UNTIDY);
    sayso("fmt").within(&fixture).exits(0).prints(expect![[r#"
        2 files formatted, 1 is in style
    "#]]);
    assert_eq!(
        text(&fixture, "a.sayso"),
        "claim x: fact \"It holds\"\n  source: @s\n"
    );
    assert_eq!(text(&fixture, "desk/c.sayso"), "source t: report \"T\"\n");
    sayso("fmt").within(&fixture).exits(0).prints(expect![[r#"
        all 3 files are in style
    "#]]);
    sayso("fmt desk/b.sayso")
        .within(&fixture)
        .exits(0)
        .prints(expect![[r#"
            1 file is in style
        "#]]);
    let left: Vec<_> = fs::read_dir(fixture.root()).unwrap().collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn nothing_is_written_for_a_dry_run() {
    let fixture = Fixture::new(UNTIDY);
    let before = text(&fixture, "a.sayso");
    sayso("fmt --check")
        .within(&fixture)
        .exits(1)
        .prints(expect![[r#"
            a.sayso
            desk/c.sayso
            2 files are not in style, 1 is in style
        "#]]);
    sayso("fmt --check desk/b.sayso")
        .within(&fixture)
        .exits(0)
        .prints(expect![[r#"
            1 file is in style
        "#]]);
    sayso("fmt --diff")
        .within(&fixture)
        .exits(1)
        .prints(expect![[r#"
            --- a.sayso
            +++ a.sayso
            @@ -1,2 +1,2 @@
            -claim  x: fact "It holds"
            -    source:@s
            +claim x: fact "It holds"
            +  source: @s
            --- desk/c.sayso
            +++ desk/c.sayso
            @@ -1 +1 @@
            -source t :report "T"
            +source t: report "T"
        "#]]);
    sayso("fmt --diff desk/b.sayso")
        .within(&fixture)
        .exits(0)
        .prints(expect![""]);
    assert_eq!(text(&fixture, "a.sayso"), before);
}

#[test]
fn standard_input() {
    let folder = Fixture::new("//- sayso.toml\n");
    let untidy = "claim  x\r\n\r\n\r\nclaim y\r\n";
    let printed = sayso("fmt -").within(&folder).reading(untidy).exits(0);
    assert_eq!(printed.out, "claim x\r\n\r\nclaim y\r\n");
    sayso("fmt - --check --stdin-path a.sayso")
        .within(&folder)
        .reading(untidy)
        .exits(1)
        .prints(expect![[r#"
            a.sayso
        "#]]);
    sayso("fmt - --diff")
        .within(&folder)
        .reading("claim  x")
        .exits(1)
        .prints(expect![[r#"
            --- stdin.sayso
            +++ stdin.sayso
            @@ -1 +1 @@
            -claim  x
            \ No newline at end of file
            +claim x
        "#]]);
    sayso("fmt -")
        .within(&folder)
        .reading(b"\xff")
        .exits(2)
        .complains(expect![[r#"
            error: standard input is not UTF-8 text (byte 1)
        "#]]);
    sayso("fmt - a.sayso")
        .within(&folder)
        .exits(2)
        .complains(expect![[r#"
            error: `-` stands alone: format other paths in a call of their own
        "#]]);
    sayso("fmt --stdin-path a.sayso")
        .within(&folder)
        .exits(2)
        .complains(expect![[r#"
            error: --stdin-path needs `-` among the paths: sayso fmt - --stdin-path draft.sayso
        "#]]);
}

#[test]
fn an_unreadable_draft_does_not_hide_others() {
    let fixture = Fixture::new("//- a.sayso\nclaim  x\n");
    fixture.write("b.sayso", b"claim \"\xe9\"\n");
    let output = sayso("fmt").within(&fixture).exits(2);
    assert!(
        output.err.contains("b.sayso is not UTF-8 text"),
        "{}",
        output.err
    );
    assert_eq!(text(&fixture, "a.sayso"), "claim x\n");
    sayso("fmt nowhere").within(&fixture).exits(2);
    let empty = Fixture::new("//- sayso.toml\n");
    sayso("fmt").within(&empty).exits(2).complains(expect![[r#"
        error: no Sayso file was found: name a folder that holds drafts, or a draft that ends in .sayso
    "#]]);
}

#[test]
fn no_line_of_a_confidential_source_is_shown() {
    let fixture = Fixture::new(
        "claim  a\n\nsource insider: interview   \"Talk at her house\"\n  confidential: yes\n  note:   \"blue van\"\n\nclaim  b\n",
    );
    let diff = sayso("fmt --diff").within(&fixture).exits(1);
    assert!(
        !diff.out.contains("house") && !diff.out.contains("van"),
        "{}",
        diff.out
    );
    let lines: Vec<&str> = diff.out.lines().map(str::trim_end).collect();
    expect![[r#"
        --- draft.sayso
        +++ draft.sayso
        @@ -1,7 +1,7 @@
        -claim  a
        +claim a

        -(a line of a confidential source)
        +(a line of a confidential source)
         (a line of a confidential source)
        -(a line of a confidential source)
        +(a line of a confidential source)
         (a line of a confidential source)
        -claim  b
        +claim b"#]]
    .assert_eq(&lines.join("\n"));
}

#[cfg(unix)]
#[test]
fn links_and_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let outside = Fixture::new("//- a.sayso\nclaim  x\n");
    let fixture = Fixture::new(
        "//- sayso.toml\n//- b.sayso\nclaim  y\n//- c.sayso\nclaim  z\n//- d.md\nclaim  d\n",
    );
    symlink(outside.path("a.sayso"), fixture.path("out.sayso")).unwrap();
    symlink(fixture.path("b.sayso"), fixture.path("in.sayso")).unwrap();
    symlink(fixture.path("d.md"), fixture.path("article.sayso")).unwrap();
    let mode = |path: &str| {
        fs::metadata(fixture.path(path))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    let set = |path: &str, mode| {
        fs::set_permissions(fixture.path(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    set("b.sayso", 0o640);
    set("c.sayso", 0o440);
    for refused in ["out.sayso", "article.sayso", "c.sayso"] {
        let output = sayso(&format!("fmt {refused}")).within(&fixture).exits(2);
        assert!(output.err.contains(refused), "{}", output.err);
    }
    sayso("fmt out.sayso --diff").within(&fixture).exits(2);
    assert_eq!(text(&outside, "a.sayso"), "claim  x\n");
    assert_eq!(text(&fixture, "d.md"), "claim  d\n");
    sayso("fmt in.sayso").within(&fixture).exits(0);
    assert_eq!(text(&fixture, "b.sayso"), "claim y\n");
    assert_eq!(mode("b.sayso"), 0o640);
    assert!(
        fs::symlink_metadata(fixture.path("in.sayso"))
            .unwrap()
            .is_symlink()
    );
}
