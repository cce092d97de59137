//! Edits that replace white space by white space.

use std::ops::Range;

/// White space that replaces other white space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhitespaceEdit {
    /// Bytes of the file.
    pub range: Range<usize>,
    pub text: String,
}

/// The text with the edits applied, which must be in order and must not overlap.
pub fn apply(text: &str, edits: &[WhitespaceEdit]) -> String {
    let mut out = String::with_capacity(text.len() + edits.len());
    let mut at = 0;
    for edit in edits {
        out += &text[at..edit.range.start];
        out += &edit.text;
        at = edit.range.end;
    }
    out + &text[at..]
}

/// Collects the edits of one text.
pub struct WhitespaceEdits<'a> {
    pub text: &'a str,
    pub line_end: &'static str,
    pub edits: Vec<WhitespaceEdit>,
}

impl WhitespaceEdits<'_> {
    /// Replaces the white space at `range` by `white`, unless it is already there.
    pub fn set(&mut self, range: Range<usize>, white: &str) {
        let there = &self.text[range.clone()];
        debug_assert!(there.trim().is_empty(), "{there:?}");
        if there != white {
            let text = white.to_owned();
            self.edits.push(WhitespaceEdit { range, text });
        }
    }

    /// Ends the line, leaves `blank` empty lines and indents the next line.
    pub fn break_line(&mut self, range: Range<usize>, blank: usize, indent: &str) {
        let white = self.line_end.repeat(1 + blank) + indent;
        self.set(range, &white);
    }

    /// The number of line breaks in the white space at `range`.
    pub fn line_breaks(&self, range: Range<usize>) -> usize {
        line_breaks(&self.text[range])
    }
}

/// The number of line breaks: `\n`, `\r\n` or `\r`.
pub fn line_breaks(text: &str) -> usize {
    let returns = text.matches('\r').count() - text.matches("\r\n").count();
    text.matches('\n').count() + returns
}
