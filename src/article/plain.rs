//! Plain text: paragraphs separated by blank lines.

use super::layout::{BlockKind, Layout};
use crate::text::line_ends::lines;

pub fn layout(source: &str) -> Layout {
    let mut layout = Layout::of_plain_text(source);
    for line in lines(source) {
        let mark = if source[line.clone()].starts_with('\u{feff}') {
            3
        } else {
            0
        };
        match source[line.clone()].trim().is_empty() {
            true => layout.end_block(BlockKind::Paragraph),
            false => layout.verbatim(line.start + mark..line.end),
        }
    }
    layout.end_block(BlockKind::Paragraph);
    layout
}
