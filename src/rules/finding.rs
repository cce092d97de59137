//! A finding of a rule, and its fixes.

use std::ops::Range;

use crate::rules::rule::{Rule, Severity};
use crate::text::Span;
use crate::text::message::Message;
use crate::workspace::Place;

#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub rule: &'static Rule,
    pub severity: Severity,
    pub place: Place,
    /// The words of the article that it is about, if those are only some of a claim's words.
    pub in_article: Option<Span>,
    /// Names the thing and ends with the next step. No full stop at the end.
    pub message: Message,
    pub related: Vec<Related>,
    /// Whether editors show the place faded, because nothing uses it.
    pub unnecessary: bool,
    /// Computed only on request: see [`Context::wants_fixes`](super::Context).
    pub fixes: Vec<Fix>,
}

impl Finding {
    pub fn with_severity(&mut self, severity: Severity) -> &mut Finding {
        self.severity = severity;
        self
    }

    pub fn related(&mut self, place: Place, message: impl Into<Message>) -> &mut Finding {
        self.related.push(Related {
            place,
            message: message.into(),
        });
        self
    }

    /// Adds an unsafe fix, see [`Applicability::Unsafe`].
    pub fn fix(&mut self, title: impl Into<String>, edits: Vec<Edit>) -> &mut Finding {
        self.add_fix(title, edits, Applicability::Unsafe)
    }

    /// Adds a safe fix, see [`Applicability::Safe`].
    pub fn safe_fix(&mut self, title: impl Into<String>, edits: Vec<Edit>) -> &mut Finding {
        self.add_fix(title, edits, Applicability::Safe)
    }

    /// Adds a fix that the writer has to choose or complete, see [`Applicability::Manual`].
    pub fn manual_fix(&mut self, title: impl Into<String>, edits: Vec<Edit>) -> &mut Finding {
        self.add_fix(title, edits, Applicability::Manual)
    }

    /// Adds a fix. The first fix of a finding is the preferred one.
    pub fn add_fix(
        &mut self,
        title: impl Into<String>,
        edits: Vec<Edit>,
        applicability: Applicability,
    ) -> &mut Finding {
        let preferred = self.fixes.is_empty();
        self.fixes.push(Fix {
            title: title.into(),
            edits,
            preferred,
            applicability,
            blank: None,
        });
        self
    }

    /// Leaves the cursor at `words`, right after `before`, once the last fix is applied: the writer replaces them.
    pub fn to_fill_in(&mut self, before: &str, words: &str) -> &mut Finding {
        if let Some(fix) = self.fixes.last_mut() {
            fix.blank = Blank::in_edits(&fix.edits, before, words);
        }
        self
    }
}

/// Another place that helps to understand the finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    pub place: Place,
    pub message: Message,
}

/// One way to fix a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// In the imperative: "Add `said-by:`".
    pub title: String,
    pub edits: Vec<Edit>,
    /// Whether most users would choose this fix.
    pub preferred: bool,
    pub applicability: Applicability,
    /// What the writer fills in next.
    pub blank: Option<Blank>,
}

/// A place in the text of an edit that the writer fills in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blank {
    /// The index of the edit in its fix.
    pub edit: usize,
    /// The bytes of its text that are replaced.
    pub words: Range<usize>,
}

impl Blank {
    /// The place of `words` right after `before`. None if no edit contains both.
    pub fn in_edits(edits: &[Edit], before: &str, words: &str) -> Option<Blank> {
        let wanted = format!("{before}{words}");
        edits.iter().enumerate().find_map(|(edit, it)| {
            let end = it.text.find(&wanted)? + wanted.len();
            let words = end - words.len()..end;
            Some(Blank { edit, words })
        })
    }
}

/// Whether a fix can be applied without a choice by the writer.
///
/// A fix is safe only if it does not remove anything that somebody wrote, unless the same text remains elsewhere.
/// Removing one unused source takes one key in the editor, but a tool that removes twenty of them throws away a week of
/// notes. See `docs/decisions/0005-change-only-what-is-safe-to-change.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// `sayso check --fix` applies it: there is only one way to fix the finding, what is claimed does not change, and
    /// nothing that somebody wrote is lost.
    Safe,
    /// `sayso check --fix --unsafe` applies it: it is likely what the writer meant, but somebody should review it.
    Unsafe,
    /// Only the writer can apply it: something has to be chosen or written, or the fix removes text that is nowhere
    /// else.
    Manual,
}

impl Applicability {
    /// Safe if it is certain, else unsafe.
    pub fn safe_if(certain: bool) -> Applicability {
        match certain {
            true => Applicability::Safe,
            false => Applicability::Unsafe,
        }
    }
}

/// A replacement of text in a declaration or in the article.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// The place to replace; empty to insert text.
    pub place: Place,
    pub text: String,
}
