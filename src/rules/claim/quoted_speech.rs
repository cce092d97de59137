//! Tells quoted speech apart from names, titles and single words in quotation marks.

use std::iter::once;
use std::ops::Range;

use crate::article::Quoted;
use crate::prose::{Lexicon, WordClass};
use crate::rules::claim::quotations::Quotations;
use crate::text::words::words;

/// Whether the passage quotes somebody, as far as that can be known: with a whole sentence in quotation marks, or
/// next to a word such as "said". If the language is not known, only the first counts.
pub fn quotes_somebody(quotations: &Quotations, lexicon: Option<&Lexicon>) -> bool {
    let has_verb = || lexicon.is_some_and(|lexicon| is_attributed(quotations, lexicon));
    let is_speech = |it: &&Quoted| !is_name(&quotations.text[it.range.clone()], lexicon);
    let mut speech = quotations.in_passage().filter(is_speech).peekable();
    speech.peek().is_some() && (speech.any(|it| is_sentence(quotations, &it.range)) || has_verb())
}

/// Whether every word begins with a capital letter, except words that are lower-case in titles.
pub fn is_name(quoted: &str, lexicon: Option<&Lexicon>) -> bool {
    let is_small = |word: &str| lexicon.is_some_and(|lexicon| lexicon.is(word, WordClass::InName));
    let is_part = |at: usize| quoted[..at].ends_with(['-', '\'', '.']);
    let mut parts = words(quoted);
    let first = parts.next();
    first.is_some_and(|word| quoted[word].starts_with(char::is_uppercase))
        && parts.all(|word| {
            let text = &quoted[word.clone()];
            !text.starts_with(char::is_lowercase) || is_part(word.start) || is_small(text)
        })
}

/// Whether the quotation is a whole sentence, or continues beyond the sentences of the passage.
fn is_sentence(quotations: &Quotations, quoted: &Range<usize>) -> bool {
    let around = &quotations.sentences;
    let is_part = quoted.start <= around.start || quoted.end >= around.end;
    let quoted = quotations.text[quoted.clone()].trim();
    is_part || quoted.starts_with(char::is_uppercase) && quoted.ends_with(['.', '!', '?', ',', '…'])
}

/// Whether a word around the quotations says that somebody said them.
fn is_attributed(quotations: &Quotations, lexicon: &Lexicon) -> bool {
    let Quotations {
        text,
        sentences,
        quoted,
        ..
    } = quotations;
    let starts = once(sentences.start).chain(quoted.iter().map(|it| it.range.end));
    let ends = quoted
        .iter()
        .map(|it| it.range.start)
        .chain(once(sentences.end));
    starts.zip(ends).any(|(start, end)| {
        // A quotation may end after the sentences.
        let outside = &text[start.min(end)..end];
        words(outside).any(|word| lexicon.is(&outside[word], WordClass::Quoting))
    })
}

#[cfg(test)]
mod tests {
    use super::{Quotations, quotes_somebody};
    use crate::article::{Article, ArticleFormat};
    use crate::prose::lexicon::of_language;

    #[track_caller]
    fn check(language: &str, sentences: &[&str], expected: bool) {
        for text in sentences {
            let article = Article::read(text, ArticleFormat::Markdown);
            let all = 0..article.folded().text().len();
            let quotations = Quotations::around(&article, all.clone(), all);
            assert_eq!(
                quotes_somebody(&quotations, of_language(language)),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn speech_is_quoted() {
        check(
            "en",
            &[
                "The mayor called it “a disgrace”.",
                "It was “a disgrace”, she wrote.",
                "It was, according to the mayor, “a disgrace”.",
                "“We go on.”",
                "“We go on,” the mayor.",
                "“We go on. Nobody stays.",
                "We go on.”",
                "The report “Our Bridges” says it is “no good”.",
                "“Il faut partir,” the mayor.",
            ],
            true,
        );
        check(
            "es",
            &[
                "Calificó la demora de “una vergüenza”.",
                "“Una vergüenza”, según ella.",
            ],
            true,
        );
        check("it", &["“Andiamo via.”"], true);
    }

    #[test]
    fn names_and_titles_are_not_quoted_speech() {
        check(
            "en",
            &[
                "The team of the “Harbour Bridge” said no.",
                "They named it “Better Idea of the North”.",
                "Her book “The Bridge, and Other Ghosts” says more.",
                "The “Well-being of Towns” says more.",
                "The “third round” began late.",
                "“Bridge closed until further notice” - The Elmstead Gazette",
                "She said no.",
            ],
            false,
        );
        check("es", &["El grupo “Amigos del Puente” dijo que no."], false);
        check("it", &["Ha detto che è “una vergogna”."], false);
    }
}
