//! Hostile files in a stranger's pull request are rejected with a clear message, or checked like any others. Nothing
//! outside the workspace is read, and nothing is written. `cargo bench --bench hostile` measures the time that the
//! largest ones take.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect;

use super::sayso;
use crate::fixture::Fixture;

fn numbered(count: usize, make: impl Fn(usize) -> String) -> String {
    (0..count).map(make).collect()
}

/// The files below a folder and their contents, without following links.
fn held(folder: &Path) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            all.extend(held(&path));
        }
        let text = kind.is_file().then(|| fs::read(&path).unwrap());
        all.insert(path, text);
    }
    all
}

#[test]
fn files_that_are_too_long() {
    let fixture = Fixture::new("//- small.sayso\nclaim: opinion \"It is so\"\n");
    fixture.write("bytes.sayso", "a".repeat(5_000_001));
    let references = "@a, ".repeat(250_000);
    fixture.write(
        "long.sayso",
        format!("claim: opinion \"So\"\n  about: {references}@a\nclaim: opinion \"It is\"\n"),
    );
    fixture.write("lines.sayso", "claim: \"x\"\n".repeat(250_001));
    fixture.write("draft.sayso", "article \"A\"\n  text: \"article.md\"\n");
    fixture.write("article.md", "So it is.\n".repeat(200_001));
    sayso("check --format concise")
        .within(&fixture)
        .exits(1)
        .prints(expect![[r#"
            bytes.sayso:1:1: error[syntax-error] this file is larger than the maximum of 5 MB: split it
            draft.sayso:2:9: error[missing-article-text] the article's text `article.md` is larger than the maximum of 2 MB: split it
            lines.sayso:1:1: error[syntax-error] this file has more than the maximum of 250,000 lines: split it
            long.sayso:1:1: error[syntax-error] this declaration is larger than the maximum of 1 MB: split it
            2 claims, 0 sourced, 0 unsourced, 2 that need no source; 4 errors in 4 files
        "#]]);
}

#[test]
fn endless_standard_input() {
    let fixture = Fixture::new("");
    sayso("check -")
        .within(&fixture)
        .reading("a".repeat(5_000_001))
        .exits(2)
        .complains(expect![[r#"
            error: standard input is larger than the maximum of 5 MB: split it
        "#]]);
}

#[test]
fn an_endless_configuration() {
    let fixture = Fixture::new("//- draft.sayso\nclaim: opinion \"It is so\"\n");
    fixture.write("sayso.toml", "[[overrides]]\nfiles = [\"a\"]\n".repeat(101));
    let error = sayso("check").within(&fixture).exits(2).error_in(&fixture);
    expect![[r#"
        error: /w/sayso.toml:1:1: `overrides` may have at most 100 entries
    "#]]
    .assert_eq(&error);
    fixture.write("sayso.toml", "#".repeat(100_001));
    let error = sayso("check").within(&fixture).exits(2).error_in(&fixture);
    expect![[r#"
        error: /w/sayso.toml:1:1: sayso.toml is not a configuration: it must be a file of at most 100 KB
    "#]]
    .assert_eq(&error);
}

#[test]
fn endless_ignore_files() {
    let fixture = Fixture::new(
        "
//- a.sayso
claim: opinion \"It is so\"
//- desk/b.sayso
claim: opinion \"It is so\"
",
    );
    let refused = || sayso("check").within(&fixture).exits(2).error_in(&fixture);
    for path in ["desk/.gitignore", ".ignore", ".git/info/exclude"] {
        fixture.write(path, "nothing\n".repeat(20_000));
        let error = format!("error: /w/{path} is larger than the maximum of 100 KB: shorten it\n");
        assert_eq!(refused(), error);
        fs::remove_file(fixture.path(path)).unwrap();
    }
    // Within that limit, but too many of them.
    for (patterns, files) in [("a\n".repeat(9_000), 2), ("*a*b*c\n".repeat(600), 2)] {
        for file in 0..files {
            fixture.write(&format!("{file}/.gitignore"), &patterns);
        }
        let error = refused();
        assert!(
            error.contains("may have at most 10,000 patterns with 2,000 wildcards"),
            "{error}"
        );
        fixture.write("1/.gitignore", "");
    }
}

/// As in Git.
#[cfg(unix)]
#[test]
fn an_ignore_file_that_is_a_link_is_not_read() {
    let outside = Fixture::new("//- names\na.sayso\n");
    for name in [".gitignore", ".ignore", ".git/info/exclude"] {
        let fixture = Fixture::new("//- a.sayso\nclaim: opinion \"It is so\"\n");
        fixture.write(".git/info/x", "");
        std::os::unix::fs::symlink(outside.path("names"), fixture.path(name)).unwrap();
        let output = sayso("check").within(&fixture).exits(0);
        assert!(output.out.ends_with("nothing found in 1 file\n"), "{name}");
    }
}

/// If one of these is read, the test does not end.
#[cfg(unix)]
#[test]
fn pipes_and_devices_in_place_of_files() {
    use std::os::unix::fs::symlink;
    let pipe = |fixture: &Fixture, path: &str| {
        fixture.write(&format!("{path}.x"), "");
        let mut made = std::process::Command::new("mkfifo");
        assert!(made.arg(fixture.path(path)).status().unwrap().success());
    };
    for path in [".gitignore", ".ignore", ".git/info/exclude", "sayso.toml"] {
        let fixture = Fixture::new("//- a.sayso\nclaim: opinion \"It is so\"\n");
        pipe(&fixture, path);
        for command in [
            "check",
            "status",
            "fmt --check",
            "sign a.sayso --all --by A",
        ] {
            let error = sayso(command).within(&fixture).exits(2).error_in(&fixture);
            assert!(error.contains(&format!("/w/{path}")), "{error}");
        }
    }
    let fixture = Fixture::new("//- a.sayso\nclaim: opinion \"It is so\"\n");
    symlink("/dev/zero", fixture.path("zero.json")).unwrap();
    pipe(&fixture, "pipe.json");
    for (name, why) in [
        ("zero.json", "cannot be read: it is not a regular file"),
        ("pipe.json", "cannot be read: it is not a regular file"),
    ] {
        let call = sayso(&format!("check --baseline {name}"));
        let error = call.within(&fixture).exits(2).err;
        assert_eq!(error, format!("error: the baseline {name} {why}\n"));
    }
    fixture.write("sayso.toml", "");
    let call = sayso("check --baseline zero.json").within(&fixture);
    let error = call.exits(2).error_in(&fixture);
    assert!(
        error.contains("/w/zero.json is a link that leads out of the workspace"),
        "{error}"
    );
    fixture.write("large.json", " ".repeat(20_000_001));
    let call = sayso("check --baseline large.json").within(&fixture);
    let error = call.exits(2).err;
    assert!(
        error.contains("large.json is larger than the maximum of 20 MB"),
        "{error}"
    );
}

#[test]
fn very_many_patterns() {
    let fixture = Fixture::new("//- desk/a.sayso\nclaim: opinion \"It is so\"\n");
    let patterns = "\"**\", ".repeat(900);
    fixture.write("sayso.toml", format!("registries = [{patterns}]\n"));
    sayso("check").within(&fixture).exits(0);
    let patterns = "\"**\",\n".repeat(15_000);
    fixture.write("sayso.toml", format!("registries = [\n{patterns}]\n"));
    let error = sayso("check").within(&fixture).exits(2).error_in(&fixture);
    expect![[r#"
        error: /w/sayso.toml:1002:1: this is one pattern too many: one file may have 10,000 with 2,000 wildcards
    "#]].assert_eq(&error);
}

#[cfg(unix)]
#[test]
fn links_devices_and_pipes() {
    use std::os::unix::fs::symlink;
    let outside = Fixture::new("//- secret.sayso\nNobody may read this.\n");
    let fixture = Fixture::new("//- sayso.toml\n");
    for (name, text) in [("a", "zero.md"), ("b", "pipe.md"), ("c", "/dev/zero")] {
        let draft = format!("article \"A\"\n  text: \"{text}\"\n");
        fixture.write(&format!("{name}.sayso"), draft);
    }
    symlink("/dev/zero", fixture.path("zero.md")).unwrap();
    symlink("/dev/zero", fixture.path("zero.sayso")).unwrap();
    symlink(outside.path("secret.sayso"), fixture.path("secret.sayso")).unwrap();
    for pipe in ["pipe.md", "pipe.sayso"] {
        let made = std::process::Command::new("mkfifo")
            .arg(fixture.path(pipe))
            .status();
        assert!(made.unwrap().success());
    }
    let before = held(fixture.root());
    sayso("check --format concise")
        .within(&fixture)
        .exits(1)
        .prints(expect![[r#"
            a.sayso:2:9: error[missing-article-text] the article's text `zero.md` is outside the workspace: move it inside
            b.sayso:2:9: error[missing-article-text] the article's text `pipe.md` cannot be read: it is not a regular file
            c.sayso:2:9: error[missing-article-text] the article's text `/dev/zero` is outside the workspace: move it inside
            0 claims, 0 sourced, 0 unsourced; 3 errors in 3 files
        "#]]);
    // Also when a script names them.
    sayso("check --format concise pipe.sayso")
        .within(&fixture)
        .exits(1)
        .prints(expect![[r#"
            pipe.sayso:1:1: error[syntax-error] this file cannot be read: it is not a regular file
            0 claims, 0 sourced, 0 unsourced; 1 error in 1 file
        "#]]);
    for link in ["zero.sayso", "secret.sayso"] {
        let call = sayso(&format!("check {link}")).within(&fixture).exits(2);
        let error = format!(
            "error: /w/{link} is a link that leads out of the workspace: name the file or folder that it leads to\n"
        );
        assert_eq!(call.error_in(&fixture), error);
        assert_eq!(call.out, "");
    }
    assert_eq!(held(fixture.root()), before);
}

#[test]
fn one_name_again_and_again() {
    let fixture = Fixture::new("");
    fixture.write("draft.sayso", "source a: wire \"A\"\n".repeat(2_000));
    sayso("check --all").within(&fixture).exits(1).ends(
        "error[duplicate-name]: `a` is declared twice in this file: rename one of them\n--> draft.sayso:2000:8\n\n\
         0 claims, 0 sourced, 0 unsourced; 2000 errors in 1 file\n",
    );
    fixture.write(
        "draft.sayso",
        numbered(2_000, |n| format!("entity a{n}: person \"A\"\n")),
    );
    sayso("check --all --format concise").within(&fixture).exits(0).ends(
        "draft.sayso:2000:8: warning[duplicate-entity] `a1999` and `a0` in `draft.sayso` have the same kind and name: keep one of them\n\
         0 claims, 0 sourced, 0 unsourced; 2000 warnings in 1 file\n",
    );
}

#[test]
fn long_chains_and_rings() {
    const LONG: usize = 3_000;
    let chain = |last: &str| {
        numbered(LONG, |n| match n + 1 == LONG {
            true => format!("source s{n}: wire \"S\"\n  derived-from: @{last}\n"),
            false => format!("source s{n}: wire \"S\"\n  derived-from: @s{}\n", n + 1),
        })
    };
    let fixture = Fixture::new("");
    fixture.write("draft.sayso", chain("nobody"));
    sayso("check --format concise").within(&fixture).exits(1).prints(expect![[r#"
        draft.sayso:6000:17: error[unresolved-reference] `@nobody` is not declared: correct the name, or declare it
        0 claims, 0 sourced, 0 unsourced; 1 error in 1 file
    "#]]);
    fixture.write("draft.sayso", chain("s0"));
    sayso("check --all --format concise").within(&fixture).exits(1).ends(
        "draft.sayso:6000:17: error[circular-sourcing] source `s2999` is derived from itself, `s2999` → a ring of 3000 sources → `s2999`: remove the wrong `derived-from:`\n\
         0 claims, 0 sourced, 0 unsourced; 3000 errors in 1 file\n",
    );
}

/// A rule reports at most a hundred findings for a declaration.
#[test]
fn one_mistake_again_and_again() {
    let fixture = Fixture::new("");
    fixture.write(
        "draft.sayso",
        format!(
            "claim: opinion \"x\"\n  about: {}@a\n",
            "@a, ".repeat(5_000)
        ),
    );
    sayso("check --format concise").within(&fixture).exits(1).ends(
        "draft.sayso:2:406: error[unresolved-reference] `@a` is not declared: correct the name, or declare it\n\
         1 claim, 0 sourced, 0 unsourced, 1 that needs no source; 100 errors in 1 file\n",
    );
}
