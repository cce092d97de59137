//! The sentences of an article.
//!
//! A library that knows the abbreviations of some thirty languages splits the text. This module adds
//! three things: a line of plain text that ends early ends a sentence, several sentences in one pair of
//! quotation marks are split, and long paragraphs are cut so that the search for ends does not get slow.
//! `sentence_ends.rs` corrects the ends that the library finds.

use std::ops::Range;

use sentencex::language_factory;
use sentencex::languages::Language;

use super::layout::{Block, BlockKind, LINE_BREAK, Layout};
use super::sentence_ends::{can_end, missed_ends};
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
    let primary = primary.to_ascii_lowercase();
    let splitter = Splitter {
        language: language_factory(&primary),
        primary,
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

/// Longer stretches without a line that ends early are cut: the library's time grows with the square of
/// the number of sentences, which only matters for longer paragraphs than people write.
const LONGEST_STRETCH: usize = 8 * 1024;

struct Splitter {
    language: Box<dyn Language>,
    /// The primary subtag of the language, in lower case.
    primary: String,
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
            for end in self.ends_in(&text[stretch.clone()]) {
                let end = stretch.start + end;
                if !can_end(&text[..stretch.end], end, &self.primary) {
                    continue;
                }
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

    /// Whether `line` is so short that its end is intended, as after a date or caption. `rest` is the
    /// text after it.
    fn ends_early(&self, line: &str, rest: &str) -> bool {
        let goes_on = line
            .trim_end()
            .ends_with([',', ';', '-', '–', '—', SOFT_HYPHEN]);
        self.longest_line
            .is_some_and(|longest| line.len() * 2 < longest)
            && !goes_on
            && rest
                .trim_start()
                .chars()
                .next()
                .is_some_and(|next| !next.is_lowercase())
    }

    /// The ends of sentences in `text`, without its own end.
    fn ends_in(&self, text: &str) -> Vec<usize> {
        let missed = missed_ends(text, &self.primary);
        if !may_end_inside(text) {
            return missed;
        }
        let mut ends = Vec::new();
        for sentence in self.language.get_sentence_boundaries(text) {
            let shift = closing_quote_in_front(sentence.text);
            if shift > 0 && ends.last() == Some(&sentence.start_byte) {
                ends.pop();
                ends.push(sentence.start_byte + shift);
            }
            self.push_ends_in_quotes(sentence.text, sentence.start_byte, &mut ends);
            ends.push(sentence.end_byte);
        }
        if !missed.is_empty() {
            ends.extend(missed);
            ends.sort_unstable();
            ends.dedup();
        }
        ends
    }

    /// Adds the ends of the sentences in quotation marks within one `sentence`, which starts at `at`.
    fn push_ends_in_quotes(&self, sentence: &str, at: usize, ends: &mut Vec<usize>) {
        if !may_end_inside(sentence) {
            return;
        }
        for quoted in quoted_in(sentence) {
            let inside = &sentence[quoted.clone()];
            if may_end_inside(inside) {
                let found = self.language.get_sentence_boundaries(inside);
                let inner = found
                    .iter()
                    .map(|boundary| at + quoted.start + boundary.end_byte);
                let before = at + quoted.end;
                ends.extend(inner.filter(|&end| end < before));
            }
        }
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

/// Whether `text` may contain the end of a sentence before its own end. This quick check is enough for
/// most paragraphs of one sentence.
fn may_end_inside(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let bytes = text.as_bytes();
    let ends_word = |at: usize| {
        bytes
            .get(at + 1)
            .is_some_and(|next| !next.is_ascii_alphanumeric())
    };
    memchr::memchr3_iter(b'.', b'!', b'?', bytes).any(ends_word)
        || !text.is_ascii() && text.chars().any(may_end_sentence)
}

/// Whether a non-ASCII character may be a full stop in some language. Letters, quotation marks and
/// dashes of western languages are not.
fn may_end_sentence(character: char) -> bool {
    const ARMENIAN: char = '\u{530}';
    character >= ARMENIAN && !character.is_alphanumeric() && !('‐'..='‟').contains(&character)
}

/// The length of a quotation mark at the start of `sentence` that closes the previous sentence, or 0.
fn closing_quote_in_front(sentence: &str) -> usize {
    let mut characters = sentence.chars();
    match (characters.next(), characters.next()) {
        (Some(mark @ ('"' | '”' | '»')), Some(next)) if next.is_whitespace() => mark.len_utf8(),
        _ => 0,
    }
}

/// The text between quotation marks in `sentence`; the last pair may be unclosed.
fn quoted_in(sentence: &str) -> Vec<Range<usize>> {
    let mut quoted = Vec::new();
    let mut open: Option<(char, usize)> = None;
    for (at, character) in sentence.char_indices() {
        match (open, character) {
            (None, '"' | '“' | '„' | '«') => {
                open = Some((character, at + character.len_utf8()))
            }
            (Some((mark, start)), _) if closes(mark, character) => {
                quoted.push(start..at);
                open = None;
            }
            _ => {}
        }
    }
    quoted.extend(open.map(|(_, start)| start..sentence.len()));
    quoted
}

fn closes(open: char, character: char) -> bool {
    match open {
        '“' => matches!(character, '”' | '"'),
        '„' => matches!(character, '“' | '”' | '"'),
        '«' => character == '»',
        _ => character == '"',
    }
}
