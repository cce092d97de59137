//! The files of articles: what they are, and whether a draft names them.

use expect_test::{Expect, expect};

use super::{formats, sayso};
use crate::fixture::Fixture;

#[track_caller]
fn check(fixture: &Fixture, arguments: &str, expect: Expect) {
    let call = sayso(&format!("check --format concise {arguments}")).within(fixture);
    expect.assert_eq(&call.says());
}

#[test]
fn a_file_that_is_no_text_is_called_what_it_is() {
    let large = [b"%PDF-1.7\n".to_vec(), vec![b'x'; 3_000_000]].concat();
    for (name, content, said) in [
        (
            "a.md",
            &b"PK\x03\x04\xff word/document.xml"[..],
            "is a Word document: save it as plain text",
        ),
        (
            "a.docx",
            b"\xff\x00\x80",
            "is a Word document: save it as plain text",
        ),
        (
            "a.txt",
            b"{\\rtf1 The bridge}",
            "is a rich text document (RTF): save it as plain text",
        ),
        ("a.md", &large, "is a PDF file: copy its words"),
        (
            "a.jpeg",
            b"\xff\xd8\xff\xe0",
            "is a picture: write its words",
        ),
        (
            "a.md",
            b"\xff\xfeT\x00h\x00",
            "is text in UTF-16: save it with the encoding UTF-8",
        ),
        (
            "a.md",
            b"caf\xe9 ol\xe9",
            "is not UTF-8 text: save it as UTF-8",
        ),
    ] {
        let fixture = Fixture::new("");
        fixture.write("a.sayso", format!("article \"A\"\n  text: \"{name}\"\n"));
        fixture.write(name, content);
        let found = sayso("check --format concise").within(&fixture).says();
        let expected = format!("[missing-article-text] the article's text `{name}` {said}");
        assert!(found.contains(&expected), "{found}");
    }
}

#[test]
fn columns_do_not_count_a_byte_order_mark() {
    let fixture = Fixture::new("");
    fixture.write("a.sayso", "\u{feff}article \"A\" x\n  text: \"a.md\"\n");
    fixture.write("a.md", "\u{feff}It is so.\n");
    fixture.write("sayso.toml", "\u{feff}rules.unused-source = \"off\"\n");
    check(
        &fixture,
        "",
        expect![[r#"
            a.md:1:1: hint[uncovered-sentence] 1 of 1 sentence has no claim yet: add one that quotes “It is so.”
            a.sayso:1:13: error[syntax-error] `x` is not allowed here: write a headline as `article name: kind "title"`, with `-` between the words of a name
            0 claims, 0 sourced, 0 unsourced; 1 error, 1 hint in 2 files
        "#]],
    );
    let human = sayso("check").within(&fixture).says();
    assert!(human.contains("a.md:1:1\n"), "{human}");
    for format in formats() {
        let printed = sayso(&format!("check --format {format}"))
            .within(&fixture)
            .says();
        assert!(!printed.contains('\u{feff}'), "{printed}");
    }
    fixture.write("sayso.toml", "\u{feff}rule = 1\n");
    let broken = sayso("check").within(&fixture).exits(2);
    assert!(
        broken.error_in(&fixture).contains("sayso.toml:1:1: "),
        "{}",
        broken.error_in(&fixture)
    );
}

const ARTICLES: &str = r#"
//- sayso.toml
articles = "**/*.md"
exclude = ["old"]
//- desk/a.sayso
article "A"
  text: "../texts/a.md"
//- texts/a.md
//- texts/b.md
It is so.
//- texts/c.txt
//- README.md
//- old/d.md
//- .hidden/e.md
//- ignored/f.md
//- .gitignore
ignored/
"#;

#[test]
fn an_article_without_a_draft_is_reported() {
    let fixture = Fixture::new(ARTICLES);
    check(
        &fixture,
        "",
        expect![[r#"
        README.md:1:1: warning[unchecked-article] no draft has this file as its `text:`, so nobody checks it: write a draft for it, or leave it out of `articles` in `sayso.toml`
        texts/b.md:1:1: warning[unchecked-article] no draft has this file as its `text:`, so nobody checks it: write a draft for it, or leave it out of `articles` in `sayso.toml`
        0 claims, 0 sourced, 0 unsourced; 2 warnings in 2 files
    "#]],
    );
    check(
        &fixture,
        "desk",
        expect![[r#"
        0 claims, 0 sourced, 0 unsourced; nothing found in 1 file
    "#]],
    );
    check(
        &fixture,
        "desk/a.sayso",
        expect![[r#"
        0 claims, 0 sourced, 0 unsourced; nothing found in 1 file
    "#]],
    );
    for format in formats() {
        let printed = sayso(&format!("check --format {format}"))
            .within(&fixture)
            .says();
        assert!(printed.contains("texts/b.md"), "{printed}");
    }
    fixture.write(
        "sayso.toml",
        "articles = [\"texts\"]\nrules.unchecked-article = \"error\"\n",
    );
    check(
        &fixture,
        "",
        expect![[r#"
        texts/b.md:1:1: error[unchecked-article] no draft has this file as its `text:`, so nobody checks it: write a draft for it, or leave it out of `articles` in `sayso.toml`
        texts/c.txt:1:1: error[unchecked-article] no draft has this file as its `text:`, so nobody checks it: write a draft for it, or leave it out of `articles` in `sayso.toml`
        0 claims, 0 sourced, 0 unsourced; 2 errors in 2 files
    "#]],
    );
    fixture.write(
        "sayso.toml",
        "articles = \"texts\"\nrules.unchecked-article = \"off\"\n",
    );
    check(
        &fixture,
        "",
        expect![[r#"
        0 claims, 0 sourced, 0 unsourced; nothing found in 1 file
    "#]],
    );
    fixture.write("sayso.toml", "");
    check(
        &fixture,
        "",
        expect![[r#"
        0 claims, 0 sourced, 0 unsourced; nothing found in 1 file
    "#]],
    );
}

#[test]
fn a_draft_that_cannot_be_read_may_name_any_article() {
    let fixture = Fixture::new(ARTICLES);
    fixture.write("desk/b.sayso", b"article \"B\xe9\"");
    let found = sayso("check --format concise").within(&fixture).says();
    assert!(!found.contains("unchecked-article"), "{found}");
}

#[cfg(unix)]
#[test]
fn a_draft_may_name_an_article_by_a_link() {
    let fixture = Fixture::new(ARTICLES);
    std::os::unix::fs::symlink("b.md", fixture.path("texts/link.md")).unwrap();
    fixture.write(
        "desk/b.sayso",
        "article \"B\"\n  text: \"../texts/link.md\"\n",
    );
    let found = sayso("check --format concise").within(&fixture).says();
    assert!(
        !found.contains("texts/b.md: ") && !found.contains("texts/link.md:1:1: warning[unch"),
        "{found}"
    );
}

#[test]
fn the_cache_knows_articles_without_a_draft() {
    let (fixture, cache) = (Fixture::new(ARTICLES), Fixture::new(""));
    let found = || {
        sayso("check --format concise")
            .within(&fixture)
            .keeping(&cache)
            .says()
    };
    let fresh = || {
        sayso("check --format concise --no-cache")
            .within(&fixture)
            .says()
    };
    let first = found();
    assert!(
        first.contains("texts/b.md:1:1: warning[unchecked-article]"),
        "{first}"
    );
    assert_eq!(found(), first);
    fixture.write("texts/new.md", "New.");
    assert_eq!(found(), fresh());
    fixture.write("desk/b.sayso", "article \"B\"\n  text: \"../texts/b.md\"\n");
    assert_eq!(found(), fresh());
    assert_ne!(found(), first);
    std::fs::remove_file(fixture.path("texts/new.md")).unwrap();
    assert_eq!(found(), fresh());
}

#[test]
fn changed_since_reports_the_articles_that_changed() {
    let fixture = Fixture::new(ARTICLES);
    fixture.git("init --quiet");
    super::changed_since::commit(&fixture);
    let found = || {
        let found = sayso("check --format concise --changed-since HEAD")
            .within(&fixture)
            .says();
        let found = found
            .lines()
            .filter(|line| line.contains("unchecked-article"));
        found
            .map(|line| line.split(':').next().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(found(), [""; 0]);
    fixture.write("texts/new.md", "New.");
    assert_eq!(found(), ["texts/new.md"]);
    fixture.write("texts/b.md", "Not so.");
    assert_eq!(found(), ["texts/b.md", "texts/new.md"]);
    // No draft names it any more.
    fixture.write("desk/a.sayso", "article \"A\"\n");
    assert_eq!(found(), ["texts/a.md", "texts/b.md", "texts/new.md"]);
}
