//! Conversion of many ranges to the protocol's: what one file needs is worked out once.

use std::ops::Range as Bytes;
use std::path::Path;
use std::sync::Arc;

use tower_lsp::ls_types::{self, Range};

use super::snapshot::{Snapshot, range_in_text, shifted};
use crate::text::Slice;
use crate::text::line_index::LineIndex;
use crate::workspace::{File, Location, Start};

/// Remembers the last file, so ranges should come file by file. In any order they are converted correctly.
pub struct Ranges<'a> {
    snapshot: &'a Snapshot,
    last: Option<(Arc<Path>, KnownText)>,
}

enum KnownText {
    /// A Sayso file: its segments start in column 0, and only the lines of the last one are remembered.
    File {
        file: Arc<File>,
        starts: Vec<Start>,
        segment: Option<(usize, LineIndex)>,
    },
    Other {
        text: Slice,
        lines: LineIndex,
    },
}

impl<'a> Ranges<'a> {
    pub fn of(snapshot: &'a Snapshot) -> Ranges<'a> {
        Ranges {
            snapshot,
            last: None,
        }
    }

    /// A range of bytes in a document, open or not.
    pub fn range(&mut self, path: &Path, bytes: Bytes<usize>) -> Option<Range> {
        if self.last.as_ref().is_none_or(|(last, _)| **last != *path) {
            self.last = Some((path.into(), KnownText::of(self.snapshot, path)?));
        }
        let (_, known) = self.last.as_mut()?;
        let encoding = self.snapshot.encoding;
        match known {
            KnownText::Other { text, lines } => Some(range_in_text(text, lines, bytes, encoding)),
            KnownText::File {
                file,
                starts,
                segment,
            } => {
                let behind = starts.partition_point(|start| start.byte <= bytes.start);
                let at = behind.checked_sub(1)?;
                let (start, text) = (starts[at], &file.slots()[at].segment.text);
                if segment.as_ref().is_none_or(|(known, _)| *known != at) {
                    *segment = Some((at, LineIndex::new(text)));
                }
                let (_, lines) = segment.as_ref()?;
                let inside = bytes.start - start.byte..bytes.end.saturating_sub(start.byte);
                let range = range_in_text(text, lines, inside, encoding);
                Some(shifted(range, start.line))
            }
        }
    }

    /// A range that may begin in one declaration and end in another.
    pub fn across(&mut self, path: &Path, bytes: Bytes<usize>) -> Option<Range> {
        let end = bytes.end.max(bytes.start);
        Some(Range {
            start: self.range(path, bytes.start..bytes.start)?.start,
            end: self.range(path, end..end)?.start,
        })
    }

    /// The location in the protocol's form.
    pub fn location(&mut self, location: &Location) -> Option<ls_types::Location> {
        Some(ls_types::Location {
            range: self.range(&location.path, location.range.clone())?,
            uri: self.snapshot.uri(&location.path)?,
        })
    }
}

impl KnownText {
    fn of(snapshot: &Snapshot, path: &Path) -> Option<KnownText> {
        let workspace = &snapshot.workspace;
        let file = workspace.id_of(path).and_then(|id| workspace.file(id));
        if let Some(file) = file.filter(|file| !file.is_empty()) {
            return Some(KnownText::File {
                file: file.clone(),
                starts: file.placed().map(|(start, _)| start).collect(),
                segment: None,
            });
        }
        let text = match snapshot.documents.get(path) {
            Some(open) => open.document.rope.to_string().into(),
            None => snapshot.text(path)?,
        };
        let lines = LineIndex::new(&text);
        Some(KnownText::Other { text, lines })
    }
}
