//! `sayso import`, `sayso export` and `sayso sync`

mod bibliographies;
mod exports;
mod hostile;
mod odd_comments;
mod round_trips;
mod sheets;
mod sync;
mod word;
mod word_documents;

use super::sayso;
use crate::fixture::Fixture;

/// The draft that a document becomes.
#[track_caller]
fn imported(word: &word::Word) -> String {
    let fixture = Fixture::new("");
    fixture.write("story.docx", word.bytes());
    sayso("import story.docx").within(&fixture).exits(0);
    let draft = std::fs::read_to_string(fixture.path("story.sayso")).expect("a draft");
    sound(&fixture, &draft);
    draft
}

/// The draft has no errors of syntax or of anchors.
#[track_caller]
fn sound(fixture: &Fixture, draft: &str) {
    let checked = sayso("check --no-cache --format concise --fail-on never")
        .within(fixture)
        .says();
    for rule in [
        "syntax-error",
        "anchor-not-found",
        "anchor-ambiguous",
        "unresolved-reference",
        "wrong-reference-kind",
        "unknown-field",
        "unknown-kind",
        "invalid-value",
        "duplicate-field",
        "duplicate-name",
    ] {
        assert!(!checked.contains(rule), "{checked}\n{draft}");
    }
}
