//! The words that a language has for people without a name, and for what they say.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::lower::lower;

/// One language's words for attribution, in lower case. Each list is separated by white space.
pub struct Speech {
    /// Plural nouns for people: "officials".
    pub people: &'static str,
    /// Plural nouns for groups of people: "organizations".
    pub groups: &'static str,
    /// Plural nouns that have a capital, in lower case: "Germans". They name who speaks.
    pub peoples: &'static str,
    /// Endings of other plural nouns for people: "-ists".
    pub person_endings: &'static str,
    /// Words with such an ending that are no people: "letters".
    pub not_people: &'static str,
    /// Pronouns that stand for people: "some", "others".
    pub pronouns: &'static str,
    /// Pronouns that only stand for people directly before what they say: "most".
    pub bare_pronouns: &'static str,
    /// Singular nouns for a person: "official".
    pub persons: &'static str,

    /// Words before a noun that refer to somebody known: "the", "its".
    pub definite: &'static str,
    /// Articles that say nothing about whether somebody is known: Spanish "los".
    pub articles: &'static str,
    /// Words before a singular noun: "a", "every".
    pub singular: &'static str,
    /// Words before a single person who is not named: "a", "one".
    pub indefinite: &'static str,
    /// Words that may follow "a" before a plural noun: "few", "dozen".
    pub after_a: &'static str,
    /// Words that say how many: "several", "two".
    pub quantities: &'static str,
    /// Nouns before "of" that say how many: "group", "majority".
    pub quantity_nouns: &'static str,
    /// Adjectives of those nouns: "growing".
    pub sizes: &'static str,
    /// Nouns before "of" with which polls count: "percent".
    pub shares: &'static str,
    pub of: &'static str,
    pub and: &'static str,
    /// Adjectives that name a country, people or party, in lower case.
    pub demonyms: &'static str,
    /// Adjectives and nouns that may be joined by "and" before a noun: "current and former officials".
    pub joined: &'static str,
    /// All words that may be modifiers directly before the noun. Empty if any word may.
    pub modifiers: &'static str,
    /// Endings of words that are modifiers only in some places: "-ing".
    pub gerund_endings: &'static str,
    /// Words with such an ending that are modifiers everywhere: "leading".
    pub gerund_modifiers: &'static str,
    /// Whether adjectives follow the noun.
    pub modifiers_follow: bool,

    pub prepositions: &'static str,
    /// Words that are no modifiers: conjunctions, pronouns, auxiliary verbs.
    pub function_words: &'static str,
    /// Pronouns that begin a clause about the people: "who".
    pub relative: &'static str,
    /// Pronouns and determiners, which begin what somebody says or judges.
    pub determiners: &'static str,
    /// Words behind a noun that begin more about it: "familiar", "interviewed".
    pub behind_nouns: &'static str,
    /// Endings of participles, which do so too.
    pub participle_endings: &'static str,

    /// Verbs of saying and judging with a plural subject in the present: "say".
    pub present: &'static str,
    /// Their forms in the past: "said".
    pub past: &'static str,
    /// Their forms with a singular subject in the present: "says".
    pub third_person: &'static str,
    /// Their gerunds: "saying".
    pub gerunds: &'static str,
    /// Gerunds that attribute directly after a noun: "people saying".
    pub plain_gerunds: &'static str,
    /// Participles that follow "have" or come before "by", and are no past form.
    pub perfect: &'static str,
    /// Forms of the past that behind a noun are mostly participles: "accused".
    pub participles: &'static str,
    /// Words after such a form that make it a participle: "accused of".
    pub after_participles: &'static str,
    /// Forms of the present that are mostly nouns: "claim".
    pub noun_like: &'static str,
    /// Verbs that attribute only with an object that follows: "raised".
    pub with_doubts: &'static str,
    /// Those objects: "questions".
    pub doubts: &'static str,
    /// Participles that tell nothing about a speaker before "by": "led".
    pub not_by: &'static str,
    /// Verbs after which people stand who say something: "said officials".
    pub before_speakers: &'static str,
    /// Whether any of the verbs may stand before its subject.
    pub verbs_come_first: bool,
    /// Verbs after which people are made to do something: "let".
    pub made_to: &'static str,
    /// Verbs after which people come to say something: "leading experts to say".
    pub led_to: &'static str,
    pub being: &'static str,
    pub having: &'static str,
    /// Auxiliary verbs, adverbs and the like between people and their verb.
    pub between: &'static str,
    /// Endings of adverbs.
    pub adverb_endings: &'static str,
    /// Adjectives between "are" and "to say": "likely".
    pub inclined: &'static str,
    /// Words between "are" and those adjectives: "more".
    pub degrees: &'static str,
    /// "to" before a verb.
    pub infinitive: &'static str,
    pub by: &'static str,
    pub weekdays: &'static str,

    /// Phrases before people that attribute: "according to".
    pub according: &'static [&'static str],
    /// Phrases after people that begin their names: "such as".
    pub such_as: &'static [&'static str],
    /// Words for people beside those who are named: "others".
    pub others: &'static [&'static str],
    /// Participles with a word after which they are no participles: "warned of".
    pub active: &'static [&'static str],
    /// Verbs with a word after which they are not about saying: "called off".
    pub other_meanings: &'static [&'static str],
}

impl Speech {
    /// The words of which a passage with an attribution has at least one, but for people with one of the endings.
    pub fn marked_words(&'static self) -> impl Iterator<Item = &'static str> {
        let lists = [
            self.people,
            self.groups,
            self.peoples,
            self.pronouns,
            self.bare_pronouns,
            self.persons,
            self.present,
            self.past,
            self.third_person,
            self.gerunds,
            self.perfect,
            self.with_doubts,
        ];
        lists.into_iter().flat_map(str::split_whitespace)
    }
}

/// A class of words: see the lists in [`Speech`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeechClass {
    Person,
    Group,
    People,
    Pronoun,
    BarePronoun,
    SinglePerson,
    Definite,
    Article,
    Singular,
    Indefinite,
    AfterA,
    Quantity,
    QuantityNoun,
    Size,
    Share,
    Of,
    And,
    Demonym,
    Joined,
    Modifier,
    GerundLike,
    Preposition,
    Function,
    Relative,
    Determiner,
    BehindNoun,
    Present,
    Past,
    ThirdPerson,
    Gerund,
    PlainGerund,
    Perfect,
    Participle,
    AfterParticiple,
    NounLike,
    WithDoubt,
    Doubt,
    NotBy,
    BeforeSpeaker,
    MadeTo,
    LedTo,
    Being,
    Having,
    Between,
    Inclined,
    Degree,
    Infinitive,
    By,
    Weekday,
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpeechClasses(u64);

impl SpeechClasses {
    pub fn has(self, class: SpeechClass) -> bool {
        self.0 & (1 << class as u64) != 0
    }

    pub fn has_any(self, classes: &[SpeechClass]) -> bool {
        classes.iter().any(|class| self.has(*class))
    }

    fn add(&mut self, class: SpeechClass) {
        self.0 |= 1 << class as u64;
    }
}

/// A language's words for attribution, indexed for lookup.
pub struct SpeechWords {
    pub words: &'static Speech,
    classes: FxHashMap<&'static str, SpeechClasses>,
    not_people: FxHashSet<&'static str>,
    person_endings: Vec<&'static str>,
    adverb_endings: Vec<&'static str>,
    participle_endings: Vec<&'static str>,
    gerund_endings: Vec<&'static str>,
}

impl SpeechWords {
    pub fn of(words: &'static Speech) -> SpeechWords {
        use SpeechClass::*;
        let lists = [
            (Person, words.people),
            (Person, words.groups),
            (Group, words.groups),
            (People, words.peoples),
            (Pronoun, words.pronouns),
            (BarePronoun, words.bare_pronouns),
            (SinglePerson, words.persons),
            (Definite, words.definite),
            (Article, words.articles),
            (Singular, words.singular),
            (Indefinite, words.indefinite),
            (AfterA, words.after_a),
            (Quantity, words.quantities),
            (QuantityNoun, words.quantity_nouns),
            (Size, words.sizes),
            (Share, words.shares),
            (Of, words.of),
            (And, words.and),
            (Demonym, words.demonyms),
            (Joined, words.joined),
            (Modifier, words.modifiers),
            (Modifier, words.gerund_modifiers),
            (Preposition, words.prepositions),
            (Function, words.function_words),
            (Relative, words.relative),
            (Determiner, words.determiners),
            (BehindNoun, words.behind_nouns),
            (Present, words.present),
            (Past, words.past),
            (ThirdPerson, words.third_person),
            (Gerund, words.gerunds),
            (PlainGerund, words.plain_gerunds),
            (Perfect, words.perfect),
            (Participle, words.participles),
            (AfterParticiple, words.after_participles),
            (NounLike, words.noun_like),
            (WithDoubt, words.with_doubts),
            (Doubt, words.doubts),
            (NotBy, words.not_by),
            (BeforeSpeaker, words.before_speakers),
            (MadeTo, words.made_to),
            (LedTo, words.led_to),
            (Being, words.being),
            (Having, words.having),
            (Between, words.having),
            (Between, words.between),
            (Between, words.weekdays),
            (Inclined, words.inclined),
            (Degree, words.degrees),
            (Infinitive, words.infinitive),
            (By, words.by),
            (Weekday, words.weekdays),
        ];
        let mut classes: FxHashMap<&'static str, SpeechClasses> = FxHashMap::default();
        for (class, list) in lists {
            for word in list.split_whitespace() {
                classes.entry(word).or_default().add(class);
            }
        }
        let split = |list: &'static str| list.split_whitespace().collect();
        SpeechWords {
            words,
            classes,
            not_people: words.not_people.split_whitespace().collect(),
            person_endings: split(words.person_endings),
            adverb_endings: split(words.adverb_endings),
            participle_endings: split(words.participle_endings),
            gerund_endings: split(words.gerund_endings),
        }
    }

    /// The classes of `word`, in any letter case.
    pub fn classes_of(&self, word: &str) -> SpeechClasses {
        let lower = lower(word);
        let lower = &*lower;
        let mut classes = self.classes.get(lower).copied().unwrap_or_default();
        let ends = |endings: &[&str]| endings.iter().any(|end| lower.ends_with(end));
        if classes == SpeechClasses::default() && word.starts_with(char::is_lowercase) {
            /// The least length in bytes of a noun with such an ending.
            const LEAST: usize = 6;
            let is_long = word.len() >= LEAST && !self.not_people.contains(lower);
            if is_long && ends(&self.person_endings) {
                classes.add(SpeechClass::Person);
            } else if ends(&self.adverb_endings) {
                classes.add(SpeechClass::Between);
            } else if ends(&self.participle_endings) {
                classes.add(SpeechClass::BehindNoun);
            }
        }
        if !classes.has(SpeechClass::Modifier) && ends(&self.gerund_endings) {
            classes.add(SpeechClass::GerundLike);
        }
        classes
    }
}
