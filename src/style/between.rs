//! The blank lines between declarations.

use std::ops::Range;

use super::Edits;

/// What blank lines are put around.
#[derive(Debug)]
pub struct Unit {
    /// Bytes of the file.
    pub range: Range<usize>,
    pub sort: Sort,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A comment that stands in no declaration.
    Comment,
    /// A declaration of one line.
    Line,
    /// A declaration of more than one line.
    Block,
    /// A segment that stays as it is, with the blank lines below it.
    Unreadable,
}

/// Lays out what stands above, between and below the units, in a text that begins at `start`.
pub fn lay_out(start: usize, units: &[Unit], edits: &mut Edits) {
    let end = edits.text.len();
    let first = units.first().map_or(end, |unit| unit.range.start);
    edits.set(start.min(first)..first, "");
    let belongings = belongings(units, edits);
    for (pair, below) in units.windows(2).zip(belongings.iter().skip(1)) {
        let gap = pair[0].range.end..pair[1].range.start;
        let written = edits.breaks(gap.clone()).saturating_sub(1).min(1);
        let blank = match (pair[0].sort, below) {
            (Sort::Unreadable, _) => continue,
            (Sort::Comment, _) | (_, Sort::Unreadable) => written,
            (Sort::Line, Sort::Line | Sort::Comment) => written,
            _ => 1,
        };
        edits.break_line(gap, blank, "");
    }
    if let Some(last) = units.last().filter(|last| last.sort != Sort::Unreadable) {
        edits.break_line(last.range.end..end, 0, "");
    }
}

/// For each unit what it belongs to: a comment to the declaration that it stands right above,
/// everything else to itself.
fn belongings(units: &[Unit], edits: &Edits) -> Vec<Sort> {
    let mut sorts: Vec<Sort> = units.iter().map(|unit| unit.sort).collect();
    for at in (0..units.len().saturating_sub(1)).rev() {
        let gap = units[at].range.end..units[at + 1].range.start;
        if units[at].sort == Sort::Comment && edits.breaks(gap) == 1 {
            sorts[at] = sorts[at + 1];
        }
    }
    sorts
}
