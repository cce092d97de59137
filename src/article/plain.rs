//! Plain text: paragraphs separated by blank lines.

use std::ops::Range;

use super::layout::{BlockKind, Layout};

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

/// The lines of `text` with their line ends: `\n`, `\r\n` or a lone `\r`.
pub fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut start = 0;
    std::iter::from_fn(move || {
        if start == bytes.len() {
            return None;
        }
        let mut end = match memchr::memchr2(b'\n', b'\r', &bytes[start..]) {
            Some(at) => start + at + 1,
            None => bytes.len(),
        };
        if bytes[end - 1] == b'\r' && bytes.get(end) == Some(&b'\n') {
            end += 1;
        }
        let line = start..end;
        start = end;
        Some(line)
    })
}
