//! What a rule sees of a place in the article.

use std::ops::Range;

use crate::article::{Article, Sentence};
use crate::rules::context::allowances::Allowances;
use crate::rules::draft_edits::append;
use crate::rules::finding::Edit;
use crate::workspace::{File, FileId, Settings, Workspace};

/// One sentence of the article that no claim touches.
#[derive(Clone, Copy)]
pub struct SentenceContext<'a> {
    pub workspace: &'a Workspace,
    /// What the desk has decided for this file.
    pub settings: &'a Settings,
    pub file_id: FileId,
    pub file: &'a File,
    pub article: &'a Article,
    pub language: &'a str,
    pub sentence: &'a Sentence,
    /// Whether it names an entity of the workspace.
    pub names_somebody: bool,
    /// What this file allows.
    pub allowances: &'a Allowances,
    pub wants_fixes: bool,
}

impl SentenceContext<'_> {
    /// The edit that appends a declaration to the draft.
    pub fn append(&self, declaration: &str) -> Edit {
        append(self.file_id, self.file, declaration)
    }
}

/// A place of the article that holds what would tell who a confidential source is.
pub struct ExposureContext<'a> {
    /// What the desk has decided for this file.
    pub settings: &'a Settings,
    pub file_id: FileId,
    /// In the article's source.
    pub range: Range<usize>,
    /// The source's name; empty where it has none.
    pub source: String,
}
