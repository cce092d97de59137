//! What of a source its reader sees, in blocks: paragraphs, headings, list items, cells.

use std::borrow::Cow;
use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    Paragraph,
    Heading,
    /// Program text and the like: there to be quoted, but not made of sentences.
    Code,
}

/// A stretch of text that sentences and gaps in quotations do not leave.
#[derive(Debug)]
pub struct Block {
    pub kind: BlockKind,
    /// Indices into [`Layout::pieces`].
    pub pieces: Range<usize>,
    /// Bytes of the folded text.
    pub folded: Range<usize>,
}

/// A stretch of the source that the reader sees.
#[derive(Debug)]
pub struct Piece {
    pub source: Range<usize>,
    /// What the reader sees instead of the source's own words, for an entity such as `&amp;`.
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
    /// In bytes. Where text is wrapped by hand or by a program, its width.
    pub longest_line: usize,
    /// The first piece of the block that is being read.
    open: usize,
}

impl Layout {
    /// The layout of nothing yet, to be read from `source`.
    pub fn of(source: &str) -> Layout {
        let longest_line = longest_line(source);
        Layout {
            longest_line,
            ..Layout::default()
        }
    }

    /// The reader sees `source` as it is.
    pub fn verbatim(&mut self, source: Range<usize>) {
        let in_block = self.pieces.len() > self.open;
        match self.pieces.last_mut() {
            Some(last) if in_block && last.text.is_none() && last.source.end == source.start => {
                last.source.end = source.end;
            }
            _ => self.pieces.push(Piece { source, text: None }),
        }
    }

    /// The reader sees `text` instead of `source`.
    pub fn replaced(&mut self, source: Range<usize>, text: &str) {
        self.pieces.push(Piece {
            source,
            text: Some(text.into()),
        });
    }

    /// Ends the block that is being read, if there is anything in it.
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

    /// The text of `block` as its reader sees it, and where each of its pieces starts there.
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

/// What `piece` shows of the source's bytes `range`.
fn visible_in<'a>(piece: &'a Piece, source: &'a str, range: &Range<usize>) -> &'a str {
    let start = range.start.max(piece.source.start);
    let end = range.end.min(piece.source.end);
    match &piece.text {
        _ if start >= end => "",
        Some(text) => text,
        None => source.get(start..end).unwrap_or_default(),
    }
}
