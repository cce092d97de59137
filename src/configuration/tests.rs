use std::path::Path;

use expect_test::{Expect, expect};

use super::{parse, schema};
use crate::workspace::{Configuration, Level};

#[track_caller]
fn check(text: &str, expected: Expect) {
    let broken = parse(Path::new("sayso.toml"), text).expect_err("a broken file");
    expected.assert_eq(&format!("{broken}\n"));
}

fn read(text: &str) -> Configuration {
    parse(Path::new("/w/sayso.toml"), text).expect("a configuration")
}

const DESK: &str = r#"
exclude = ["archive"]
registries = ["shared/*.sayso"]

[rules]
single-source = "error"
unused-entity = "off"

[min-origins]
allegation = 3

[terms.background]
supports = false

[[overrides]]
files = ["opinion/**"]
rules.single-source = "hint"
min-origins.allegation = 1

[[overrides]]
files = ["opinion/letters.sayso"]
rules.single-source = "off"
"#;

#[test]
fn settings_of_a_file() {
    let desk = read(DESK);
    let of = |path: &str| desk.settings_of(Path::new(path));
    let news = of("/w/news/a.sayso");
    assert_eq!(news.level("single-source"), Some(Level::Error));
    assert_eq!(news.level("unused-entity"), Some(Level::Off));
    assert_eq!(news.level("unused-source"), None);
    assert_eq!(news.min_origins("allegation"), 3);
    assert_eq!(news.min_origins("fact"), 1);
    let background = news.terms("background").expect("a word of the language");
    assert!(!background.supports && background.quoted && !background.named);
    let opinion = of("/w/opinion/a.sayso");
    assert_eq!(opinion.level("single-source"), Some(Level::Hint));
    assert_eq!(opinion.level("unused-entity"), Some(Level::Off));
    assert_eq!(opinion.min_origins("allegation"), 1);
    let letters = of("/w/opinion/letters.sayso");
    assert_eq!(letters.level("single-source"), Some(Level::Off));
    assert!(of("/w/shared/people.sayso").is_registry);
    assert!(!of("/elsewhere/shared/people.sayso").is_registry);
}

#[test]
fn files_of_the_workspace() {
    let desk = read(DESK);
    assert!(desk.takes(Path::new("/w/news/a.sayso"), false));
    assert!(!desk.takes(Path::new("/w/archive"), true));
    assert!(!desk.takes(Path::new("/w/archive/a.sayso"), false));
    let only = read("include = [\"news\"]\nregistries = [\"shared\"]\n");
    assert!(only.takes(Path::new("/w/news/a.sayso"), false));
    assert!(only.takes(Path::new("/w/other"), true));
    assert!(!only.takes(Path::new("/w/other/a.sayso"), false));
    assert!(only.takes(Path::new("/w/shared/a.sayso"), false));
}

#[test]
fn an_empty_file_changes_nothing() {
    let empty = read("# nothing yet\n");
    assert_eq!(*empty.settings, Default::default());
}

#[test]
fn problems_are_reported_with_their_places() {
    check(
        "exclud = [\"a\"]\n\n[rules]\nsingle-sorce = \"eror\"\nunused-source = \"eror\"\nconfidential-identity = \"off\"\n",
        expect![[r#"
            sayso.toml:1:1: unknown key `exclud`: did you mean `exclude`?
            sayso.toml:4:1: unknown key `single-sorce`: did you mean `single-source`?
            sayso.toml:5:17: `unused-source` must be one of "off", "hint", "information", "warning", "error"
            sayso.toml:6:1: `confidential-identity` protects a source and cannot be changed: remove this line
        "#]],
    );
    check(
        "include = \"desk\"\n[min-origins]\nallegation = 0\nopinion = 2\nfact = \"two\"\n[terms.backgroud]\n",
        expect![[r#"
            sayso.toml:1:11: `include` must be a list: ["…", "…"]
            sayso.toml:3:14: `allegation` must be a whole number from 1 to 9
            sayso.toml:4:1: unknown key `opinion`: choose from `age`, `allegation`, `causal`, `date`, `fact`, `name`, `number`, `quote`, `superlative`, `title`
            sayso.toml:5:8: `fact` must be a whole number from 1 to 9
            sayso.toml:6:8: unknown key `backgroud`: did you mean `background`?
        "#]],
    );
    check(
        "[[overrides]]\nrules.unused-source = 1\n[[overrides]]\nfiles = [\"../x\", \"a[\", 3]\n[terms]\nbackground = { supports = \"no\" }\n",
        expect![[r#"
            sayso.toml:1:1: `files` is missing: add `files = …`
            sayso.toml:2:23: `unused-source` must be one of "off", "hint", "information", "warning", "error"
            sayso.toml:4:10: this pattern leads out of the workspace: write a path relative to the folder of this file
            sayso.toml:4:18: this pattern is malformed: unclosed character class; missing ']'
            sayso.toml:4:24: `files` must be a string in quotation marks
            sayso.toml:6:27: `supports` must be true or false
        "#]],
    );
}

#[test]
fn a_key_in_the_wrong_table() {
    check(
        "unsourced-claim = \"off\"\nallegation = 3\n[rules]\nallegation = 3\n[terms]\nquoted = true\n[[overrides]]\nfiles = [\"x\"]\nunsourced-claim = \"off\"\n",
        expect![[r#"
            sayso.toml:1:1: unknown key `unsourced-claim`: move it to the table `rules`
            sayso.toml:2:1: unknown key `allegation`: move it to the table `min-origins`
            sayso.toml:4:1: unknown key `allegation`: move it to the table `min-origins`
            sayso.toml:6:1: unknown key `quoted`: choose from `background`, `deep-background`, `off-record`, `on-record`
            sayso.toml:9:1: unknown key `unsourced-claim`: move it to the table `rules`
        "#]],
    );
}

#[test]
fn overrides_are_a_list() {
    check(
        "[overrides]\nfiles = [\"x\"]\n",
        expect![[r#"
        sayso.toml:1:1: `overrides` is a list of tables: write `[[overrides]]`
    "#]],
    );
}

#[test]
fn invalid_toml() {
    check(
        "rules = \n[x",
        expect![[r#"
            sayso.toml:1:9: not valid TOML: string values must be quoted, expected literal string
            sayso.toml:2:3: not valid TOML: unclosed table, expected `]`
        "#]],
    );
    check(
        "exclude = [\"a\"]\nexclude = [\"ü\"]\n",
        expect![[r#"
            sayso.toml:2:1: not valid TOML: duplicate key
        "#]],
    );
}

#[test]
fn the_schema_has_every_adjustable_rule() {
    let schema = schema();
    let rules = schema["$defs"]["Rules"]["properties"]
        .as_object()
        .expect("a table");
    for rule in crate::rules::RULES {
        let is_there = rules.contains_key(rule.name);
        assert_eq!(
            is_there,
            rule.policy != crate::rules::Policy::Fixed,
            "{}",
            rule.name
        );
    }
}
