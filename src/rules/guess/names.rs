//! The names in an article that nobody has declared.

use std::ops::Range;

use super::saying::says;
use crate::article::Article;
use crate::prose::capitalised::capitalised_names;
use crate::prose::dates::dates_in;
use crate::prose::speech::SpeechClass;
use crate::prose::titles::{TitleWord, is_place_or_institution, title_words_of};
use crate::prose::{Lexicon, WordClass, lexicon};
use crate::rules::claim::coverage::wants_claim;
use crate::text::fold::fold;
use crate::text::lower::lower;
use crate::text::words::words;
use crate::workspace::{ArticleText, Workspace};

/// A name that nobody has declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    /// As readers see it, without a title or form of address.
    pub name: String,
    /// The kind of entity that it is, as far as its words tell.
    pub kind: &'static str,
}

/// The maximum number of names. Nobody reads more.
const MOST: usize = 100;
/// The maximum length of a sentence that is read, in bytes.
const LONGEST: usize = 5_000;

/// The number of bytes before a name that are read for the word before it.
const LONGEST_BEFORE: usize = 40;

/// The names in the article that are no names of known entities, in the order of the article. A single word counts if it
/// is there twice or speaks, and a part of a longer name does not. Empty in a language without a word list.
pub fn unknown_names(workspace: &Workspace, text: &ArticleText) -> Vec<UnknownName> {
    let (Some(article), Some(lexicon)) = (text.article(), lexicon::of_language(&text.language))
    else {
        return Vec::new();
    };
    let folded = article.folded();
    let mut found: Vec<Occurring> = Vec::new();
    for sentence in article.sentences() {
        let range = folded.folded_range(sentence.range.clone());
        if !wants_claim(article, sentence) || range.len() > LONGEST {
            continue;
        }
        let part = &folded.text()[range.clone()];
        let within = |it: Range<usize>| range.start + it.start..range.start + it.end;
        let known = workspace.known_names().mentions(part).into_iter();
        let known = known.map(|mention| mention.range);
        let dates = dates_in(lexicon, part).into_iter().map(|date| date.range);
        let taken: Vec<Range<usize>> = known.chain(dates).map(within).collect();
        for name in names_in(lexicon, article, &range) {
            let is_taken = |it: &Range<usize>| it.start < name.end && name.start < it.end;
            if !taken.iter().any(is_taken) {
                let in_part = name.start - range.start..name.end - range.start;
                let speaks = says(lexicon, part, &in_part);
                note(&mut found, article, lexicon, (name, speaks));
            }
        }
    }
    let is_part = |name: &str| {
        let mut others = found.iter().filter(|other| other.name != name);
        others.any(|other| has_words(&other.name, name))
    };
    let wanted = found.iter().filter(|it| {
        let is_one_word = words(&it.name).count() == 1;
        !is_part(&it.name) && (!is_one_word || it.count > 1 || it.speaks)
    });
    let named = wanted.take(MOST).map(|it| {
        let last = words(&it.name).last().map(|word| &it.name[word]);
        let mut addressed = found.iter().filter(|other| other.has_title);
        UnknownName {
            name: it.name.clone(),
            kind: it.kind(addressed.any(|other| Some(&*other.name) == last)),
        }
    });
    named.collect()
}

/// A name, and how often it is in the article.
struct Occurring {
    name: String,
    count: usize,
    /// Whether a verb of saying stands beside it.
    speaks: bool,
    has_title: bool,
    follows_in: bool,
    /// Whether the article has one of its words without a capital.
    has_plain_word: bool,
}

impl Occurring {
    /// The kind of entity that the name suggests. `is_addressed` says whether a part of the name has a form of address.
    fn kind(&self, is_addressed: bool) -> &'static str {
        let folded = fold(&self.name);
        let means = |word: Range<usize>| title_words_of(&folded[word]);
        let is_institution = words(&folded).any(|word| means(word).has(TitleWord::Institution));
        let first = words(&folded).next().map(means).unwrap_or_default();
        let count = words(&folded).count();
        match () {
            () if self.has_title || is_addressed => "person",
            () if is_institution => "organisation",
            () if is_place_or_institution(&folded) => "place",
            () if self.follows_in && count <= 2 => "place",
            () if self.has_plain_word || first.has(TitleWord::PlaceFirst) => "organisation",
            () if matches!(count, 2 | 3) => "person",
            () => "organisation",
        }
    }
}

fn note(
    found: &mut Vec<Occurring>,
    article: &Article,
    lexicon: &Lexicon,
    (name, speaks): (Range<usize>, bool),
) {
    let folded = article.folded();
    let text = folded.text();
    let short = without_title(&text[name.clone()]);
    let start = name.end - short.len();
    if !is_name(lexicon, short) {
        return;
    }
    let near = text.floor_char_boundary(name.start.saturating_sub(LONGEST_BEFORE));
    let before = &text[near..name.start];
    let last = words(before).last();
    let follows_in = last.is_some_and(|word| title_words_of(&before[word]).has(TitleWord::In));
    let shown = article.reader_text(folded.source_range(start..name.end));
    let known = found.iter_mut().find(|it| it.name == shown);
    match known {
        Some(known) => {
            known.count += 1;
            known.speaks |= speaks;
            known.has_title |= start > name.start;
            known.follows_in &= follows_in;
        }
        None => found.push(Occurring {
            name: shown,
            count: 1,
            speaks,
            has_title: start > name.start,
            follows_in,
            has_plain_word: has_plain_word(article, short),
        }),
    }
}

/// Whether the words are a name, and not an office or a people: "Prime Minister", "French".
fn is_name(lexicon: &Lexicon, name: &str) -> bool {
    let is_people = |word: &str| {
        let classes = lexicon.speech_classes(word);
        classes.has_any(&[SpeechClass::Demonym, SpeechClass::People])
    };
    let is_office = |word: &str| title_words_of(word).has(TitleWord::Person);
    let all: Vec<&str> = words(name).map(|word| &name[word]).collect();
    let says_something = |word: &&&str| !is_people(word) && word.chars().count() > 1;
    name.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && all.iter().any(|word| says_something(&word))
        && !all.last().is_some_and(|word| is_office(word))
}

/// The names in that range of the folded text, which is a sentence or some. The first word of the sentence is included
/// if only a name has a capital there.
pub fn names_in(lexicon: &Lexicon, article: &Article, range: &Range<usize>) -> Vec<Range<usize>> {
    let text = &article.folded().text()[range.clone()];
    let mut names = capitalised_names(lexicon, text);
    let mut beginning = words(text);
    if let (Some(first), Some(second)) = (beginning.next(), beginning.next())
        && let Some(name) = names.first_mut()
        && name.start == second.start
        && &text[first.end..second.start] == " "
        && is_always_capitalised(lexicon, article, &text[first.clone()])
    {
        name.start = first.start;
    }
    let in_article = |name: Range<usize>| range.start + name.start..range.start + name.end;
    names.into_iter().map(in_article).collect()
}

/// Whether the article has the word only with a capital.
fn is_always_capitalised(lexicon: &Lexicon, article: &Article, word: &str) -> bool {
    let text = article.folded().text();
    let classes = [WordClass::InName, WordClass::Article, WordClass::Definite];
    let functions = lexicon.words.numbers.function_words;
    let lower = &*lower(word);
    let has_capital = |at: &u32| text[*at as usize..].starts_with(char::is_uppercase);
    word.starts_with(char::is_uppercase)
        && !classes.iter().any(|class| lexicon.is(lower, *class))
        && !functions.contains(&lower)
        && lexicon.speech_classes(lower) == Default::default()
        && article.offsets_of(word).iter().all(has_capital)
}

/// Whether the article has one of the longer words of the name without a capital, too.
fn has_plain_word(article: &Article, name: &str) -> bool {
    const LONGER: usize = 4;
    let text = article.folded().text();
    let mut longer = words(name).filter(|word| word.len() >= LONGER);
    longer.any(|word| {
        let word = &name[word];
        let plain = lower(word);
        let is_plain = |at: &u32| text[*at as usize..].starts_with(&*plain);
        word.starts_with(char::is_uppercase) && article.offsets_of(word).iter().any(is_plain)
    })
}

/// The name without the titles and forms of address that it begins with: "Ines Varga" for "Mayor Ines Varga".
pub fn without_title(name: &str) -> &str {
    let all: Vec<Range<usize>> = words(name).collect();
    let is_title = |word: &Range<usize>| {
        let means = title_words_of(&name[word.clone()]);
        means.has_any(&[TitleWord::AddressBefore, TitleWord::Person])
    };
    let before_last = all.split_last().map_or(&[][..], |(_, before)| before);
    match before_last.iter().rposition(is_title) {
        Some(title) => &name[all[title + 1].start..],
        None => name,
    }
}

/// Whether the longer name has the words of the shorter one, one after the other.
fn has_words(longer: &str, shorter: &str) -> bool {
    let all =
        |name: &str| -> Vec<String> { words(name).map(|word| name[word].to_owned()).collect() };
    let (longer, shorter) = (all(longer), all(shorter));
    longer.len() > shorter.len() && longer.windows(shorter.len()).any(|part| part == shorter)
}
