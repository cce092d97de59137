//! What each word of the language means, for `sayso explain`.

use super::schema::{FieldSpec, REPLY_OUTCOMES, Shape, fields_of, kinds_of, summary_of};
use crate::syntax::Keyword;

/// One meaning of a word. Some words have several: `source` begins a declaration and is a field of claims.
#[derive(Clone, Copy, Debug)]
pub enum Meaning {
    Keyword(Keyword),
    Field(Keyword, &'static FieldSpec),
    Kind(Keyword, &'static str),
    /// A word that is a value of that field.
    Value(Keyword, &'static FieldSpec, &'static str),
    /// A word inside of values.
    Connective(&'static str),
}

/// Words inside of values, with an example.
pub const CONNECTIVES: &[(&str, &str, &str)] = &[
    (
        "at",
        "Begins a place in a source.",
        "source: @survey at p. 4",
    ),
    (
        "by",
        "Begins the name of who signed or approved.",
        "checked: 2026-03-03 by \"M. Checker\"",
    ),
    (
        "seal",
        "Begins the fingerprint of what was checked. `sayso sign` and editors write it, and if a part of the claim changes, Sayso reports that the seal is broken.",
        "checked: 2026-03-03 by \"M. Checker\" seal 7f3a-9c1e-05d2",
    ),
    (
        "sha256",
        "Begins the checksum of a file.",
        "file: \"minutes.pdf\" sha256 9f86d081884c7d65",
    ),
    (
        "primary",
        "The source was there or made the document itself.",
        "source: @survey at p. 4 primary",
    ),
    (
        "secondary",
        "The source repeats what others say.",
        "source: @wire-story secondary",
    ),
];

/// What the kinds and the values of fields mean, after the declaration or the field that has them.
const WORDS: &[(&str, &[(&str, &str)])] = &[
    (
        "entity",
        &[
            (
                "person",
                "A human being, also a fictional one or one who has died.",
            ),
            (
                "organisation",
                "A company, an authority, a party, a club or a group.",
            ),
            ("place", "A town, a country, a building, a river."),
            (
                "event",
                "Something that happened or will: a storm, an election.",
            ),
            ("work", "A book, a film, a song, a painting."),
            ("product", "Something that is made and sold."),
        ],
    ),
    (
        "source",
        &[
            ("interview", "A conversation, in person or by telephone."),
            ("email", "A message."),
            (
                "document",
                "A document of no other kind: minutes, a contract.",
            ),
            ("dataset", "A table, a spreadsheet, a database."),
            (
                "report",
                "A report by an authority, a company or an organisation.",
            ),
            ("study", "Research."),
            ("court-record", "An indictment, a judgment, a docket."),
            ("legislation", "A law, a bill."),
            ("broadcast", "Radio, television, a stream."),
            ("press-release", "What somebody sent to the press."),
            (
                "statement",
                "What somebody said or published for the record.",
            ),
            ("news-article", "An article by another newsroom."),
            ("wire", "A report by a news agency."),
            ("social-post", "A post on a social network."),
            ("webpage", "A web page of no other kind."),
            ("book", "A book."),
            ("photo-video", "A photograph, a film."),
            ("map", "A map, a satellite image."),
            ("observation", "What the reporter saw."),
        ],
    ),
    (
        "claim",
        &[
            (
                "fact",
                "Something that is so or happened. A claim without a kind is a fact.",
            ),
            ("number", "An amount, a share, a measurement."),
            ("quote", "Somebody's own words. Needs `said-by:`."),
            ("date", "When something was, is or will be."),
            ("name", "The spelling of a name."),
            ("title", "Somebody's role or office."),
            ("age", "How old somebody or something is."),
            ("superlative", "The first, the oldest, the only."),
            ("causal", "Something happened because of something else."),
            (
                "allegation",
                "Somebody did something wrong. Needs two independent sources, and a `reply:` of whom it accuses.",
            ),
            ("opinion", "The writer's own view."),
            ("common-knowledge", "What every reader knows."),
            (
                "transition",
                "A sentence that only leads from one topic to the next.",
            ),
            ("observation", "What the reporter saw."),
        ],
    ),
    (
        "status",
        &[
            ("draft", "It is being written."),
            ("checking", "It is being checked."),
            (
                "ready",
                "It can be published: from now on, claims that need a source also need a sign-off.",
            ),
            ("published", "It is published."),
            ("withdrawn", "It was published, and taken back."),
        ],
    ),
    (
        "terms",
        &[
            ("on-record", "The article can quote the source by name."),
            (
                "background",
                "The article can quote the source, but not by name.",
            ),
            (
                "deep-background",
                "The article can use what the source said, but not attribute it.",
            ),
            (
                "off-record",
                "The article must not use what the source said.",
            ),
        ],
    ),
    (
        "confidential",
        &[
            (
                "yes",
                "The identity of the source must not become known. The fields that would reveal it are errors.",
            ),
            ("no", "The identity of the source may become known."),
        ],
    ),
    (
        "asserts",
        &[
            (
                "said",
                "The article asserts that somebody said it, not that it is so.",
            ),
            ("so", "The article asserts that it is so."),
            (
                "both",
                "The article asserts that somebody said it and that it is so.",
            ),
        ],
    ),
    (
        "verdict",
        &[
            ("confirmed", "The claim is right."),
            ("changed", "The claim was wrong and has been corrected."),
            ("disputed", "The sources disagree."),
            ("unable-to-verify", "Nobody could find out."),
            ("wrong", "The claim is wrong."),
        ],
    ),
    (
        "reply",
        &[
            ("answered", "They replied, neither agreeing nor denying."),
            ("confirmed", "They say that it is so."),
            ("denied", "They say that it is not so."),
            ("declined", "They do not want to comment."),
            ("no-answer", "They were asked and did not reply."),
            ("unreachable", "Nobody could reach them."),
            (
                "not-needed",
                "The claim does not accuse them: a victim, for example.",
            ),
        ],
    ),
];

/// What the word means as a kind of that declaration, or as a value of that field.
pub fn meaning_in(owner: &str, word: &str) -> Option<&'static str> {
    let (_, words) = WORDS.iter().find(|(name, _)| *name == owner)?;
    let found = words.iter().find(|(name, _)| *name == word);
    found.map(|(_, meaning)| *meaning)
}

/// The words that a field takes.
pub fn words_of(field: &FieldSpec) -> &'static [&'static str] {
    match field.shape {
        Shape::Choice(words) => words,
        Shape::Reply => REPLY_OUTCOMES,
        _ => &[],
    }
}

/// All meanings of a word of the language, in the order of declarations. A colon after it does not matter.
pub fn meanings_of(word: &str) -> Vec<Meaning> {
    let word = word.trim_end_matches(':');
    all().filter(|meaning| meaning.word() == word).collect()
}

/// All meanings of all words.
pub fn all() -> impl Iterator<Item = Meaning> {
    let declarations = Keyword::ALL.into_iter().flat_map(|keyword| {
        let kinds = kinds_of(keyword).iter();
        let fields = fields_of(keyword).iter();
        let kinds = kinds.map(move |kind| Meaning::Kind(keyword, kind));
        let fields = fields.flat_map(move |field| {
            let values = words_of(field).iter();
            let values = values.map(move |word| Meaning::Value(keyword, field, word));
            std::iter::once(Meaning::Field(keyword, field)).chain(values)
        });
        std::iter::once(Meaning::Keyword(keyword))
            .chain(kinds)
            .chain(fields)
    });
    let connectives = CONNECTIVES.iter();
    declarations.chain(connectives.map(|(word, ..)| Meaning::Connective(word)))
}

impl Meaning {
    pub fn word(&self) -> &'static str {
        match self {
            Meaning::Keyword(keyword) => keyword.word(),
            Meaning::Field(_, field) => field.name,
            Meaning::Kind(_, word) | Meaning::Value(_, _, word) | Meaning::Connective(word) => word,
        }
    }

    /// Its meaning in a sentence or two.
    pub fn summary(&self) -> &'static str {
        let found = match *self {
            Meaning::Keyword(keyword) => Some(summary_of(keyword)),
            Meaning::Field(_, field) => Some(field.summary),
            Meaning::Kind(keyword, kind) => meaning_in(keyword.word(), kind),
            Meaning::Value(_, field, word) => meaning_in(field.name, word),
            Meaning::Connective(word) => {
                let mut all = CONNECTIVES.iter();
                all.find(|(name, ..)| *name == word)
                    .map(|(_, meaning, _)| *meaning)
            }
        };
        found.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_explained() {
        for meaning in all() {
            assert!(meaning.summary().ends_with('.'), "{meaning:?}");
        }
    }

    #[test]
    fn every_explanation_belongs_to_a_word() {
        for (owner, words) in WORDS {
            for (word, _) in *words {
                let is_owned = |meaning: Meaning| match meaning {
                    Meaning::Kind(keyword, kind) => keyword.word() == *owner && kind == *word,
                    Meaning::Value(_, field, value) => field.name == *owner && value == *word,
                    _ => false,
                };
                assert!(all().any(is_owned), "{owner} {word}");
            }
        }
    }

    #[test]
    fn words_can_have_several_meanings() {
        assert_eq!(meanings_of("source").len(), 2);
        assert_eq!(meanings_of("observation").len(), 2);
        assert_eq!(meanings_of("reply:").len(), 1);
        assert!(meanings_of("replies").is_empty());
    }
}
