//! The article in a `text` declaration: Markdown, without the indentation of its lines.

use std::ops::Range;

use super::layout::{Layout, Piece};
use super::markdown;
use crate::text::line_ends::lines;

pub fn layout(source: &str) -> Layout {
    let prose = EmbeddedProse::of(source);
    let mut layout = markdown::layout(&prose.text);
    let pieces = std::mem::take(&mut layout.pieces);
    for block in &mut layout.blocks {
        let first = layout.pieces.len();
        for piece in &pieces[block.pieces.clone()] {
            prose.push_in_source(piece, &mut layout.pieces);
        }
        block.pieces = first..layout.pieces.len();
    }
    layout
}

/// The lines below the declaration's headline without their common indentation. Each range includes the
/// line end.
pub fn prose_lines(source: &str) -> impl Iterator<Item = Range<usize>> {
    let below: Vec<Range<usize>> = lines(source).skip(1).collect();
    let shared = below
        .iter()
        .map(|line| &source[line.clone()])
        .filter(|line| !line.trim().is_empty())
        .map(indentation_of)
        .min()
        .unwrap_or(0);
    below.into_iter().map(move |line| {
        let own = indentation_of(&source[line.clone()]);
        line.start + shared.min(own)..line.end
    })
}

/// The lines joined to one text, with the place of each line.
struct EmbeddedProse {
    text: String,
    lines: Vec<Line>,
}

/// Where a line starts, in the prose and in the declaration.
struct Line {
    prose: usize,
    source: usize,
}

impl EmbeddedProse {
    fn of(source: &str) -> EmbeddedProse {
        let mut prose = EmbeddedProse {
            text: String::new(),
            lines: Vec::new(),
        };
        for line in prose_lines(source) {
            prose.lines.push(Line {
                prose: prose.text.len(),
                source: line.start,
            });
            prose
                .text
                .push_str(source[line.clone()].trim_end_matches('\r'));
            // A lone `\r` would form one line end with the `\n` of a blank line below.
            if source[line].ends_with('\r') {
                prose.text.push('\n');
            }
        }
        prose
    }

    /// Adds `piece` of the prose as pieces of the declaration, line by line.
    fn push_in_source(&self, piece: &Piece, pieces: &mut Vec<Piece>) {
        if piece.text.is_some() {
            let start = self.to_source(piece.source.start);
            // Of a tab, a part can be seen, at no place of its own.
            let source = match piece.source.is_empty() {
                true => start..start,
                false => start..self.to_source(piece.source.end - 1) + 1,
            };
            pieces.push(Piece {
                source,
                text: piece.text.clone(),
            });
            return;
        }
        for line in lines(&self.text[piece.source.clone()]) {
            let start = self.to_source(piece.source.start + line.start);
            pieces.push(Piece {
                source: start..start + line.len(),
                text: None,
            });
        }
    }

    fn to_source(&self, at: usize) -> usize {
        let next = self.lines.partition_point(|line| line.prose <= at);
        match self.lines.get(next.saturating_sub(1)) {
            Some(line) => line.source + (at - line.prose),
            None => 0,
        }
    }
}

fn indentation_of(line: &str) -> usize {
    line.bytes()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count()
}
