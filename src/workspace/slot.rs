//! A segment in its place in a file.

use std::sync::Arc;

use super::segment::Segment;
use crate::model::ProtectionSign;
use crate::syntax::Keyword;

/// The number of a file. A path keeps its number as long as the process runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// The number of a segment in its file. An edited segment gets a new number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeclarationId(pub u32);

/// A segment at its place in a file.
#[derive(Clone, Debug)]
pub struct Slot {
    pub id: DeclarationId,
    pub bytes: u32,
    pub lines: u32,
    pub keyword: Option<Keyword>,
    /// What in its text looks like protection.
    pub sign: ProtectionSign,
    /// Whether its words must not be shown anywhere else: it looks like protection, or belongs to a neighbour that does.
    pub is_protected: bool,
    pub segment: Arc<Segment>,
}

impl Slot {
    /// Protects the segment or not. Its declaration is read again, because that decides what others see of it.
    pub(super) fn protect(&mut self, is_protected: bool) {
        if self.is_protected == is_protected {
            return;
        }
        self.is_protected = is_protected;
        if self.keyword.is_some() {
            self.segment = Arc::new(self.segment.protected(is_protected));
        }
    }
}

/// Where a segment starts in its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Start {
    pub byte: usize,
    pub line: usize,
}
