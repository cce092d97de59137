//! Which segments of a file are protected: those that look like it, and those beside one that may be a part of them.
//!
//! A slip can cut a declaration: a comment or a field in column 0 begins a segment of its own, and a headline that is
//! not understood declares nothing. Segments that declare nothing are loose. A loose segment with `confidential: yes`
//! protects the declarations that it may belong to. All loose segments beside a protected segment are protected; from
//! there it goes no further.

use std::ops::Range;

use super::segment::Segment;
use super::slot::Slot;
use crate::model::schema::is_field;
use crate::model::{ProtectionSign, may_be_protection};
use crate::syntax::Keyword;

/// Whether each of the slots is protected. They begin and end with a declaration, or with the file.
pub(super) fn protected(slots: &[Slot]) -> Vec<bool> {
    let mut protected: Vec<bool> = slots.iter().map(is_sign).collect();
    let runs: Vec<Range<usize>> = loose_runs(slots).collect();
    for run in &runs {
        protect_declarations(slots, run, &mut protected);
    }
    for run in runs {
        let first = run.start.saturating_sub(1);
        let end = slots.len().min(run.end + 1);
        if protected[first..end].contains(&true) {
            protected[run].fill(true);
        }
    }
    protected
}

/// The slots whose protection may depend on those of `range`, and the slots that this depends on.
pub(super) fn affected(slots: &[Slot], range: Range<usize>) -> [Range<usize>; 2] {
    let before = |at: usize| {
        let previous = slots[..at].iter().rposition(|slot| !is_loose(slot));
        previous.unwrap_or(0)
    };
    let after = |at: usize| {
        let next = slots[at..].iter().position(|slot| !is_loose(slot));
        next.map_or(slots.len(), |next| at + next + 1)
    };
    // The next declarations, the loose segments beyond them, and the declarations beyond those.
    let (first, end) = (before(before(range.start)), after(after(range.end)));
    [first..end, before(first)..after(end)]
}

/// The ranges of loose segments, as long as possible.
fn loose_runs(slots: &[Slot]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let first = at + slots[at..].iter().position(is_loose)?;
        let length = slots[first..].iter().position(|slot| !is_loose(slot));
        at = length.map_or(slots.len(), |length| first + length);
        Some(first..at)
    })
}

/// Whether it declares nothing, so that it may be a part of a neighbour. What is read as a declaration further inside of
/// a broken text is none.
fn is_loose(slot: &Slot) -> bool {
    Keyword::from_word(first_word(&slot.segment)).is_none()
}

/// The word in column 0; empty if there is none.
fn first_word(segment: &Segment) -> &str {
    let text = segment.text.trim_start_matches('\u{feff}');
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '-');
    &text[..end.unwrap_or(text.len())]
}

fn is_sign(slot: &Slot) -> bool {
    slot.sign != ProtectionSign::Nothing
}

/// Protects the declarations above and below a run of loose segments if these have a sign that may belong to them.
fn protect_declarations(slots: &[Slot], run: &Range<usize>, protected: &mut [bool]) {
    let above = run.start.checked_sub(1);
    let below = Some(run.end).filter(|at| *at < slots.len());
    let first = above.unwrap_or(run.start);
    let has_gap = |slot: &Slot| ends_with_blank_line(&slot.segment);
    let gaps = slots[first..run.end].iter();
    let first_gap = gaps.clone().position(has_gap).map(|gap| first + gap);
    let last_gap = gaps.clone().rposition(has_gap).map(|gap| first + gap);
    let first_headline = run.clone().find(|at| is_headline(&slots[*at].segment));
    for at in run.clone().filter(|at| is_sign(&slots[*at])) {
        let has_above = above.is_some() || first_headline.is_some_and(|headline| headline < at);
        let touching = Sides {
            above: first_gap.is_none_or(|gap| gap >= at),
            below: last_gap.is_none_or(|gap| gap < at),
        };
        let sides = sides_of(&slots[at], touching);
        if let Some(above) = above.filter(|_| sides.above || below.is_none() && sides.below) {
            protected[above] = true;
        }
        if let Some(below) = below.filter(|_| sides.below || !has_above && sides.above) {
            protected[below] = true;
        }
    }
}

/// The declaration above a loose segment, and the one below.
#[derive(Clone, Copy, Default)]
struct Sides {
    above: bool,
    below: bool,
}

/// The sides on which a loose segment with a sign protects, given those to which no blank line separates it.
fn sides_of(slot: &Slot, touching: Sides) -> Sides {
    match slot.sign {
        ProtectionSign::Nothing => Sides::default(),
        // A comment is about what it touches, or else about what follows.
        ProtectionSign::Comment => Sides {
            above: touching.above,
            below: touching.below || !touching.above,
        },
        ProtectionSign::Field if is_headline(&slot.segment) => Sides::default(),
        ProtectionSign::Field => Sides {
            above: true,
            below: touching.below && !touching.above,
        },
    }
}

/// Whether the segment begins like a declaration of its own: with a word that is no field in column 0, and a name, kind
/// or title.
fn is_headline(segment: &Segment) -> bool {
    let Some(item) = &segment.item else {
        return false;
    };
    let word = first_word(segment);
    if word.is_empty() || is_field(word) || may_be_protection(word) {
        return false;
    }
    // The name of what is protected may be hidden: a segment must not lose its headline because it is protected.
    let declaration = || segment.syntax().declaration.as_ref();
    let has_hidden_name =
        || item.is_protected() && declaration().is_some_and(|it| it.name.is_some());
    item.name.is_some() || item.kind.is_some() || item.title.is_some() || has_hidden_name()
}

fn ends_with_blank_line(segment: &Segment) -> bool {
    let text = segment.text.trim_end_matches([' ', '\t']);
    let Some(text) = text
        .strip_suffix('\n')
        .map(|text| text.strip_suffix('\r').unwrap_or(text))
    else {
        return false;
    };
    text.trim_end_matches([' ', '\t']).ends_with(['\n', '\r'])
}
