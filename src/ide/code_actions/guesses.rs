//! Confirming what was guessed in a draft: the mark is removed, and a name in a comment is declared.

use std::ops::Range;

use super::action::CodeAction;
use super::selection::Selection;
use crate::rules::{FileEdits, GUESSED, guessed_marks};
use crate::text::Span;
use crate::workspace::{Slot, Start};

/// The start of a comment with the declaration of a name that nobody has declared.
const IN_COMMENT: &str = "# entity ";

/// The actions for the guesses in the selection, and for all of the draft.
pub fn confirmations(selection: &Selection) -> Vec<CodeAction> {
    let selected = selection.declarations();
    let placed = || selection.file.placed();
    let in_selection = || placed().filter(|(_, slot)| selected.contains(&slot.id));
    let names: Vec<(Start, &Slot)> = in_selection()
        .filter(|(_, slot)| slot.segment.text.starts_with(IN_COMMENT))
        .collect();
    let title = match &names[..] {
        [] => None,
        [(_, slot)] => Some(format!("Declare `@{}`", name_in(&slot.segment.text))),
        several => Some(format!("Declare these {} names", several.len())),
    };
    let declared = title.map(|title| action(selection, title, declarations(selection, &names)));
    let here: Vec<Range<usize>> = in_selection().flat_map(marks_in).collect();
    let confirmed = match here.is_empty() {
        true => Vec::new(),
        false => {
            let all: Vec<Range<usize>> = placed().flat_map(marks_in).collect();
            let of_draft = (all.len() > here.len()).then(|| {
                let title = format!("Confirm all {} guesses in this draft", all.len());
                action(selection, title, removed(all))
            });
            let here = action(selection, "Confirm what was guessed here", removed(here));
            [Some(here), of_draft].into_iter().flatten().collect()
        }
    };
    declared.into_iter().chain(confirmed).collect()
}

fn action(
    selection: &Selection,
    title: impl Into<String>,
    edits: Vec<(Range<usize>, String)>,
) -> CodeAction {
    CodeAction {
        title: title.into(),
        finding: None,
        disabled: None,
        preferred: false,
        blank: None,
        edits: vec![FileEdits {
            path: selection.file.path.clone(),
            edits,
        }],
    }
}

/// The marks of the declaration, in bytes of the file.
fn marks_in((start, slot): (Start, &Slot)) -> impl Iterator<Item = Range<usize>> {
    let marks = guessed_marks(&slot.segment.text).into_iter();
    marks.map(move |mark| Span::from(mark).shifted(start.byte).range())
}

fn removed(marks: Vec<Range<usize>>) -> Vec<(Range<usize>, String)> {
    let edits = marks.into_iter().map(|mark| (mark, String::new()));
    edits.collect()
}

/// The name in `# entity NAME: …`.
fn name_in(comment: &str) -> &str {
    let rest = comment.strip_prefix(IN_COMMENT).unwrap_or(comment);
    rest.split([':', ' ']).next().unwrap_or(rest)
}

/// The edits that declare the names in these comments, and refer to them where claims do so in a comment.
fn declarations(selection: &Selection, names: &[(Start, &Slot)]) -> Vec<(Range<usize>, String)> {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for (start, slot) in names {
        let line = slot.segment.text.lines().next().unwrap_or_default();
        let declaration = line.trim_start_matches(['#', ' ']);
        let declaration = declaration.trim_end().trim_end_matches(GUESSED).trim_end();
        edits.push((start.byte..start.byte + line.len(), declaration.to_owned()));
    }
    let commented = names.iter().map(|(_, slot)| {
        let name = name_in(&slot.segment.text);
        format!("  # said-by: @{name}  {GUESSED}")
    });
    let commented: Vec<String> = commented.collect();
    for (start, slot) in selection.file.placed() {
        let text = &slot.segment.text;
        let lines = commented
            .iter()
            .flat_map(|line| text.match_indices(line.as_str()));
        let whole = lines.filter(|(at, line)| {
            text[..*at].ends_with(['\n', '\r']) && text[at + line.len()..].starts_with(['\n', '\r'])
        });
        edits.extend(whole.map(|(at, line)| {
            let hash = start.byte + at + line.find('#').unwrap_or_default();
            (hash..hash + "# ".len(), String::new())
        }));
    }
    edits.sort_by_key(|(range, _)| range.start);
    edits
}
