//! The parts of a source that readers see, in blocks: paragraphs, headings, list items, cells.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::fold::{SOFT_HYPHEN, after_line_end};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    Paragraph,
    Heading,
    /// A cell in the head of a table.
    TableHead,
    Footnote,
    /// An item of a list that consists of links.
    Link,
    /// Program text: it can be quoted but has no sentences.
    Code,
}

/// What stands for a line break that readers see in Markdown.
pub const LINE_BREAK: &str = "\u{2028}";

/// A unit of text that sentences and gaps in quotations never extend beyond.
#[derive(Debug)]
pub struct Block {
    pub kind: BlockKind,
    /// Indices into [`Layout::pieces`].
    pub pieces: Range<usize>,
    /// Bytes of the folded text.
    pub folded: Range<usize>,
}

/// A range of the source that readers see.
#[derive(Debug)]
pub struct Piece {
    pub source: Range<usize>,
    /// The text that readers see instead of the source's, for an entity such as `&amp;`.
    pub text: Option<Box<str>>,
}

impl Piece {
    pub fn text<'a>(&'a self, source: &'a str) -> &'a str {
        self.text.as_deref().unwrap_or(&source[self.source.clone()])
    }
}

#[derive(Debug, Default)]
pub struct Layout {
    pub pieces: Vec<Piece>,
    pub blocks: Vec<Block>,
    /// In bytes, for plain text only: the width to which it is wrapped, if it is.
    pub longest_line: Option<usize>,
    /// The first piece of the current block.
    open: usize,
}

impl Layout {
    /// An empty layout for `source`, in which line ends are line ends and not spaces.
    pub fn of_plain_text(source: &str) -> Layout {
        Layout {
            longest_line: Some(longest_line(source)),
            ..Layout::default()
        }
    }

    /// Adds `source`, which readers see unchanged.
    pub fn verbatim(&mut self, source: Range<usize>) {
        let in_block = self.pieces.len() > self.open;
        match self.pieces.last_mut() {
            Some(last) if in_block && last.text.is_none() && last.source.end == source.start => {
                last.source.end = source.end;
            }
            _ => self.pieces.push(Piece { source, text: None }),
        }
    }

    /// Adds `text`, which readers see instead of `source`.
    pub fn replaced(&mut self, source: Range<usize>, text: &str) {
        self.pieces.push(Piece {
            source,
            text: Some(text.into()),
        });
    }

    /// Ends the current block, unless it is empty.
    pub fn end_block(&mut self, kind: BlockKind) {
        if self.pieces.len() > self.open {
            self.blocks.push(Block {
                kind,
                pieces: self.open..self.pieces.len(),
                folded: 0..0,
            });
            self.open = self.pieces.len();
        }
    }

    /// The source's bytes `range` without markup, with single spaces, and without hyphens at line ends that only lines
    /// have.
    pub fn reader_text(&self, source: &str, range: Range<usize>) -> String {
        let text = self.visible_text(source, range);
        let text = without_line_ends_in_words(&text);
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ")
    }

    /// The source's bytes `range` without markup, with its white space.
    pub fn visible_text(&self, source: &str, range: Range<usize>) -> String {
        let mut text = String::new();
        let blocks = &self.blocks[self.block_before(range.start)..];
        let starts = |block: &Block| self.pieces[block.pieces.start].source.start;
        for block in blocks.iter().take_while(|block| starts(block) < range.end) {
            text.push(' ');
            for piece in &self.pieces[block.pieces.clone()] {
                text.push_str(visible_in(piece, source, &range));
            }
        }
        text
    }

    /// Whether the text of a block ends at the source's byte `at`, and another block follows.
    pub fn ends_block_before_another(&self, at: usize) -> bool {
        let block = self.block_before(at);
        let pieces = self
            .blocks
            .get(block)
            .map(|it| &self.pieces[it.pieces.clone()]);
        let last = pieces.and_then(<[Piece]>::last);
        block + 1 < self.blocks.len() && last.is_some_and(|last| last.source.end == at)
    }

    /// The index of the last block that starts at the source's byte `at` or before.
    fn block_before(&self, at: usize) -> usize {
        let starts = |block: &Block| self.pieces[block.pieces.start].source.start;
        let after = self.blocks.partition_point(|block| starts(block) <= at);
        after.saturating_sub(1)
    }

    /// The character that readers see at that offset of the source. Of a text that stands for something else, as for
    /// `&quot;`, the first one.
    pub fn character_at(&self, source: &str, at: usize) -> Option<char> {
        let next = self
            .pieces
            .partition_point(|piece| piece.source.start <= at);
        let piece = &self.pieces[next.checked_sub(1)?];
        match &piece.text {
            Some(text) => text.chars().next(),
            None => source.get(at..)?.chars().next(),
        }
    }

    /// The text of `block` as readers see it, and where each of its pieces starts in it.
    pub fn text_of<'a>(&'a self, source: &'a str, block: &Block) -> (Cow<'a, str>, Vec<usize>) {
        let pieces = &self.pieces[block.pieces.clone()];
        if let [piece] = pieces {
            return (Cow::Borrowed(piece.text(source)), vec![0]);
        }
        let mut text = String::new();
        let mut starts = Vec::with_capacity(pieces.len());
        for piece in pieces {
            starts.push(text.len());
            text.push_str(piece.text(source));
        }
        (Cow::Owned(text), starts)
    }
}

/// `text` without soft hyphens at line ends and the white space there: they are within words.
fn without_line_ends_in_words(text: &str) -> Cow<'_, str> {
    let Some((start, rest)) = text.split_once(SOFT_HYPHEN) else {
        return text.into();
    };
    let mut joined = start.to_owned();
    for part in rest.split(SOFT_HYPHEN) {
        match after_line_end(part) {
            Some(after) => joined.push_str(after),
            None => {
                joined.push(SOFT_HYPHEN);
                joined.push_str(part);
            }
        }
    }
    joined.into()
}

fn longest_line(source: &str) -> usize {
    let mut start = 0;
    let ends = memchr::memchr2_iter(b'\n', b'\r', source.as_bytes()).chain([source.len()]);
    ends.map(|end| end - std::mem::replace(&mut start, end + 1))
        .max()
        .unwrap_or(0)
}

/// The visible text of `piece` in the source's bytes `range`.
fn visible_in<'a>(piece: &'a Piece, source: &'a str, range: &Range<usize>) -> &'a str {
    let start = range.start.max(piece.source.start);
    let end = range.end.min(piece.source.end);
    match &piece.text {
        _ if start >= end => "",
        Some(text) => text,
        None => source.get(start..end).unwrap_or_default(),
    }
}
