//! The cursor after a quick fix: where the writer goes on. A command of the server asks the client to go there.

use tower_lsp::ls_types::{Command, LSPAny, Location, Position, Range, ShowDocumentParams};

use super::super::ranges::Ranges;
use super::super::snapshot::{Snapshot, range_in_text};
use crate::ide::code_actions::BlankInFile;
use crate::rules::FileEdits;
use crate::text::line_index::LineIndex;

/// The command that goes to a place and selects the words there.
pub const GO_TO: &str = "sayso.goTo";

/// The command that goes to the blank once the edits are made.
pub fn go_to(
    snapshot: &Snapshot,
    title: &str,
    edits: &[FileEdits],
    blank: &BlankInFile,
) -> Option<Command> {
    let file = &edits[blank.file];
    let place = Location {
        uri: snapshot.uri(&file.path)?,
        range: range_after(snapshot, file, blank)?,
    };
    Some(Command {
        title: title.to_owned(),
        command: GO_TO.to_owned(),
        arguments: Some(vec![serde_json::to_value(place).ok()?]),
    })
}

/// What the arguments of the command ask for.
pub fn asked(arguments: &[LSPAny]) -> Option<ShowDocumentParams> {
    let place: Location = serde_json::from_value(arguments.first()?.clone()).ok()?;
    Some(ShowDocumentParams {
        uri: place.uri,
        external: None,
        take_focus: Some(true),
        selection: Some(place.range),
    })
}

/// Where the blank is once all edits of the file are made. None if an edit before it changes its line too.
fn range_after(snapshot: &Snapshot, file: &FileEdits, blank: &BlankInFile) -> Option<Range> {
    let mut ranges = Ranges::of(snapshot);
    let (edited, text) = &file.edits[blank.edit];
    let start = ranges.range(&file.path, edited.clone())?.start;
    let lines = LineIndex::new(text);
    let words = range_in_text(text, &lines, blank.words.clone(), snapshot.encoding);
    let mut added = 0;
    for (replaced, text) in &file.edits[..blank.edit] {
        let replaced = ranges.range(&file.path, replaced.clone())?;
        if replaced.end.line == start.line && words.start.line == 0 {
            return None;
        }
        let lines = LineIndex::new(text);
        let end = range_in_text(text, &lines, text.len()..text.len(), snapshot.encoding).end;
        added += i64::from(end.line) - i64::from(replaced.end.line - replaced.start.line);
    }
    let line = u32::try_from(i64::from(start.line) + added).ok()?;
    let moved = |at: Position| Position {
        line: line + at.line,
        character: match at.line {
            0 => start.character + at.character,
            _ => at.character,
        },
    };
    Some(Range::new(moved(words.start), moved(words.end)))
}
