//! A segment in its place in a file.

use std::sync::Arc;

use super::segment::Segment;
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
    pub segment: Arc<Segment>,
}

/// Where a segment starts in its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Start {
    pub byte: usize,
    pub line: usize,
}
