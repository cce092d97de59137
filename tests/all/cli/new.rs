//! `sayso new`

use expect_test::expect;

use super::sayso;
use crate::fixture::Fixture;

const ARTICLE: &str = "\
//- sayso.toml
//- people.sayso
entity ines: person \"Ines Varga\"
//- story.md
---
date: 2026-03-03
author: A. Writer
lang: en
---
# Harbour Bridge closed

Harbour Bridge was closed on Monday.[^1] “We had no choice,” said Ines Varga. It cost $3 million.

[^1]: [Notice of the town](https://town.example.org/17), p. 2.
";

fn text(fixture: &Fixture, path: &str) -> String {
    std::fs::read_to_string(fixture.path(path)).expect("a text")
}

#[test]
fn a_draft_with_a_claim_for_each_sentence() {
    let fixture = Fixture::new(ARTICLE);
    let call = sayso("new story.md").within(&fixture);
    call.exits(0).prints(expect![[r#"
        story.sayso was written, with 3 claims, 1 source, 1 name to declare
        Next: look at each line that ends in `# guessed`, and name the sources of the claims
    "#]]);
    expect![[r#"
        article "Harbour Bridge closed"
          text: "story.md"
          published: 2026-03-03
          byline: "A. Writer"
          language: en

        # Names that no entity has yet. Remove the first `#` of those that you need, and correct what was guessed.
        # entity harbour-bridge: place "Harbour Bridge"  # guessed

        source town-example: webpage "Notice of the town"  # guessed
          url: https://town.example.org/17

        claim: fact "Harbour Bridge was closed on Monday."
          source: @town-example at p. 2

        claim: quote "“We had no choice,” said Ines Varga."  # guessed
          said-by: @ines  # guessed

        claim: number "It cost $3 million."  # guessed
    "#]].assert_eq(&text(&fixture, "story.sayso"));
    sayso("fmt --check story.sayso").within(&fixture).exits(0);
    let call = sayso("check --select anchors,names,syntax story.sayso").within(&fixture);
    call.exits(0).prints(expect![[r#"
        3 claims, 1 sourced, 2 unsourced; nothing found in 1 file
        3 findings are left out by `--select`, `--ignore` or `--min-severity`
    "#]]);
}

#[test]
fn only_what_a_draft_lacks_is_added() {
    let fixture = Fixture::new(ARTICLE);
    sayso("new story.md -q").within(&fixture).exits(0);
    let call = sayso("new story.md").within(&fixture);
    call.exits(0).prints(expect![[r#"
        story.sayso has a claim for every sentence: nothing was added
        Next: look at each line that ends in `# guessed`, and name the sources of the claims
    "#]]);
    let before = text(&fixture, "story.sayso");
    let article = text(&fixture, "story.md");
    fixture.write(
        "story.md",
        article.replace(" It cost", " Nobody was hurt. It cost"),
    );
    sayso("new story.sayso")
        .within(&fixture)
        .exits(0)
        .prints(expect![[r#"
            story.sayso was changed: added 1 claim
            Next: look at each line that ends in `# guessed`, and name the sources of the claims
        "#]]);
    let added = "claim: fact \"Nobody was hurt.\"\n\n";
    assert_eq!(text(&fixture, "story.sayso").replace(added, ""), before);
}

#[test]
fn nothing_is_written_with_print() {
    let fixture = Fixture::new("//- a.txt\nIt was closed.\n");
    let call = sayso("new a.txt --print").within(&fixture);
    call.exits(0).prints(expect![[r#"
        article "It was closed."
          text: "a.txt"

        claim: fact "It was closed."
    "#]]);
    assert!(!fixture.path("a.sayso").exists());
}

#[test]
fn what_cannot_be_annotated() {
    let fixture = Fixture::new(
        "//- a.md\nIt was closed.\n//- a.sayso\nentity e: person \"E\"\n//- b.md\n\n//- c.md\nIt was closed.\n//- c1.sayso\narticle \"C\"\n  text: \"c.md\"\n//- c2.sayso\narticle \"C\"\n  text: \"c.md\"\n//- e.sayso\narticle \"E\"\n  text: \"none.md\"\n",
    );
    let error = |arguments: &str| {
        sayso(arguments)
            .within(&fixture)
            .exits(2)
            .error_in(&fixture)
    };
    expect![[r#"
        error: a.sayso exists, but is no draft of a.md: write `text: "a.md"` into it, below its `article`, or rename it
    "#]].assert_eq(&error("new a.md"));
    expect![[r#"
        error: b.md has no text to annotate: name an article in plain text or Markdown
    "#]]
    .assert_eq(&error("new b.md"));
    expect![[r#"
        error: c.md has several drafts: name the one to add claims to, which ends in .sayso
    "#]]
    .assert_eq(&error("new c.md"));
    expect![[r#"
        error: the article of e.sayso cannot be read: run `sayso check e.sayso` to see why
    "#]]
    .assert_eq(&error("new e.sayso"));
    expect![[r#"
        error: cannot check /w/none.md: No such file or directory (os error 2)
    "#]]
    .assert_eq(&error("new none.md"));
    expect![[r#"
        error: . is a folder: name the articles in it, as in `sayso new ./story.md`
    "#]]
    .assert_eq(&error("new ."));
}
