//! Properties that hold for any text, even a broken one: no feature fails, and no range leaves its file
//! or splits a character.

use std::ops::Range;
use std::path::Path;

use jiff::civil::date;
use proptest::prelude::*;

use super::code_actions::code_actions;
use super::code_lenses::{LensChoice, code_lenses};
use super::completion::{Completions, Insert, Options, completion};
use super::definition::{definition, definition_in_article};
use super::describe::{Viewer, describe};
use super::folding::folds;
use super::hover::{hover, hover_in_article};
use super::inlay_hints::{HintChoice, inlay_hints};
use super::links::{LinkTarget, links, passage_address};
use super::references::references;
use super::selection_ranges::SelectionRanges;
use super::semantic_tokens::semantic_tokens;
use super::symbols::{document_symbols, workspace_symbols};
use super::testing::Fixture;
use crate::rules::analyse;
use crate::signoff::{Signer, Signing};
use crate::syntax;
use crate::workspace::{FileId, Location};

/// Pieces of drafts, whole and half.
fn draft() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "claim",
        "claim x: number \"five were\"",
        "claim: “",
        "entity ana: person \"Ána Díaz\"",
        "source s: wire \"S\"",
        "article \"A\"",
        "text",
        "text: \"a.md\"",
        "confidential: yes",
        "\n",
        "\r\n",
        "\n  ",
        "\n\t",
        "  ",
        "by: ",
        "source: @s at p. 3",
        "about: @ana, @",
        "note: \"see @s",
        "aka: ",
        "allow: ",
        "checked: 2026-01-01 by ",
        "checked: ",
        "seal 7f3a-9c1e-05d2",
        "derived-from: @s",
        "@",
        "@a/",
        "/",
        "\"",
        "“",
        "”",
        "#",
        " # x",
        ":",
        ",",
        "at",
        "é",
        "e\u{301}",
        "🕊",
        "\u{feff}",
        "\u{a0}",
        "Five were freed. ",
        "-",
    ]);
    prop::collection::vec(piece, 0..25).prop_map(|pieces| pieces.concat())
}

fn signing() -> Signing {
    let today = date(2026, 1, 9);
    Signing {
        today,
        signer: Signer::of("M. Ortega", today),
    }
}

fn assert_fits(text: &str, range: &Range<usize>) {
    assert!(text.get(range.clone()).is_some(), "{range:?} in {text:?}");
}

fn assert_is_there(fixture: &Fixture, location: &Location) {
    assert_fits(fixture.text(&location.path), &location.range);
}

fn check_everywhere(fixture: &Fixture, file: FileId, offset: usize, snippets: bool) {
    let workspace = &fixture.workspace;
    let text = workspace.file(file).expect("a file").text();
    let analysis = analyse(workspace, file, workspace.article(file).cloned());
    let signing = signing();
    let options = Options {
        snippets,
        signing: Some(&signing),
    };
    let completions = completion(workspace, &fixture.passages, file, offset, &options);
    check_completions(fixture, &text, offset, &completions);
    if let Some(found) = definition(workspace, &fixture.passages, file, offset) {
        assert_fits(&text, &found.origin);
        for target in &found.targets {
            assert_is_there(fixture, &target.location);
            assert_is_there(fixture, &target.whole);
        }
    }
    if let Some(found) = hover(workspace, &fixture.passages, file, offset) {
        assert_fits(&text, &found.range);
    }
    for location in references(workspace, &fixture.passages, file, offset, true) {
        assert_is_there(fixture, &location);
    }
    for symbol in document_symbols(workspace, file) {
        assert_fits(&text, &symbol.range);
        assert_fits(&text, &symbol.name_range);
        assert!(symbol.range.start <= symbol.name_range.start);
        assert!(symbol.name_range.end <= symbol.range.end);
        assert!(!symbol.name.is_empty());
    }
    check_structure(fixture, file, &text, offset);
    let path = workspace.file(file).expect("a file").path.clone();
    for path in [&*path, Path::new("/w/a.md")] {
        for action in code_actions(workspace, path, offset..offset, &analysis, &signing) {
            for file in &action.edits {
                let text = fixture.text(&file.path);
                file.edits
                    .iter()
                    .for_each(|(range, _)| assert_fits(text, range));
            }
        }
    }
}

/// Colours, folds, selections, links, hints and lenses.
fn check_structure(fixture: &Fixture, id: FileId, text: &str, offset: usize) {
    let (workspace, passages) = (&fixture.workspace, &fixture.passages);
    let file = workspace.file(id).expect("a file");
    for slot in file.slots() {
        let mut tokens = Vec::new();
        semantic_tokens(workspace, id, slot, &mut tokens);
        let mut end = 0;
        for token in tokens {
            assert_fits(&slot.segment.text, &token.span.range());
            assert!(token.span.start >= end && !token.span.is_empty());
            end = token.span.end;
        }
    }
    for fold in folds(file) {
        assert_fits(text, &fold.range);
    }
    let around = SelectionRanges::of(workspace, id).expect("a file");
    let chain = around.around(offset);
    assert_eq!(chain.last(), Some(&(0..text.len())));
    for pair in chain.windows(2) {
        assert_fits(text, &pair[0]);
        assert!(pair[1].start <= pair[0].start && pair[0].end <= pair[1].end);
        assert!(pair[0].start <= offset && offset <= pair[0].end);
    }
    for link in links(workspace, passages, id, &|_| true) {
        assert_fits(text, &link.range);
        if let LinkTarget::Passage(claim) = link.target {
            let address = passage_address(workspace, passages, id, claim).expect("an address");
            assert!(address.is_ascii() && address.contains(":~:text="));
        }
    }
    let (all, choice) = (0..text.len(), HintChoice::default());
    for hint in inlay_hints(workspace, passages, id, all, choice) {
        assert_fits(text, &(hint.offset..hint.offset));
        assert!(!hint.label.is_empty());
    }
    for lens in code_lenses(workspace, id, LensChoice::default()) {
        assert_fits(text, &lens.range);
        assert!(!text[lens.range].contains(['\n', '\r']));
    }
}

fn check_completions(fixture: &Fixture, text: &str, offset: usize, completions: &Completions) {
    for item in &completions.items {
        assert_fits(text, &item.replace);
        let on_character = text.floor_char_boundary(offset);
        assert!(item.replace.start <= on_character && on_character <= item.replace.end);
        assert!(!text[item.replace.clone()].contains(['\n', '\r']));
        if let Some((file, id)) = item.declaration {
            assert!(
                describe(
                    &fixture.workspace,
                    &fixture.passages,
                    file,
                    id,
                    Viewer::Others
                )
                .is_some()
            );
        }
    }
}

proptest! {
    #[test]
    fn no_feature_fails_and_no_range_leaves_its_file(
        (registry, draft) in (draft(), draft()),
        article in "([a-z.*é“ \"\n]|Five were freed\\. ){0,20}",
        at in any::<prop::sample::Index>(),
        beyond in 0usize..3,
        snippets in any::<bool>(),
    ) {
        let fixture = Fixture::of(&format!("//- a.sayso\n{registry}\n//- draft.sayso\narticle \"A\"\n  text: \"a.md\"\n{draft}\n//- a.md\n{article}"));
        let files: Vec<FileId> = fixture.workspace.files().map(|(id, _)| id).collect();
        for file in files {
            let length = fixture.workspace.file(file).expect("a file").len();
            check_everywhere(&fixture, file, at.index(length + 1) + beyond, snippets);
        }
        for symbol in workspace_symbols(&fixture.workspace, &draft) {
            assert_is_there(&fixture, &symbol.location);
        }
        let path = Path::new("/w/a.md");
        let offset = at.index(article.len() + 1);
        definition_in_article(&fixture.workspace, &fixture.passages, path, offset);
        hover_in_article(&fixture.workspace, &fixture.passages, path, offset);
    }

    /// A sentence inserted as a title is one string, whatever quotation marks it contains.
    #[test]
    fn a_completed_title_can_be_read(sentence in "[A-Z][a-z \"“”'#@:]{0,20}[a-z]\\.") {
        let fixture = Fixture::of(&format!("text\n  {sentence}\nclaim: \"<|>\n"));
        let (file, offset) = fixture.cursor();
        let text = fixture.workspace.file(file).expect("a file").text();
        for item in completion(&fixture.workspace, &fixture.passages, file, offset, &Options::default()).items {
            let Insert::Text(insert) = &item.insert else { panic!("a text") };
            let mut changed = text.to_string();
            changed.replace_range(item.replace, insert);
            let claim = &changed[changed.rfind("\nclaim").expect("a claim") + 1..];
            prop_assert_eq!(syntax::parse(claim).errors, []);
        }
    }
}
