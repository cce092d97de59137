//! The article as readers see it: its text, its sentences, and the passages that quotations quote.
//!
//! An [`Article`] is read once and never changes. All its positions are byte offsets in the source that
//! it was read from, markup included.
//!
//! This folder is between `text` and `syntax`: reading Markdown, splitting sentences, and finding
//! quotations and known names require no knowledge of the Sayso language. It depends on `text` and
//! `tables` only.

mod layout;
mod plain;
mod front_matter;
mod markup_extensions;
mod html_tags;
mod html;
mod markdown;
mod citations;
mod styled;
mod marginalia;
mod embedded;
mod sentence_ends;
mod sentence_word_lists;
mod sentence_words;
mod sentences;
mod search;
mod surroundings;
mod quotation;
mod own_quotation;
mod index;
mod nearest;
mod text_words;
mod name;
mod names;
mod mentions;
mod near_names;
mod person_names;
mod decoded;
mod person_mentions;
mod quotation_marks;
mod quoted;
mod quote_pairs;

use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;

use crate::text::fold::{Folded, Folding, fold};
use crate::text::words::words;
use index::WordIndex;
use layout::{Block, Layout};

pub use citations::{Citation, Cited};
pub use embedded::prose_lines;
pub use front_matter::{front_matter_value, front_matter_values};
pub use layout::BlockKind;
pub use marginalia::{Marginalium, MarginaliumKind, marginalia};
pub use mentions::Mention;
pub use names::Names;
pub use near_names::{NearMiss, Slip, slip_of};
pub use nearest::Passage;
pub use own_quotation::OwnQuotation;
pub use person_names::{FormsOfAddress, NameForm, PersonNames};
pub use quotation::{Anchor, Quotation};
pub use quoted::Quoted;
pub use sentences::Sentence;
pub use styled::{RunLook, StyledBlock, StyledKind, StyledRun, styled_blocks};
pub use text_words::{TextWords, WordRun, hash_of, hash_of_word};

/// The format of an article's source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArticleFormat {
    Markdown,
    Plain,
}

impl ArticleFormat {
    /// `.md` and `.markdown` are Markdown, everything else is plain text.
    pub fn of(path: &Path) -> ArticleFormat {
        let extension = path.extension().unwrap_or_default();
        match extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown") {
            true => ArticleFormat::Markdown,
            false => ArticleFormat::Plain,
        }
    }
}

/// The `OnceLock`s contain what is computed when first needed.
#[derive(Debug)]
pub struct Article {
    source: Box<str>,
    format: ArticleFormat,
    language: Box<str>,
    layout: Layout,
    folded: Folded,
    sentences: OnceLock<Vec<Sentence>>,
    words: OnceLock<TextWords>,
    index: OnceLock<WordIndex>,
    quoted: OnceLock<Vec<Quoted>>,
}

impl Article {
    pub fn read(source: &str, format: ArticleFormat) -> Article {
        let layout = match format {
            ArticleFormat::Markdown => markdown::layout(source),
            ArticleFormat::Plain => plain::layout(source),
        };
        Article::laid_out(source, format, layout)
    }

    /// The article in a `text` declaration: `source` is the whole declaration with its headline. The
    /// prose is read as Markdown, without its indentation.
    pub fn embedded(source: &str) -> Article {
        Article::laid_out(source, ArticleFormat::Markdown, embedded::layout(source))
    }

    /// Sets the language, a BCP 47 tag. The default is English.
    pub fn in_language(mut self, tag: &str) -> Article {
        self.language = tag.into();
        self.sentences = OnceLock::new();
        self.quoted = OnceLock::new();
        self
    }

    fn laid_out(source: &str, format: ArticleFormat, mut layout: Layout) -> Article {
        let folded = fold_layout(source, &mut layout);
        Article {
            source: source.into(),
            format,
            language: "en".into(),
            layout,
            folded,
            sentences: OnceLock::new(),
            words: OnceLock::new(),
            index: OnceLock::new(),
            quoted: OnceLock::new(),
        }
    }

    /// The sentences in order. A sentence never extends beyond its paragraph, heading or list item.
    pub fn sentences(&self) -> &[Sentence] {
        self.sentences
            .get_or_init(|| sentences::sentences_of(&self.source, &self.layout, &self.language))
    }

    /// The sentences that overlap the source's bytes `range`.
    pub fn sentences_in(&self, range: Range<usize>) -> &[Sentence] {
        &self.sentences()[self.places_of_sentences_in(range)]
    }

    /// The indices of those sentences in [`Article::sentences`].
    pub fn places_of_sentences_in(&self, range: Range<usize>) -> Range<usize> {
        let sentences = self.sentences();
        let first = sentences.partition_point(|sentence| sentence.range.end <= range.start);
        let end = sentences.partition_point(|sentence| sentence.range.start < range.end);
        first..end.max(first)
    }

    /// The whole article, folded (see [`crate::text::fold`]), with a map to the source.
    pub fn folded(&self) -> &Folded {
        &self.folded
    }

    /// The sentences that may contain one of `names` or a near miss of it, as sorted indices into
    /// [`Article::sentences`]. Includes a few sentences without one.
    pub fn sentences_with<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> Vec<usize> {
        let index = self.index();
        let mut sentences: Vec<usize> = Vec::new();
        for name in names {
            let name = fold(name);
            let found = |word: Range<usize>| index.positions_of(&name[word]);
            let mut places: Vec<&[u32]> = words(&name).map(found).collect();
            // A surname may stand alone, and be what another word nearly is.
            let last = places.last().copied().unwrap_or_default();
            places.sort_by_key(|places| places.len());
            // A near miss lacks at most one word of the name, so it has one of any two words.
            for &at in places.into_iter().take(2).chain([last]).flatten() {
                sentences.extend(self.sentence_at(at as usize));
            }
        }
        sentences.sort();
        sentences.dedup();
        sentences
    }

    /// The offsets of `word` in the folded text, in order, in any letter case and with any diacritics. Among them may be
    /// a few other words.
    pub fn offsets_of(&self, word: &str) -> &[u32] {
        self.index().positions_of(word)
    }

    /// The index of the sentence at the folded offset `at`.
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        let start = self.folded.source_range(at..at).start;
        let sentences = self.sentences();
        let sentence = sentences.partition_point(|sentence| sentence.range.end <= start);
        (sentences.get(sentence)?.range.start <= start).then_some(sentence)
    }

    /// The source's bytes `range`, folded, to compare versions of a passage.
    pub fn folded_text(&self, range: Range<usize>) -> &str {
        &self.folded.text()[self.folded.folded_range(range)]
    }

    /// The source's bytes `range` as readers see them: without markup, with single spaces.
    pub fn reader_text(&self, range: Range<usize>) -> String {
        self.layout.reader_text(&self.source, range)
    }

    /// The paragraphs, headings, list items, cells and notes in order, each with the source's bytes from the start of its
    /// text to the end.
    pub fn blocks(&self) -> impl Iterator<Item = (BlockKind, Range<usize>)> + '_ {
        self.layout.blocks.iter().map(|block| {
            let pieces = &self.layout.pieces[block.pieces.clone()];
            let ends = pieces.first().zip(pieces.last());
            let range = ends.map(|(first, last)| first.source.start..last.source.end);
            (block.kind, range.unwrap_or_default())
        })
    }

    /// Whether the text of a paragraph, heading or list item ends at the source's byte `at`, and another one follows.
    pub fn ends_block_before_another(&self, at: usize) -> bool {
        self.layout.ends_block_before_another(at)
    }

    /// The source's bytes `range` without markup, with its white space.
    pub fn visible_text(&self, range: Range<usize>) -> String {
        self.layout.visible_text(&self.source, range)
    }

    /// The words of the folded text.
    pub fn words(&self) -> &TextWords {
        let text = self.folded.text();
        self.words.get_or_init(|| TextWords::of(text))
    }

    fn index(&self) -> &WordIndex {
        let text = self.folded.text();
        self.index
            .get_or_init(|| WordIndex::of(text, self.words().all()))
    }

    /// The block at the folded offset `at`.
    fn block_at(&self, at: usize) -> Option<&Block> {
        let blocks = &self.layout.blocks;
        blocks.get(blocks.partition_point(|block| block.folded.end <= at))
    }
}

/// Folds all blocks into one text, separated by spaces, and sets the folded range of each block.
fn fold_layout(source: &str, layout: &mut Layout) -> Folded {
    let mut folding = Folding::default();
    for block in &mut layout.blocks {
        let before = folding.len();
        for piece in &layout.pieces[block.pieces.clone()] {
            match &piece.text {
                None => folding.push(&source[piece.source.clone()], piece.source.start),
                Some(text) => folding.push_replaced(text, piece.source.clone()),
            }
        }
        let apart = usize::from(before > 0 && folding.len() > before);
        block.folded = before + apart..folding.len();
        if let Some(last) = layout.pieces[block.pieces.clone()].last() {
            folding.separate(last.source.end);
        }
    }
    layout.blocks.retain(|block| !block.folded.is_empty());
    folding.finish()
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod markup_tests;

#[cfg(test)]
mod sentence_tests;

#[cfg(test)]
mod properties;

#[cfg(test)]
mod measurements;
