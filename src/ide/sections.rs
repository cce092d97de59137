//! Comments in column 0, and the sections that they begin.

use std::ops::Range;

use crate::text::line_ends::line_ends;
use crate::workspace::{File, Slot, Start};

/// Comments in column 0 without a blank line between them, in bytes of their file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentBlock {
    /// To the end of its last line.
    pub range: Range<usize>,
    /// Where its last line starts.
    pub last_line: usize,
    /// Whether a blank line follows, so that it does not belong to the declaration below.
    stands_alone: bool,
}

/// What a comment that stands alone is the heading of: everything up to the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub heading: CommentBlock,
    /// With the heading, without the blank lines below.
    pub range: Range<usize>,
}

/// The comments in column 0, in order.
pub fn comment_blocks(file: &File) -> Vec<CommentBlock> {
    let mut blocks: Vec<CommentBlock> = Vec::new();
    let mut may_go_on = false;
    for (start, slot) in file.placed() {
        if !is_comment(slot) {
            may_go_on = false;
            continue;
        }
        let end = text_end(start, slot);
        let stands_alone = line_ends(&slot.segment.text) > 1;
        match blocks.last_mut().filter(|_| may_go_on) {
            Some(block) => {
                block.range.end = end;
                block.last_line = start.byte;
                block.stands_alone = stands_alone;
            }
            None => blocks.push(CommentBlock {
                range: start.byte..end,
                last_line: start.byte,
                stands_alone,
            }),
        }
        may_go_on = !stands_alone;
    }
    blocks
}

/// The sections of the file. A file with a single heading has none: that is the title of the file.
pub fn sections(file: &File, blocks: &[CommentBlock]) -> Vec<Section> {
    let headings: Vec<&CommentBlock> = blocks.iter().filter(|it| it.stands_alone).collect();
    if headings.len() < 2 {
        return Vec::new();
    }
    let starts = headings.iter().skip(1).map(|next| next.range.start);
    let mut ends = starts.chain([file.len()]).peekable();
    let mut sections: Vec<Section> = Vec::new();
    let mut last_end = 0;
    for (start, slot) in file.placed() {
        while ends.next_if(|end| *end <= start.byte).is_some() {
            let heading = headings[sections.len()].clone();
            let range = heading.range.start..last_end.max(heading.range.end);
            sections.push(Section { heading, range });
        }
        last_end = text_end(start, slot);
    }
    let heading = headings[sections.len()].clone();
    let range = heading.range.start..last_end.max(heading.range.end);
    sections.push(Section { heading, range });
    sections
}

/// The end of the segment's text, without the blank lines below it.
pub fn text_end(start: Start, slot: &Slot) -> usize {
    start.byte + slot.segment.text.trim_end().len()
}

fn is_comment(slot: &Slot) -> bool {
    let text = slot.segment.text.trim_start_matches('\u{feff}');
    slot.keyword.is_none() && text.starts_with('#')
}
