//! Drafts and articles in memory: every place of a finding exists, formatting twice changes nothing, and findings
//! after edits are those of a fresh check.

use std::path::Path;

use sayso::formatting::formatted;
use sayso::workspace::{File, Place};

use super::mutator::{DRAFTS, Mutator};
use super::{Input, fuzz};
use crate::properties::Updated;
use crate::world::{ROOT, Texts, analysis_of, findings, workspace_of};

/// The part of an input that is not a file: the edits, one per line.
const EDITS: &str = "edits";

#[test]
fn workspaces() {
    fuzz("workspaces", input, |input| {
        let texts = texts_of(input);
        for (path, text) in &texts {
            keeps_every_byte(path, text);
            formats_once(text);
        }
        shows_places_that_exist(&texts);
        follows_edits(texts, input.get(EDITS).map_or("", String::as_str));
    });
}

fn input(mutator: &mut Mutator) -> Input {
    let mut input = mutator.workspace();
    let edits: Vec<String> = (0..mutator.below(6)).map(|_| edit(mutator)).collect();
    input.insert(EDITS.to_owned(), edits.join("\n"));
    input
}

/// The file, the place in it in thousandths, the number of bytes to replace, and the new text as a JSON string.
fn edit(mutator: &mut Mutator) -> String {
    let text = match mutator.below(3) {
        0 => String::new(),
        1 => mutator.word().to_owned(),
        _ => mutator.draft(),
    };
    let (place, length) = (mutator.below(1001), mutator.below(40));
    let path: &str = mutator.choice(&DRAFTS);
    serde_json::json!([path, place, length, text]).to_string()
}

fn texts_of(input: &Input) -> Texts {
    let files = input.iter().filter(|(path, _)| *path != EDITS);
    let files = files.map(|(path, text)| (Path::new(ROOT).join(path), text.clone()));
    files.collect()
}

fn keeps_every_byte(path: &Path, text: &str) {
    assert_eq!(&*File::new(path, text).text(), text);
}

fn formats_once(text: &str) {
    let once = formatted(text);
    assert_eq!(formatted(&once), once, "formatted twice");
    let words = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(words(&once), words(text), "formatting changes words");
}

fn shows_places_that_exist(texts: &Texts) {
    let workspace = workspace_of(texts);
    let ids: Vec<_> = workspace.files().map(|(id, _)| id).collect();
    for id in ids {
        let analysis = analysis_of(&workspace, id);
        let article = analysis.article().map(|article| &**article);
        let exists = |place: Place| {
            let location = place.location(&workspace, article).expect("a place");
            let text = match workspace.id_of(&location.path) {
                Some(file) => workspace.file(file).expect("a file").text().to_string(),
                None => article.expect("an article").text.to_string(),
            };
            assert!(text.get(location.range.clone()).is_some(), "{location:?}");
        };
        for finding in findings(&workspace, &analysis) {
            assert!(!finding.message.is_empty());
            exists(finding.place);
            finding
                .related
                .iter()
                .for_each(|related| exists(related.place));
        }
    }
}

fn follows_edits(texts: Texts, edits: &str) {
    let mut updated = Updated::new(texts);
    for line in edits.lines() {
        // A reduced input may contain anything.
        let Ok((path, place, length, replacement)) =
            serde_json::from_str::<(String, usize, usize, String)>(line)
        else {
            continue;
        };
        let path = Path::new(ROOT).join(path);
        let Some(text) = updated.texts.get(&path) else {
            continue;
        };
        let start = text.floor_char_boundary(text.len() * place.min(1000) / 1000);
        let end = text.floor_char_boundary((start + length).min(text.len()));
        updated.edit_at(&path, start..end, &replacement);
        let fresh = Updated::new(updated.texts.clone());
        assert_eq!(updated.reported(), fresh.reported(), "after {line}");
    }
}
