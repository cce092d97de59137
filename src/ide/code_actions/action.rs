//! What a code action is.

use std::ops::Range;

use crate::rules::{FileEdits, Finding};

/// One way to fix a finding, to write claims, or to sign claims off.
#[derive(Clone, Debug)]
pub struct CodeAction {
    /// In the imperative: "Add `said-by:`".
    pub title: String,
    /// The finding that it fixes. None for other actions.
    pub finding: Option<Finding>,
    /// Why the action is not available yet, and what to do about it.
    pub disabled: Option<&'static str>,
    /// Whether this is the most likely choice.
    pub preferred: bool,
    /// The edits, file by file, in order.
    pub edits: Vec<FileEdits>,
    /// What the writer fills in once they are made.
    pub blank: Option<BlankInFile>,
}

/// A place in the text of an edit that the writer fills in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlankInFile {
    /// The index of the file, and of the edit in it.
    pub file: usize,
    pub edit: usize,
    /// The bytes of its text that are replaced.
    pub words: Range<usize>,
}
