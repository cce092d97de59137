//! The passage of an article that is most similar to a quotation that is not in it.
//!
//! The rare words of the quotation vote for candidate places; trying every window of the article would
//! be too slow. Words around the best candidates are aligned (Smith and Waterman, 1981), and letters
//! decide between the results. All steps are bounded, for any article and quotation.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Article;
use super::text_words::hash_of;
use crate::text::fold::fold;
use crate::text::words::words;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Byte offsets in the article's source.
    pub range: Range<usize>,
    /// The text as readers see it.
    pub text: String,
}

/// The minimum similarity of the passage; 1 means equal.
const LEAST_SIMILARITY: f64 = 0.6;
/// A passage with changed words at its ends may be less similar by this much: the writer looks for
/// those words.
const CHANGED: f64 = 0.05;
/// With this similarity, no further candidate is tried.
const SURELY: f64 = 0.95;
/// The maximum number of words of a quotation that are used.
const LONGEST: usize = 200;
/// The maximum number of voting words, and of places that each votes for.
const VOTERS: usize = 24;
const VOTES: usize = 200;
/// The maximum number of candidates; fewer for a long quotation, whose rare words lead to the right
/// place.
const CANDIDATES: usize = 4;
const CANDIDATES_OF_LONG: usize = 2;
const LONG: usize = 100;

impl Article {
    /// The passage most like `exact`; `None` where no passage is like it.
    pub fn nearest(&self, exact: &str) -> Option<Passage> {
        nearest(self, exact)
    }
}

fn nearest(article: &Article, exact: &str) -> Option<Passage> {
    let quoted = fold(exact);
    let quoted_words: Vec<Range<usize>> = words(&quoted).take(LONGEST).collect();
    let text = article.folded.text();
    let mut best: Option<(f64, Range<usize>)> = None;
    for at in candidates(article, &quoted, &quoted_words) {
        let near = neighbourhood(article, at, quoted.len());
        let Some(found) = align(&quoted, &quoted_words, &text[near.clone()]) else {
            continue;
        };
        let passage = near.start + found.start..near.start + found.end;
        let score = similarity(&quoted, &text[passage.clone()]);
        if best.as_ref().is_none_or(|(known, _)| score >= *known) {
            best = Some((score, passage));
        }
        if score >= SURELY {
            break;
        }
    }
    let (score, best) = best?;
    let best = with_marks(&quoted, &quoted_words, text, best);
    let range = article.folded.source_range(best);
    let text = article.reader_text(range.clone());
    (score >= LEAST_SIMILARITY).then_some(Passage { range, text })
}

/// Offsets in the folded text where the quotation may start, most likely first.
fn candidates(article: &Article, quoted: &str, quoted_words: &[Range<usize>]) -> Vec<usize> {
    let text = article.folded.text();
    let index = article.index();
    let mut voters: Vec<(&[u32], &Range<usize>)> = quoted_words
        .iter()
        .map(|word| (index.positions_of(&quoted[word.clone()]), word))
        .collect();
    voters.retain(|(places, _)| !places.is_empty());
    voters.sort_by_key(|(places, _)| places.len());
    let width = quoted.len().max(32);
    let mut votes: FxHashMap<usize, f64> = FxHashMap::default();
    for (places, word) in voters.into_iter().take(VOTERS) {
        let weight = word.len() as f64 / (places.len() as f64).sqrt();
        for &place in places.iter().take(VOTES) {
            let slot = (place as usize).saturating_sub(word.start) / width;
            *votes.entry(slot).or_default() += weight;
            *votes.entry(slot + 1).or_default() += weight / 2.0;
        }
    }
    let mut slots: Vec<(usize, f64)> = votes.into_iter().collect();
    slots.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
    slots
        .iter()
        .take(match quoted_words.len() > LONG {
            true => CANDIDATES_OF_LONG,
            false => CANDIDATES,
        })
        .map(|(slot, _)| (slot * width).min(text.len()))
        .collect()
}

/// The folded text around a candidate.
fn neighbourhood(article: &Article, at: usize, length: usize) -> Range<usize> {
    const LONGEST_QUOTATION: usize = 1_200;
    let text = article.folded.text();
    let reach = length.clamp(64, LONGEST_QUOTATION);
    let start = text.floor_char_boundary(at.saturating_sub(2 * reach));
    start..text.ceil_char_boundary((at + 3 * reach).min(text.len()))
}

/// The range of `near` that aligns best with the words of `quoted`.
fn align(quoted: &str, quoted_words: &[Range<usize>], near: &str) -> Option<Range<usize>> {
    let key = |text: &str, word: &Range<usize>| WordKey::of(&text[word.clone()]);
    let left: Vec<WordKey> = quoted_words.iter().map(|word| key(quoted, word)).collect();
    let near_words: Vec<Range<usize>> = words(near).collect();
    let right: Vec<WordKey> = near_words.iter().map(|word| key(near, word)).collect();
    let best = best_alignment(&left, &right)?;
    // Changed words at the ends are as far from the aligned ones as in the quotation.
    let start = best.near.start.saturating_sub(best.quoted.start);
    let end = (best.near.end + (left.len() - best.quoted.end)).min(right.len());
    let whole = near_words[start].start..near_words[end - 1].end;
    let aligned = near_words[best.near.start].start..near_words[best.near.end - 1].end;
    let better = similarity(quoted, &near[whole.clone()]) + CHANGED
        >= similarity(quoted, &near[aligned.clone()]);
    let ends_sentence = |part: Range<usize>| near[part].contains(['.', '!', '?']);
    let within =
        !ends_sentence(whole.start..aligned.start) && !ends_sentence(aligned.end..whole.end);
    Some(if better && within { whole } else { aligned })
}

/// `passage` extended by the punctuation that the quotation has at its ends.
fn with_marks(
    quoted: &str,
    quoted_words: &[Range<usize>],
    text: &str,
    passage: Range<usize>,
) -> Range<usize> {
    let head = quoted_words
        .first()
        .map_or("", |word| &quoted[..word.start]);
    let tail = quoted_words.last().map_or("", |word| &quoted[word.end..]);
    let before = match text[..passage.start].ends_with(head) {
        true => head.len(),
        false => 0,
    };
    let behind = match text[passage.end..].starts_with(tail) {
        true => tail.len(),
        false => 0,
    };
    passage.start - before..passage.end + behind
}

/// A word as alignment compares it.
struct WordKey {
    hash: u32,
    /// The hash of the first letters: inflections of a word share it.
    stem: u32,
    weight: i32,
}

impl WordKey {
    fn of(word: &str) -> WordKey {
        const STEM: usize = 5;
        let stem = word
            .char_indices()
            .nth(STEM)
            .map_or(word, |(end, _)| &word[..end]);
        WordKey {
            hash: hash_of(word),
            stem: hash_of(stem),
            weight: word.len().min(12) as i32 + 2,
        }
    }
}

/// The aligned ranges, as word indices.
struct AlignedWords {
    quoted: Range<usize>,
    near: Range<usize>,
}

/// The local alignment with the highest score, or the shortest one of equal scores.
fn best_alignment(quoted: &[WordKey], near: &[WordKey]) -> Option<AlignedWords> {
    const SKIPPED: i32 = 3;
    #[derive(Clone, Copy, Default)]
    struct Cell {
        score: i32,
        quoted_start: usize,
        near_start: usize,
    }
    let mut best = (Cell::default(), 0, 0);
    let mut above = vec![Cell::default(); near.len() + 1];
    let mut row = above.clone();
    for (i, left) in quoted.iter().enumerate() {
        for (j, right) in near.iter().enumerate() {
            let gain = match () {
                _ if left.hash == right.hash => left.weight,
                _ if left.stem == right.stem => left.weight / 2,
                _ => -SKIPPED,
            };
            let mut diagonal = above[j];
            if diagonal.score == 0 {
                (diagonal.quoted_start, diagonal.near_start) = (i, j);
            }
            diagonal.score += gain;
            let skipped = |mut cell: Cell| {
                cell.score -= SKIPPED;
                cell
            };
            let cell = [skipped(above[j + 1]), skipped(row[j])].into_iter().fold(
                diagonal,
                |best, cell| if cell.score > best.score { cell } else { best },
            );
            row[j + 1] = if cell.score > 0 {
                cell
            } else {
                Cell::default()
            };
            if cell.score > best.0.score {
                best = (cell, i + 1, j + 1);
            }
        }
        std::mem::swap(&mut above, &mut row);
    }
    let (cell, quoted_end, near_end) = best;
    (cell.score > 0).then_some(AlignedWords {
        quoted: cell.quoted_start..quoted_end,
        near: cell.near_start..near_end,
    })
}

/// The similarity from 0, nothing in common, to 1, equal except for letter case.
fn similarity(left: &str, right: &str) -> f64 {
    const COMPARED: usize = 2_000;
    let lower = |text: &str| -> Vec<char> {
        text.chars()
            .flat_map(char::to_lowercase)
            .take(COMPARED)
            .collect()
    };
    rapidfuzz::fuzz::ratio(lower(left), lower(right))
}
