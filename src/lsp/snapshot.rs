//! What a request sees: the state at the time when the request was read.

use std::ops::Range as Bytes;
use std::path::Path;
use std::sync::Arc;

use tower_lsp::ls_types::{self, Position, Range, Uri};

use super::position::{from_protocol, range_to_protocol, to_protocol};
use super::uri::{path_of, uri_of};
use crate::ide::passages::DraftPassages;
use crate::text::Slice;
use crate::text::document::Document;
use crate::text::line_index::LineIndex;
use crate::text::position::{PositionEncoding, offset_in_rope};
use crate::workspace::{File, FileId, Location, Workspace, disk};

/// Cheap to clone: everything large is shared.
#[derive(Clone, Default)]
pub struct Snapshot {
    pub workspace: Workspace,
    /// The passages that the claims of the open drafts quote, for all features.
    pub passages: Arc<DraftPassages>,
    pub documents: imbl::HashMap<Arc<Path>, OpenDocument>,
    pub encoding: PositionEncoding,
    /// Whether all files of the workspace are loaded. Until then nothing is published.
    pub loaded: bool,
}

#[derive(Clone, Debug)]
pub struct OpenDocument {
    /// As the client wrote it.
    pub uri: Uri,
    pub document: Document,
}

impl Snapshot {
    /// The open drafts and registries.
    pub fn open_drafts(&self) -> impl Iterator<Item = (FileId, &OpenDocument)> {
        self.documents
            .iter()
            .filter(|(path, _)| disk::is_sayso(path))
            .filter_map(|(path, open)| Some((self.workspace.id_of(path)?, open)))
    }

    pub fn open_document(&self, path: &Path) -> Option<&OpenDocument> {
        self.documents.get(path)
    }

    /// The file and the byte offset of a position.
    pub fn place(&self, uri: &Uri, position: Position) -> Option<(FileId, usize)> {
        let path = path_of(uri);
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

    /// The URI of a document. For an open one, as the client wrote it.
    pub fn uri(&self, path: &Path) -> Option<Uri> {
        match self.documents.get(path) {
            Some(open) => Some(open.uri.clone()),
            None => uri_of(path),
        }
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
