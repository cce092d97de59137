//! What a request sees of one workspace: the state at the time when the request was read.

use std::ops::Range as Bytes;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::ls_types::{self, Position, Range, Uri};

use super::documents::Documents;
use super::position::{from_protocol, range_to_protocol, to_protocol};
use crate::ide::passages::DraftPassages;
use crate::text::Slice;
use crate::text::line_index::LineIndex;
use crate::text::position::{PositionEncoding, offset_in_rope};
use crate::workspace::{File, FileId, Location, Workspace, disk};

/// Cheap to clone: everything large is shared.
#[derive(Clone, Default)]
pub struct Snapshot {
    pub workspace: Workspace,
    pub passages: Arc<DraftPassages>,
    /// The open documents of all workspaces.
    pub documents: Documents,
    pub encoding: PositionEncoding,
}

impl Snapshot {
    /// The file of a document.
    pub fn file_of(&self, uri: &Uri) -> PathBuf {
        self.documents.file_of(uri)
    }

    /// Reads the article of the draft at `path`, or the article that is there, for all its drafts. Those that nobody
    /// looks at were not read.
    pub fn with_article_of(mut self, path: &Path) -> Snapshot {
        let drafts = match self.workspace.id_of(path) {
            Some(draft) => vec![draft],
            None => self.workspace.named_articles().drafts_of(path).collect(),
        };
        let is_unread = |draft: &FileId| self.workspace.article(*draft).is_none();
        let unread: Vec<FileId> = drafts.into_iter().filter(is_unread).collect();
        if !unread.is_empty() {
            let located = self.workspace.clone();
            let read = |path: &Path| self.documents.article(&located, path);
            for draft in unread {
                self.workspace.refresh_article(draft, &read);
            }
        }
        self
    }

    /// The drafts that a document is about: itself, or those of the article that it is.
    pub fn drafts_about(&self, path: &Path) -> Vec<FileId> {
        match self.workspace.id_of(path) {
            Some(draft) => vec![draft],
            None => self.workspace.drafts_of(path),
        }
    }

    /// Whether the document is a draft or registry, not an article.
    pub fn is_draft(&self, uri: &Uri) -> bool {
        self.workspace.id_of(&self.file_of(uri)).is_some()
    }

    /// The file and the byte offset of a position.
    pub fn place(&self, uri: &Uri, position: Position) -> Option<(FileId, usize)> {
        let path = self.file_of(uri);
        let file = self.workspace.id_of(&path)?;
        Some((file, self.offset(&path, position)?))
    }

    /// The byte offset of a position in a document, open or not.
    pub fn offset(&self, path: &Path, position: Position) -> Option<usize> {
        let position = from_protocol(position);
        if let Some(open) = self.documents.get(path) {
            return Some(offset_in_rope(&open.document.rope, position, self.encoding));
        }
        let text = self.text(path)?;
        Some(LineIndex::new(&text).offset(&text, position, self.encoding))
    }

    /// A range of bytes in a document, open or not, as a range of the protocol.
    pub fn range(&self, path: &Path, bytes: Bytes<usize>) -> Option<Range> {
        if let Some(open) = self.documents.get(path) {
            return Some(range_to_protocol(&open.document.rope, bytes, self.encoding));
        }
        if let Some(file) = self
            .workspace
            .id_of(path)
            .and_then(|id| self.workspace.file(id))
        {
            return range_in_file(file, bytes, self.encoding);
        }
        let text = self.text(path)?;
        let lines = LineIndex::new(&text);
        Some(range_in_text(&text, &lines, bytes, self.encoding))
    }

    /// The location in the protocol's form.
    pub fn location(&self, location: &Location) -> Option<ls_types::Location> {
        Some(ls_types::Location {
            uri: self.uri(&location.path)?,
            range: self.range(&location.path, location.range.clone())?,
        })
    }

    /// The text of a file that is not open: a Sayso file, or the article of a draft.
    pub fn text(&self, path: &Path) -> Option<Slice> {
        match self.workspace.id_of(path) {
            Some(file) => Some(self.workspace.file(file)?.text()),
            None => disk::read_article_for_editor(&self.workspace.roots, path).ok(),
        }
    }

    /// The URI of a document, as the client writes it.
    pub fn uri(&self, path: &Path) -> Option<Uri> {
        self.documents.uri(path)
    }
}

/// The protocol's range for a range of bytes in `text`.
pub fn range_in_text(
    text: &str,
    lines: &LineIndex,
    bytes: Bytes<usize>,
    encoding: PositionEncoding,
) -> Range {
    let position = |byte| to_protocol(lines.position(text, byte, encoding));
    Range {
        start: position(bytes.start),
        end: position(bytes.end),
    }
}

/// The range of bytes within one segment. A segment starts in column 0, so only its line has to be
/// added.
fn range_in_file(file: &File, bytes: Bytes<usize>, encoding: PositionEncoding) -> Option<Range> {
    let (start, slot) = file.at(bytes.start)?;
    let text = &slot.segment.text;
    let in_segment = bytes.start - start.byte..bytes.end.saturating_sub(start.byte);
    let range = range_in_text(text, &LineIndex::new(text), in_segment, encoding);
    Some(shifted(range, start.line))
}

/// The range, `lines` lines further down.
pub fn shifted(mut range: Range, lines: usize) -> Range {
    range.start.line += lines as u32;
    range.end.line += lines as u32;
    range
}
