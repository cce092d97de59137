//! What a rule sees of the article: all of its text, a sentence, or words that expose a confidential source.

use crate::article::{Article, Sentence};
use crate::rules::context::allowances::Allowances;
use crate::rules::context::names_in_text::NamesInText;
use crate::rules::context::passages::Passages;
use crate::rules::draft_edits::append;
use crate::rules::finding::Edit;
use crate::workspace::{ArticleText, File, FileId, Place, Workspace};

/// The whole article of a draft, with its headline.
#[derive(Clone, Copy)]
pub struct TextContext<'a> {
    pub workspace: &'a Workspace,
    pub annotated: Annotated<'a>,
    pub names: &'a NamesInText<'a>,
    pub wants_fixes: bool,
}

/// An article, and the draft that annotates it.
#[derive(Clone, Copy)]
pub struct Annotated<'a> {
    pub file_id: FileId,
    pub file: &'a File,
    pub text: &'a ArticleText,
    /// The passages that the claims of the draft quote.
    pub passages: &'a Passages,
}

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
