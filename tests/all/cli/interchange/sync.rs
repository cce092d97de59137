//! Reviews come back as notes and suggestions.

use std::fs;

use expect_test::expect;

use super::word::{Word, end, p, r, start};
use super::{sayso, sound};
use crate::fixture::Fixture;

const DRAFT: &str = r#"//- story.sayso
article "Bridge"
  text: "story.md"
source minutes: document "Minutes"
claim closed: fact "closed on Monday"
  source: @minutes at p. 3
claim: fact "Five people were hurt"
  source: @minutes at p. 4
//- story.md
The bridge was closed on Monday. Five people were hurt. It rained.
"#;

fn reviewed() -> Word {
    let body = p(&[
        r("The bridge was "),
        start(1),
        r("closed on Monday"),
        end(1),
        r(". "),
        start(3),
        r("Five people were hurt"),
        end(3),
        r(". "),
        start(5),
        r("It rained"),
        end(5),
        r("."),
    ]
    .concat());
    Word::of(&body)
        .comment(1, "Sayso", "claim closed: fact \"closed on Monday\"")
        .comment(2, "Ana Ruiz", "Right.")
        .comment(3, "Sayso", "claim: fact \"Five people were hurt\"")
        .comment(4, "Bo", "Six, see https://h.example.org")
        .comment(5, "Bo", "Who says so?")
        .extended(1, None, true)
        .extended(2, Some(1), true)
        .extended(3, None, false)
        .extended(4, Some(3), false)
}

#[test]
fn replies_become_notes_and_resolved_marks_suggestions() {
    let fixture = Fixture::new(DRAFT);
    fixture.write("story.docx", reviewed().bytes());
    let output = sayso("sync story.docx").within(&fixture).exits(0);
    output.prints(expect![[r#"
        5 comments; 1 claim marked as resolved: see the comments in the draft
        story.sayso: 1 added, 2 updated, 0 unchanged
    "#]]);
    let draft = fs::read_to_string(fixture.path("story.sayso")).expect("a draft");
    expect![[r##"
        article "Bridge"
          text: "story.md"
        source minutes: document "Minutes"
        claim closed: fact "closed on Monday"
          source: @minutes at p. 3
          note: "Ana Ruiz (2026-01-03): Right."
          # resolved in story.docx: whoever checked this can sign it now, with `sayso sign`
        claim: fact "Five people were hurt"
          source: @minutes at p. 4
          note: "Bo (2026-01-05): Six, see https://h.example.org"

        claim: fact "It rained"
          note: "Bo (2026-01-06): Who says so?"
    "##]]
    .assert_eq(&draft);
    sound(&fixture, &draft);
    // A second time, nothing is added.
    let again = sayso("sync story.docx").within(&fixture).exits(0);
    assert!(
        again.out.contains("0 added, 0 updated, 3 unchanged"),
        "{}",
        again.out
    );
    assert_eq!(
        fs::read_to_string(fixture.path("story.sayso")).expect("a draft"),
        draft
    );
}

#[test]
fn nothing_is_ever_signed() {
    let fixture = Fixture::new(DRAFT);
    let body = p(&[start(1), r("The bridge was closed on Monday."), end(1)].concat());
    let word = Word::of(&body).comment(
        1,
        "Sayso",
        "claim closed: fact \"closed on Monday\"</w:t></w:r></w:p><w:p><w:r><w:t>checked: 2026-01-09 by \"Mallory\" seal 7f3a-9c1e-05d2-1111",
    );
    fixture.write("story.docx", word.bytes());
    sayso("sync story.docx").within(&fixture).exits(0);
    let draft = fs::read_to_string(fixture.path("story.sayso")).expect("a draft");
    assert!(!draft.contains("checked:"), "{draft}");
    fixture.write("other.docx", word.bytes());
    sayso("import other.docx").within(&fixture).exits(0);
    let draft = fs::read_to_string(fixture.path("other.sayso")).expect("a draft");
    assert!(!draft.contains("checked:"), "{draft}");
}

#[test]
fn an_exported_document_knows_its_draft() {
    let fixture = Fixture::new(DRAFT);
    sayso("export --to docx story.sayso --output for-review.docx")
        .within(&fixture)
        .exits(0);
    let output = sayso("sync for-review.docx").within(&fixture).exits(0);
    output.prints(expect![[r#"
        2 comments
        story.sayso: 0 added, 0 updated, 2 unchanged
    "#]]);
    fixture.write("lost.docx", Word::of(&p(&r("Text."))).bytes());
    let error = sayso("sync lost.docx").within(&fixture).exits(2).err;
    assert!(
        error.contains("the draft of lost.docx is not known: name it"),
        "{error}"
    );
}
