//! The sentences of an article.
//!
//! `sentence_ends.rs` finds the ends in a paragraph. This module adds two things: a line of plain text that ends early
//! ends a sentence, and text without ends is cut.

use std::ops::Range;

use super::layout::{Block, BlockKind, LINE_BREAK, Layout};
use super::sentence_ends::ends_in;
use super::sentence_words::SentenceWords;
use crate::text::fold::SOFT_HYPHEN;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Byte offsets in the article's source.
    pub range: Range<usize>,
    /// From its paragraph's first sentence to the last one, in the article's source.
    pub paragraph: Range<usize>,
    pub in_heading: bool,
    /// In the head of a table, in a footnote, or in a list of links.
    pub is_beside_text: bool,
}

/// The sentences of the text that `layout` shows of `source`; `language` is a BCP 47 tag.
pub fn sentences_of(source: &str, layout: &Layout, language: &str) -> Vec<Sentence> {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    let splitter = Splitter {
        words: SentenceWords::of(&primary.to_ascii_lowercase()),
        longest_line: layout.longest_line,
    };
    let blocks = layout.blocks.iter();
    let prose = blocks.filter(|block| block.kind != BlockKind::Code);
    prose
        .flat_map(|block| sentences_in(source, layout, block, &splitter))
        .collect()
}

fn sentences_in(
    source: &str,
    layout: &Layout,
    block: &Block,
    splitter: &Splitter,
) -> Vec<Sentence> {
    let (text, starts) = layout.text_of(source, block);
    let pieces = &layout.pieces[block.pieces.clone()];
    let source_of = |at: usize| {
        let index = starts
            .partition_point(|&start| start <= at)
            .saturating_sub(1);
        let (piece, inside) = (&pieces[index], at - starts[index]);
        (piece, piece.source.start + inside)
    };
    let in_source = |range: Range<usize>| {
        let (first, start) = source_of(range.start);
        let (last, end) = source_of(range.end - 1);
        let start = if first.text.is_none() {
            start
        } else {
            first.source.start
        };
        let end = if last.text.is_none() {
            end + 1
        } else {
            last.source.end
        };
        Sentence {
            range: start..end,
            paragraph: start..end,
            in_heading: block.kind == BlockKind::Heading,
            is_beside_text: matches!(
                block.kind,
                BlockKind::TableHead | BlockKind::Footnote | BlockKind::Link
            ),
        }
    };
    let mut sentences: Vec<Sentence> = Vec::new();
    for mut sentence in splitter.split(&text).into_iter().map(in_source) {
        // A replaced piece maps to the source as a whole, and may contain the end of a sentence.
        let end = sentences.last().map_or(0, |last| last.range.end);
        sentence.range.start = sentence.range.start.max(end);
        if !sentence.range.is_empty() {
            sentences.push(sentence);
        }
    }
    if let [first, .., last] = &sentences[..] {
        let paragraph = first.range.start..last.range.end;
        for sentence in &mut sentences {
            sentence.paragraph = paragraph.clone();
        }
    }
    sentences
}

/// Longer stretches without a line that ends early are cut. They are longer than the paragraphs that people write, and
/// what reads a sentence need not be fast in one of megabytes.
const LONGEST_STRETCH: usize = 8 * 1024;

struct Splitter {
    words: &'static SentenceWords,
    /// In bytes. For wrapped plain text, the width to which it is wrapped. In Markdown, a line break inside of a
    /// paragraph is a space: none.
    longest_line: Option<usize>,
}

impl Splitter {
    /// The sentences of a block's text: never empty, without white space at their ends.
    fn split(&self, text: &str) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        for stretch in self.stretches(text) {
            let mut start = stretch.start;
            let ends = ends_in(&text[stretch.clone()], self.words);
            for end in ends.into_iter().map(|end| stretch.start + end) {
                push_trimmed(text, start..end, &mut sentences);
                start = end;
            }
            push_trimmed(text, start..stretch.end, &mut sentences);
        }
        sentences
    }

    /// Cuts `text` where a line ends early, and stretches that are too long.
    fn stretches(&self, text: &str) -> Vec<Range<usize>> {
        let mut stretches = Vec::new();
        let mut start = 0;
        let mut line_start = 0;
        if self.longest_line.is_none() {
            for (end, _) in text.match_indices(LINE_BREAK) {
                push_in_parts(text, start..end, &mut stretches);
                start = end;
            }
            push_in_parts(text, start..text.len(), &mut stretches);
            return stretches;
        }
        for end in memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()) {
            // The second half of `\r\n` is not a line end of its own.
            let is_half = line_start == end && text[..end].ends_with('\r');
            if !is_half && self.ends_early(&text[line_start..end], &text[end..]) {
                push_in_parts(text, start..end, &mut stretches);
                start = end;
            }
            line_start = end + 1;
        }
        push_in_parts(text, start..text.len(), &mut stretches);
        stretches
    }

    /// Whether `line` is so short that its end is intended, as after a date or caption, and a sentence begins in `rest`,
    /// the text after it. A name, a number or a quotation mark may also continue a sentence.
    fn ends_early(&self, line: &str, rest: &str) -> bool {
        let goes_on = line
            .trim_end()
            .ends_with([',', ';', '-', '–', '—', SOFT_HYPHEN]);
        self.longest_line
            .is_some_and(|longest| line.len() * 2 < longest)
            && !goes_on
            && self.words.begins_sentence(rest.trim_start())
    }
}

/// Adds `range` without white space at its ends; text without words is added to the previous sentence.
fn push_trimmed(text: &str, range: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let sentence = text[range.clone()].trim_end();
    let end = range.start + sentence.len();
    let start = end - sentence.trim_start().len();
    if start == end {
        return;
    }
    let has_words = text[start..end].contains(char::is_alphanumeric);
    match sentences.last_mut() {
        _ if has_words => sentences.push(start..end),
        Some(last) => last.end = end,
        None => {}
    }
}

fn push_in_parts(text: &str, range: Range<usize>, stretches: &mut Vec<Range<usize>>) {
    let mut rest = range;
    while rest.len() > LONGEST_STRETCH {
        let limit = text.floor_char_boundary(rest.start + LONGEST_STRETCH);
        let part = &text[rest.start..limit];
        let after_stop = part.rfind(". ").map(|at| at + 1);
        let cut = after_stop.or_else(|| part.rfind(char::is_whitespace).filter(|&at| at > 0));
        let cut = cut.unwrap_or(part.len());
        stretches.push(rest.start..rest.start + cut);
        rest.start += cut;
    }
    stretches.push(rest);
}
