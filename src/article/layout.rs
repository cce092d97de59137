//! The parts of a source that readers see, in blocks: paragraphs, headings, list items, cells.

use std::borrow::Cow;
use std::ops::Range;

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

    pub fn reader_text(&self, source: &str, range: Range<usize>) -> String {
        let mut text = String::new();
        let starts = |block: &Block| self.pieces[block.pieces.start].source.start;
        let first = self
            .blocks
            .partition_point(|block| starts(block) <= range.start);
        let blocks = &self.blocks[first.saturating_sub(1)..];
        for block in blocks.iter().take_while(|block| starts(block) < range.end) {
            text.push(' ');
            for piece in &self.pieces[block.pieces.clone()] {
                text.push_str(visible_in(piece, source, &range));
            }
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ")
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
