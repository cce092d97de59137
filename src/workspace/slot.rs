//! A segment in its place in a file.

use std::sync::Arc;

use super::segment::Segment;
use crate::syntax::Keyword;

/// A file of the workspace, for as long as the process lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A segment of one file. An edited segment gets a new number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeclarationId(pub u32);

/// A segment in its place.
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
