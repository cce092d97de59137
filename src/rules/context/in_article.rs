//! What a rule sees of the article: all of its text, a sentence, or words that expose a confidential source.

use std::ops::Range;

use crate::article::{Article, Sentence};
use crate::rules::context::allowances::Allowances;
use crate::rules::context::names_in_text::NamesInText;
use crate::rules::context::passages::Passages;
use crate::rules::draft_edits::add_claims;
use crate::rules::finding::Edit;
use crate::workspace::{ArticleText, DeclarationId, File, FileId, KnownNames, Place, Workspace};

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

/// One sentence of the article that claims should cover.
#[derive(Clone, Copy)]
pub struct SentenceContext<'a> {
    pub workspace: &'a Workspace,
    pub file_id: FileId,
    pub file: &'a File,
    pub text: Option<&'a ArticleText>,
    pub article: &'a Article,
    pub language: &'a str,
    pub sentence: &'a Sentence,
    /// The names of all entities of the workspace.
    pub names: &'a KnownNames,
    /// The passages that the claims of this file quote.
    pub passages: &'a Passages,
    /// The number of claims that cover it.
    pub claims: usize,
    /// Set while nobody checks the article yet. Then the rules see only the first sentence that no claim covers.
    pub unfinished: Option<UncoveredSentences>,
    /// What this file allows.
    pub allowances: &'a Allowances,
    pub wants_fixes: bool,
}

/// The sentences of an article that no claim covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UncoveredSentences {
    /// The index of the first one.
    pub first: usize,
    pub count: usize,
    /// The number of all sentences that claims should cover.
    pub of: usize,
}

impl SentenceContext<'_> {
    /// Whether it names an entity of the workspace.
    pub fn names_somebody(&self) -> bool {
        let text = self.article.folded_text(self.sentence.range.clone());
        !self.names.mentions(text).is_empty()
    }

    /// The claims that cover it, with their passages. `None` if the passage of one of them is ambiguous.
    pub fn covering(&self) -> Option<Vec<(DeclarationId, Range<usize>)>> {
        let covering = self.passages.overlapping(self.sentence.range.clone());
        let covering: Vec<_> = covering.collect();
        (covering.len() == self.claims).then_some(covering)
    }

    /// A place in the article.
    pub fn in_article(&self, range: Range<usize>) -> Place {
        Place::Article {
            file: self.file_id,
            span: range.into(),
        }
    }

    /// The edits that add a claim which quotes the sentence.
    pub fn add_claim(&self, claim: String) -> Vec<Edit> {
        let claims = [(self.sentence.range.start, claim)];
        add_claims(self.file_id, self.file, self.passages, &claims)
    }
}

/// A place that exposes a confidential source: in the article, or in the declaration of the article.
pub struct ExposureContext {
    pub place: Place,
    /// The source's name; empty if it has none.
    pub source: String,
}
