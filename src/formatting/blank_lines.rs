//! The blank lines between declarations.
//!
//! Consecutive declarations of one line each may follow each other without a blank line: a list of
//! places is read as a list. Everywhere else there is one blank line between two declarations.

use std::ops::Range;

use super::edits::WhitespaceEdits;
use crate::text::byte_order_mark::BYTE_ORDER_MARK;

/// A declaration or a comment between declarations: blank lines go around it.
#[derive(Debug)]
pub struct Unit {
    /// Bytes of the file.
    pub range: Range<usize>,
    pub kind: UnitKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// A comment outside of declarations.
    Comment,
    /// A declaration of one line.
    Line,
    /// A declaration of more than one line.
    Block,
    /// A segment with a syntax error. It stays unchanged, with the blank lines below it.
    Unreadable,
}

/// Sets the white space above, between and below the units of a text that begins at `start`.
pub fn lay_out(start: usize, units: &[Unit], edits: &mut WhitespaceEdits) {
    let end = edits.text.len();
    let first = units.first().map_or(end, |unit| unit.range.start);
    // An invisible character in column 0 must not become the byte order mark of the file.
    if !edits.text[first..].starts_with(BYTE_ORDER_MARK) {
        edits.set(start.min(first)..first, "");
    }
    let attached = attached_kinds(units, edits);
    for (pair, below) in units.windows(2).zip(attached.iter().skip(1)) {
        let gap = pair[0].range.end..pair[1].range.start;
        let written = edits.line_breaks(gap.clone()).saturating_sub(1).min(1);
        let blank = match (pair[0].kind, below) {
            (UnitKind::Unreadable, _) => continue,
            (UnitKind::Comment, _) | (_, UnitKind::Unreadable) => written,
            (UnitKind::Line, UnitKind::Line | UnitKind::Comment) => written,
            _ => 1,
        };
        edits.break_line(gap, blank, "");
    }
    let last = units.last();
    if let Some(last) = last.filter(|last| last.kind != UnitKind::Unreadable) {
        edits.break_line(last.range.end..end, 0, "");
    }
}

/// The kind of each unit. A comment directly above a declaration counts as part of it.
fn attached_kinds(units: &[Unit], edits: &WhitespaceEdits) -> Vec<UnitKind> {
    let mut kinds: Vec<UnitKind> = units.iter().map(|unit| unit.kind).collect();
    for at in (0..units.len().saturating_sub(1)).rev() {
        let gap = units[at].range.end..units[at + 1].range.start;
        if units[at].kind == UnitKind::Comment && edits.line_breaks(gap) == 1 {
            kinds[at] = kinds[at + 1];
        }
    }
    kinds
}
