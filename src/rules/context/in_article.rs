//! What a rule sees of a place in the article: a sentence, or words that expose a confidential source.

use crate::article::{Article, Sentence};
use crate::rules::context::allowances::Allowances;
use crate::rules::draft_edits::append;
use crate::rules::finding::Edit;
use crate::workspace::{File, FileId, Place, Workspace};

/// One sentence of the article that no claim covers.
#[derive(Clone, Copy)]
pub struct SentenceContext<'a> {
    pub workspace: &'a Workspace,
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

/// A place that exposes a confidential source: in the article, or in the declaration of the article.
pub struct ExposureContext {
    pub place: Place,
    /// The source's name; empty if it has none.
    pub source: String,
}
