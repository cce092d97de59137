//! The search for the words of a quotation in an article.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem::Finder;

use super::Article;
use crate::text::spacing::{is_optional_space, without_optional_spaces};
use crate::text::words::{is_boundary, next_boundary, words};

/// How exactly an article must have the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spacing {
    /// With the same spaces.
    Exact,
    /// With any optional spaces: see [`crate::text::spacing`].
    Loose,
}

/// The maximum number of places checked for one quotation: more than any honest article has.
pub const MOST_PLACES: usize = 20_000;
/// The maximum number of bytes compared for one quotation, if spaces are optional.
const MOST_COMPARED: usize = 10_000_000;

/// A search for folded words in an article, at word boundaries.
pub struct Search<'a> {
    text: &'a str,
    words: Cow<'a, str>,
    way: Way<'a>,
}

enum Way<'a> {
    /// Scans the text, for a search without any word.
    Through(Box<Finder<'a>>),
    /// Checks the places of a rare word, which is `offset` bytes into the words.
    Index {
        places: &'a [u32],
        offset: usize,
        spacing: Spacing,
    },
}

impl<'a> Search<'a> {
    pub fn new(article: &'a Article, words: &'a str, spacing: Spacing) -> Search<'a> {
        let words: Cow<str> = match spacing {
            Spacing::Exact => words.into(),
            Spacing::Loose => without_optional_spaces(words).into(),
        };
        let way = match rarest_word(article, &words) {
            Some((places, offset)) => Way::Index {
                places,
                offset,
                spacing,
            },
            None => Way::Through(Box::new(Finder::new(words.as_bytes()).into_owned())),
        };
        let text = article.folded.text();
        Search { text, words, way }
    }

    /// The next place of the words that starts at the offset `from` or later.
    pub fn next(&self, from: usize) -> Option<Range<usize>> {
        self.from(from).next()
    }

    /// All places of the words that start at the offset `from` or later, in order.
    pub fn from(&self, from: usize) -> Box<dyn Iterator<Item = Range<usize>> + '_> {
        match &self.way {
            _ if self.words.is_empty() => Box::new(std::iter::empty()),
            Way::Through(finder) => Box::new(self.scan(finder, from)),
            Way::Index {
                places,
                offset,
                spacing,
            } => {
                let (offset, spacing) = (*offset, *spacing);
                let first = places.partition_point(|&place| (place as usize) < from + offset);
                let places = places[first..].iter().map(|&place| place as usize);
                match spacing {
                    Spacing::Exact => Box::new(
                        places
                            .take(MOST_PLACES)
                            .filter_map(move |place| self.exactly_at(place - offset)),
                    ),
                    Spacing::Loose => Box::new(
                        places
                            .take(MOST_PLACES.min(MOST_COMPARED / self.words.len()))
                            .filter_map(move |place| self.loosely_around(place, offset))
                            .filter(move |found| found.start >= from),
                    ),
                }
            }
        }
    }

    fn scan<'s>(
        &'s self,
        finder: &'s Finder,
        from: usize,
    ) -> impl Iterator<Item = Range<usize>> + 's {
        let mut next = from;
        let places = std::iter::from_fn(move || {
            let start = next + finder.find(self.text.as_bytes().get(next..)?)?;
            next = next_boundary(self.text, start);
            Some(start..start + self.words.len())
        });
        places
            .take(MOST_PLACES)
            .filter(|found| self.is_bounded(found))
    }

    fn exactly_at(&self, start: usize) -> Option<Range<usize>> {
        let found = start..start + self.words.len();
        let is_at = self.text.as_bytes()[start..].starts_with(self.words.as_bytes());
        (is_at && self.is_bounded(&found)).then_some(found)
    }

    /// The place of the words whose byte `offset` is at `place`, with any optional spaces.
    fn loosely_around(&self, place: usize, offset: usize) -> Option<Range<usize>> {
        let (before, after) = self.words.split_at(offset);
        let end = self.end_of(place, after)?;
        let found = self.start_of(place, before)?..end;
        self.is_bounded(&found).then_some(found)
    }

    /// The end of `words` that start at `at`.
    fn end_of(&self, mut at: usize, words: &str) -> Option<usize> {
        for character in words.chars() {
            let rest = &self.text[at..];
            if character != ' ' && rest.starts_with(' ') && is_optional_space(self.text, at) {
                at += 1;
            }
            self.text[at..].starts_with(character).then_some(())?;
            at += character.len_utf8();
        }
        Some(at)
    }

    /// The start of `words` that end at `at`.
    fn start_of(&self, mut at: usize, words: &str) -> Option<usize> {
        for character in words.chars().rev() {
            let rest = &self.text[..at];
            if character != ' ' && rest.ends_with(' ') && is_optional_space(self.text, at - 1) {
                at -= 1;
            }
            self.text[..at].ends_with(character).then_some(())?;
            at -= character.len_utf8();
        }
        Some(at)
    }

    fn is_bounded(&self, found: &Range<usize>) -> bool {
        is_boundary(self.text, found.start) && is_boundary(self.text, found.end)
    }
}

/// The places of the rarest word of `quoted`, and its offset in `quoted`.
fn rarest_word<'a>(article: &'a Article, quoted: &str) -> Option<(&'a [u32], usize)> {
    const TRIED: usize = 64;
    let index = article.index();
    let mut rarest: Option<(&[u32], usize)> = None;
    for word in words(quoted).take(TRIED) {
        let places = index.positions_of(&quoted[word.clone()]);
        if rarest.is_none_or(|(known, _)| places.len() < known.len()) {
            rarest = Some((places, word.start));
        }
        // No word can be rarer.
        if places.len() <= 1 {
            break;
        }
    }
    rarest
}

#[cfg(test)]
mod tests {
    use crate::article::{Anchor, Article, ArticleFormat};

    /// Checks what the article has for `exact`: `-` for nothing.
    #[track_caller]
    fn check(source: &str, exact: &str, expected: &str) {
        for format in [ArticleFormat::Plain, ArticleFormat::Markdown] {
            let article = Article::read(source, format);
            let found = match article.find(&exact.into()) {
                Anchor::Found(range) => &source[range],
                Anchor::Missing => "-",
                other => panic!("{other:?}"),
            };
            assert_eq!(found, expected, "{exact:?} in {source:?}");
        }
    }

    #[test]
    fn spaces_that_no_reader_notices_make_no_difference() {
        check(
            "Il a dit\u{202f}: oui.",
            "Il a dit: oui",
            "Il a dit\u{202f}: oui",
        );
        check("Il a dit: oui.", "Il a dit : oui", "Il a dit: oui");
        check("Est-il là ? Personne.", "là? Personne", "là ? Personne");
        check(
            "Il a dit « oui » hier.",
            "dit \"oui\" hier",
            "dit « oui » hier",
        );
        check("Er sagte »ja« oft.", "sagte « ja » oft", "sagte »ja« oft");
        check("Dijo : ¿ qué ?", "Dijo: ¿qué?", "Dijo : ¿ qué ?");
        check("Up by 5\u{a0}% to 20 €.", "5% to 20€", "5\u{a0}% to 20 €");
        check(
            "It was -- an old one -- shut.",
            "was—an old one—shut",
            "was -- an old one -- shut",
        );
        check(
            "It was—an old one—shut.",
            "was – an old one – shut",
            "was—an old one—shut",
        );
        check(
            "Sí —dijo él—, claro",
            "Sí — dijo él — , claro",
            "Sí —dijo él—, claro",
        );
        check(
            "§\u{a0}5 and №\u{a0}7.",
            "§5 and №7",
            "§\u{a0}5 and №\u{a0}7",
        );
        check(
            "東京　大学は 12 % だ。",
            "東京大学は12%だ",
            "東京　大学は 12 % だ",
        );
    }

    #[test]
    fn gaps_may_have_other_spaces_too() {
        check(
            "Il a dit : oui, et non !",
            "a dit: … non!",
            "a dit : oui, et non !",
        );
    }

    #[test]
    fn numbers_and_words_stay_apart() {
        check("Rooms 1, 200 and 3.", "1,200", "-");
        check("Up by 1,200 to 3.", "1, 200", "-");
        check("From 5 -3 to 4.", "5-3", "-");
        check("It cost 10 000 euros.", "10000", "-");
        check("He can not go.", "cannot", "-");
        check("Up 5 % here.", "p 5%", "-");
    }

    #[test]
    fn the_same_spaces_come_first() {
        check("Up 5 % and then 5%.", "5%", "5%");
        check("Up 5 % and then 5%.", "5 %", "5 %");
    }
}
