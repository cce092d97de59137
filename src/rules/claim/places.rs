//! Places in the article as messages tell them apart: by the words next to them.

use std::ops::Range;

use crate::article::Article;
use crate::syntax::quoted;
use crate::text::message::{Message, message, written};

/// A side of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Before,
    After,
}

/// The maximum number of places in a message.
const SHOWN: usize = 3;
/// The maximum number of words shown next to each.
const WORDS: usize = 4;

/// Where the places are: `after "In March" and after "In May"`, if the words on that side are shown.
pub fn described(article: &Article, places: &[Range<usize>], side: Side) -> Message {
    let shown = places.iter().take(SHOWN);
    let mut shown: Vec<Message> = shown.map(|place| next_to(article, place, side)).collect();
    if places.len() > SHOWN {
        shown.push("elsewhere".into());
    }
    let last = shown.pop().unwrap_or_default();
    match shown.is_empty() {
        true => last,
        false => message!("{} and {}", Message::joined(shown, ", "), last),
    }
}

/// The side on which the words next to the places differ, if they do.
pub fn side_that_differs(article: &Article, places: &[Range<usize>]) -> Side {
    let differ = |side: &Side| {
        let shown = places.iter().take(SHOWN);
        let mut words: Vec<String> = shown.map(|place| words(article, place, *side)).collect();
        words.sort();
        words.windows(2).all(|pair| pair[0] != pair[1])
    };
    let sides = [Side::Before, Side::After];
    sides.into_iter().find(differ).unwrap_or(Side::Before)
}

fn next_to(article: &Article, place: &Range<usize>, side: Side) -> Message {
    let words = words(article, place, side);
    match (side, words.is_empty()) {
        (Side::Before, true) => "at the start of the article".into(),
        (Side::After, true) => "at the end of the article".into(),
        (Side::Before, false) => message!("after {}", written(quoted(&words, "\""))),
        (Side::After, false) => message!("before {}", written(quoted(&words, "\""))),
    }
}

/// A few words on that side of the place.
fn words(article: &Article, place: &Range<usize>, side: Side) -> String {
    let words = match side {
        Side::Before => article.words_before(place, WORDS),
        Side::After => article.words_after(place, WORDS),
    };
    words.last().cloned().unwrap_or_default()
}
