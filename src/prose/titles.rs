//! The people in the title of a source: "Interview with Jane Doe", "Call, 2 March, Jane Doe". Those who are merely
//! mentioned do not count: "Interview with an aide of Jane Doe".

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::char::is_combining_mark;

use crate::prose::languages::titles::{ABOUT_WITHOUT_CASE, AROUND_NAMES, TITLE_WORDS};
use crate::prose::title_words::TitleWord::{
    About, AddressBefore, Document, Function, In, Institution, Joining, Of, Particle, Person,
    Place, PlaceFirst, PlaceNoun, Suffix, Talk, Time, To, With, Written,
};
use crate::text::fold::fold_for_search;
use crate::text::words::{is_boundary, words};

pub use crate::prose::title_words::{TitleWord, TitleWords};

/// Whether a title names somebody as the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// As the source.
    Source,
    /// Perhaps: only people whom the newsroom knows count.
    Unclear,
    /// As somebody whom the source talks about.
    Mentioned,
}

/// A name in a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleName {
    /// In the order of prose: "Jane Doe" for "Doe, Jane".
    pub name: String,
    /// Its place in the title, in bytes.
    pub range: Range<usize>,
    pub standing: Standing,
}

/// What `word` means in titles, in any letter case.
pub fn title_words_of(word: &str) -> TitleWords {
    static ALL: LazyLock<FxHashMap<String, TitleWords>> = LazyLock::new(|| {
        let mut all: FxHashMap<String, TitleWords> = FxHashMap::default();
        for (kind, words) in TITLE_WORDS {
            for word in words.split_whitespace() {
                let known = all.entry(fold_for_search(word)).or_default();
                *known = known.with(*kind);
            }
        }
        all
    });
    let known = ALL.get(&fold_for_search(word));
    known.copied().unwrap_or_default()
}

/// All words that mean `kind`.
pub fn words_that_mean(kind: TitleWord) -> impl Iterator<Item = &'static str> {
    let lists = TITLE_WORDS.iter().filter(move |(of, _)| *of == kind);
    lists.flat_map(|(_, words)| words.split_whitespace())
}

/// The names of people in `title`, which is folded.
pub fn names_in_title(title: &str) -> Vec<TitleName> {
    let tokens = tokens_of(title);
    let mut names = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let run = run_at(&tokens, at);
        if run.is_empty() {
            at += 1;
            continue;
        }
        at = run.end;
        let standing = standing_of(&tokens, &run, names.last());
        names.push(named(title, &tokens, run, standing));
    }
    names.extend(inverted(title, &tokens));
    names.extend(names_without_case(title));
    names
}

/// Whether these words name a place or an organisation rather than a person.
pub fn is_place_or_institution(name: &str) -> bool {
    let meant: Vec<TitleWords> = words(name)
        .map(|word| title_words_of(&name[word]))
        .collect();
    let (Some(first), Some(last)) = (meant.first(), meant.last()) else {
        return false;
    };
    let beside = [PlaceFirst, PlaceNoun, Place, Time];
    meant.iter().any(|word| word.has(Institution))
        || meant.iter().all(|word| !word.is_empty())
        || meant.len() == 2 && first.has(PlaceFirst)
        || last.has(PlaceNoun) && first.has_any(&beside)
}

/// A word of a title.
struct Token {
    range: Range<usize>,
    means: TitleWords,
    is_capitalised: bool,
    /// What is between it and the word before it.
    gap: Gap,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Start,
    /// White space, or the dot of an initial.
    Loose,
    Hyphen,
    /// The apostrophe of "Doe's".
    Possessive,
    Comma,
    /// A bracket, a dash, a colon.
    Other,
}

impl Gap {
    fn of(gap: &str, next: &str) -> Gap {
        match gap {
            "'" | ".'" if next == "s" => Gap::Possessive,
            "-" => Gap::Hyphen,
            " " | "'" | "." | ". " => Gap::Loose,
            "' " => Gap::Possessive,
            ", " | "," => Gap::Comma,
            _ => Gap::Other,
        }
    }

    /// Whether the words on both sides belong to the same part of the title.
    fn joins(self) -> bool {
        matches!(self, Gap::Loose | Gap::Hyphen | Gap::Possessive)
    }
}

fn tokens_of(title: &str) -> Vec<Token> {
    let mut end = 0;
    let mut tokens: Vec<Token> = Vec::new();
    for range in words(title) {
        let word = &title[range.clone()];
        tokens.push(Token {
            means: title_words_of(word),
            is_capitalised: word.starts_with(char::is_uppercase),
            gap: match tokens.is_empty() {
                true => Gap::Start,
                false => Gap::of(&title[end..range.start], word),
            },
            range: range.clone(),
        });
        end = range.end;
    }
    tokens
}

impl Token {
    fn is_name(&self) -> bool {
        let never = [
            Talk,
            Document,
            With,
            About,
            In,
            Joining,
            Function,
            Person,
            AddressBefore,
            Suffix,
            To,
        ];
        self.is_capitalised && !self.means.has_any(&never)
    }

    fn is_number(&self, title: &[Token], at: usize) -> bool {
        let near = [at.checked_sub(1), Some(at + 1)];
        self.means.has(Time)
            && near.into_iter().flatten().any(|near| {
                title.get(near).is_some_and(|it| {
                    !it.is_capitalised && it.means.is_empty() && it.range.len() <= 4
                })
            })
    }
}

/// The words of a name that starts at the word `first`; empty if none does.
fn run_at(tokens: &[Token], first: usize) -> Range<usize> {
    let is_name = |at: usize| {
        let token = tokens.get(at);
        token.is_some_and(|token| token.is_name() && !token.is_number(tokens, at))
    };
    let has_gap = |at: usize, gap| tokens.get(at).is_some_and(|it| it.gap == gap);
    let is_joined = |at| has_gap(at, Gap::Loose) || has_gap(at, Gap::Hyphen);
    if !is_name(first) {
        return first..first;
    }
    let mut end = first + 1;
    loop {
        // "Min-jun"
        while has_gap(end, Gap::Hyphen) {
            end += 1;
        }
        let mut next = end;
        let is_particle = |at: usize| {
            is_joined(at) && !tokens[at].is_capitalised && tokens[at].means.has(Particle)
        };
        while is_particle(next) {
            next += 1;
        }
        if !(is_joined(next) && is_name(next)) {
            return first..end;
        }
        end = next + 1;
    }
}

fn standing_of(tokens: &[Token], run: &Range<usize>, before: Option<&TitleName>) -> Standing {
    let next = tokens.get(run.end).filter(|next| next.gap.joins());
    if next.is_some_and(|next| is_owner_or_adjective(tokens, run.end, next)) {
        return Standing::Mentioned;
    }
    let is_single = tokens[run.clone()]
        .iter()
        .filter(|it| it.is_capitalised)
        .count()
        == 1;
    // After these words, a name is complete: not "Boeing engineer".
    let complete = [Talk, About, With, Time, Joining, Of, To, Suffix, Function];
    let is_complete =
        next.is_none_or(|next| next.gap == Gap::Possessive || next.means.has_any(&complete));
    match governing(tokens, run.start) {
        Some((With, _)) if is_single && !is_complete => Standing::Mentioned,
        Some((With, _)) => Standing::Source,
        Some((Of, earlier)) if earlier.has(Talk) => Standing::Source,
        Some((To, earlier)) if earlier.has(Talk) && !earlier.has(Written) => Standing::Source,
        Some((Joining, _)) => before.map_or(Standing::Unclear, |before| before.standing),
        Some((Document, _)) => Standing::Unclear,
        Some(_) => Standing::Mentioned,
        None if is_single => standing_of_single(tokens, run),
        None if is_complete => Standing::Source,
        None => Standing::Unclear,
    }
}

/// Whether the name only says what the words after it are about: "Jane Doe's aide", "White House papers", but not
/// "Jane Doe's statement". `next` is the word at index `at`.
fn is_owner_or_adjective(tokens: &[Token], at: usize, next: &Token) -> bool {
    if next.gap == Gap::Possessive {
        let owned = tokens.get(at + 1).filter(|owned| owned.gap.joins());
        return owned.is_some_and(|owned| !owned.means.has(Talk));
    }
    next.means.has_any(&[Person, Document]) && !next.means.has_any(&[With, About])
}

/// The word before the name that says what the name is to the title, and the meaning of the word before that. Forms of
/// address and other words may be in between: "with minister Jane Doe".
fn governing(tokens: &[Token], mut at: usize) -> Option<(TitleWord, TitleWords)> {
    const GOVERNING: [TitleWord; 7] = [About, In, With, Of, To, Joining, Document];
    while at > 0 && tokens[at].gap.joins() {
        at -= 1;
        let means = tokens[at].means;
        if let Some(word) = GOVERNING.into_iter().find(|word| means.has(*word)) {
            let earlier = at.checked_sub(1).filter(|_| tokens[at].gap.joins());
            let earlier = earlier.map_or_else(TitleWords::default, |at| tokens[at].means);
            return Some((word, earlier));
        }
    }
    None
}

/// The standing of a single word that no other word governs: the name is all of the title, has a form of address, or
/// only says when and how somebody talked.
fn standing_of_single(tokens: &[Token], run: &Range<usize>) -> Standing {
    let is_addressed = run.start > 0 && tokens[run.start - 1].means.has(AddressBefore);
    let is_aside = |token: &Token| {
        const LONGEST_NUMBER: usize = 4;
        let is_number = !token.is_capitalised && token.means.is_empty();
        token.means.has_any(&[Talk, Time]) || is_number && token.range.len() <= LONGEST_NUMBER
    };
    let opens = run.start == 0 && tokens[run.end..].iter().all(is_aside);
    match is_addressed || opens {
        true => Standing::Source,
        false => Standing::Mentioned,
    }
}

/// The name in the words `run`. What may be no person's counts only for people whom the newsroom knows.
fn named(title: &str, tokens: &[Token], run: Range<usize>, standing: Standing) -> TitleName {
    const LONGEST_ACRONYM: usize = 5;
    let range = tokens[run.start].range.start..tokens[run.end - 1].range.end;
    let name = &title[range.clone()];
    let is_acronym = run.len() == 1
        && tokens.len() > 1
        && name.chars().count() <= LONGEST_ACRONYM
        && name.chars().all(char::is_uppercase);
    let is_word = run.len() == 1 && !tokens[run.start].means.is_empty();
    let is_initials = tokens[run.clone()].iter().all(|it| it.range.len() == 1);
    let is_other = is_initials
        || is_acronym
        || is_word
        || is_place_or_institution(name)
        || name.chars().count() < 2;
    TitleName {
        name: name.to_owned(),
        range,
        standing: match standing {
            Standing::Source if is_other => Standing::Unclear,
            standing => standing,
        },
    }
}

/// "Doe, Jane" as "Jane Doe".
fn inverted(title: &str, tokens: &[Token]) -> Option<TitleName> {
    let family = run_at(tokens, 0);
    let given = run_at(tokens, family.end);
    let is_unknown = |run: &Range<usize>| tokens[run.clone()].iter().all(|it| it.means.is_empty());
    let is_inverted = !family.is_empty()
        && !given.is_empty()
        && family.len() + given.len() <= 4
        && tokens[given.start].gap == Gap::Comma
        && tokens.get(given.end).is_none_or(|next| !next.gap.joins())
        && is_unknown(&family)
        && is_unknown(&given);
    is_inverted.then(|| {
        let part = |run: &Range<usize>| {
            &title[tokens[run.start].range.start..tokens[run.end - 1].range.end]
        };
        TitleName {
            name: format!("{} {}", part(&given), part(&family)),
            range: 0..tokens[given.end - 1].range.end,
            standing: Standing::Source,
        }
    })
}

/// The names in a title in a script without capitals: what is left without words such as "interview" and "with".
fn names_without_case(title: &str) -> Vec<TitleName> {
    const MOST_WORDS: usize = 4;
    let is_about = ABOUT_WITHOUT_CASE.iter().any(|about| title.contains(about));
    if is_about || !title.contains(is_caseless) {
        return Vec::new();
    }
    let mut rest = title.to_owned();
    for around in AROUND_NAMES {
        cut(&mut rest, around);
    }
    let parts = rest.split(|c: char| !(is_caseless(c) || c == ' ' || is_combining_mark(c)));
    let parts = parts.map(str::trim).filter(|part| {
        let count = words(part).count();
        (1..=MOST_WORDS).contains(&count) && part.chars().count() > 1 && part.len() < title.len()
    });
    let name = |part: &str| {
        let start = part.as_ptr() as usize - rest.as_ptr() as usize;
        TitleName {
            name: part.to_owned(),
            range: start..start + part.len(),
            standing: Standing::Source,
        }
    };
    parts.map(name).collect()
}

/// A letter of a script without capitals.
fn is_caseless(character: char) -> bool {
    character.is_alphabetic() && !character.is_uppercase() && !character.is_lowercase()
}

/// Replaces `phrase` by characters that end a name, so that all other places stay.
fn cut(text: &mut String, phrase: &str) {
    let mut from = 0;
    while let Some(found) = text[from..].find(phrase) {
        let range = from + found..from + found + phrase.len();
        from = range.end;
        if is_boundary(text, range.start) && is_boundary(text, range.end) {
            text.replace_range(range, &"|".repeat(phrase.len()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, sources: &[&str]) {
        let names = names_in_title(title).into_iter();
        let found: Vec<String> = names
            .filter(|name| name.standing == Standing::Source)
            .map(|name| name.name)
            .collect();
        assert_eq!(found, sources, "{title}");
    }

    #[test]
    fn people_who_speak_are_found() {
        for title in [
            "Jane Doe",
            "Interview with Jane Doe",
            "Interview With Jane Doe",
            "Call, 2 March, Jane Doe",
            "Jane Doe (phone)",
            "Phone call - Jane Doe",
            "Jane Doe's statement",
            "Jane Doe' testimony",
            "Statement of Jane Doe",
            "Letter from Jane Doe",
            "Call to Jane Doe",
            "Interview with minister Jane Doe, 3 May",
            "Interview with Minister Jane Doe",
            "Interview with Dr. Jane Doe about Donald Trump",
            "Jane Doe interview",
            "Jane Doe on the bridge",
            "Call with Jane Doe of the Interior Ministry",
            "Gespräch mit Jane Doe",
            "Entrevista con Jane Doe en Madrid",
            "Carta de Jane Doe",
            "Entretien avec Mme Jane Doe",
            "Entretien de Jane Doe",
            "Intervista con Jane Doe",
            "Conversa com Jane Doe",
            "Gesprek met Jane Doe",
            "Spoke to Jane Doe",
        ] {
            check(title, &["Jane Doe"]);
        }
        check(
            "Interview with Jane Doe and John Roe",
            &["Jane Doe", "John Roe"],
        );
        check("Interview with Varga", &["Varga"]);
        check("Varga (phone)", &["Varga"]);
        check("Call with Kim Min-jun", &["Kim Min-jun"]);
        check("Ms Varga", &["Varga"]);
        check("Ana de Armas", &["Ana de Armas"]);
        check("Talk with Ludwig van Beethoven", &["Ludwig van Beethoven"]);
        check("Rocío San Miguel, 3 March", &["Rocío San Miguel"]);
        check("Doe, Jane (phone)", &["Jane Doe"]);
        check("Беседа с Иваном Петровым", &["Иваном Петровым"]);
        check("Interview with 王小明", &["王小明"]);
        check("對王小明的採訪", &["王小明"]);
        check("مقابلة مع جين دو", &["جين دو"]);
    }

    #[test]
    fn what_is_merely_mentioned_does_not_count() {
        for title in [
            "Documents from New York",
            "Conversation at City Hall",
            "Call about Harbour Bridge",
            "Interview with an aide of Donald Trump",
            "Interview with an aide to Donald Trump",
            "Interview with Donald Trump aide",
            "Donald Trump's aide",
            "Aide of Donald Trump",
            "Donald Trump adviser",
            "Notes on the Interior Ministry",
            "Interior Ministry",
            "White House official",
            "Call with White House aide",
            "Conversation, Monday, Brussels",
            "Call with the Foreign Office",
            "Letter to Donald Trump",
            "Call with Reuters reporter",
            "Interview with NASA",
            "Photos of Donald Trump",
            "Notes on Donald Trump",
            "Talk with the Mayor",
            "Conversation About The Inspections",
            "Second letter, May 3",
            "Notes on Google's",
            "Lantern Festival in Taipei's spokesman",
            "U.N.'s spokesman",
            "Co-founder of Google",
            "For Inspiration and Recognition of Science",
            "Food Standards Australia New Zealand official",
            "Entrevista con un asesor de Donald Trump",
            "Gespräch mit einem Berater von Donald Trump",
            "关于桥的文件",
            "Interview",
            "",
        ] {
            check(title, &[]);
        }
    }
}
