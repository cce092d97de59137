//! What a draft says, in the form that lies between the Sayso language and the formats of others. Readers of formats
//! make it, and writers get it: neither knows the language.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A draft that goes out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The name of the draft's file, without its extension.
    pub stem: String,
    pub title: Option<String>,
    pub url: Option<String>,
    pub published: Option<String>,
    pub updated: Option<String>,
    pub language: Option<String>,
    pub byline: Vec<Party>,
    /// The article, as its file has it.
    pub text: String,
    pub is_markdown: bool,
    pub claims: Vec<Claim>,
    pub sources: Vec<Source>,
    pub entities: Vec<Entity>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    pub name: Option<String>,
    pub kind: Option<String>,
    /// The words of the article that it quotes.
    pub words: String,
    pub prefix: Option<String>,
    pub suffix: Option<String>,
    /// Other words of the article that it is about.
    pub also: Vec<String>,
    /// Where they are in [`Draft::text`], in bytes.
    pub place: Option<Range<usize>>,
    pub evidence: Vec<Evidence>,
    pub said_by: Vec<Party>,
    pub about: Vec<Party>,
    pub asserts: Option<String>,
    pub value: Option<String>,
    pub verdict: Option<String>,
    pub replies: Vec<Reply>,
    pub checked: Vec<SignOff>,
    /// How far it is checked, in a word.
    pub state: Option<String>,
    pub notes: Vec<Note>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// `source`, `contradicted-by` or `context`.
    pub role: String,
    /// The key of a source.
    pub source: String,
    /// The place in it, such as `p. 3`.
    pub locator: Option<String>,
    pub words: Option<String>,
    /// `primary` or `secondary`.
    pub rank: Option<String>,
}

/// A person or an organisation: an entity, or only a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The key of the entity.
    pub entity: Option<String>,
    /// The kind of the entity.
    pub kind: Option<String>,
    pub name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    pub party: Party,
    pub outcome: Option<String>,
    pub date: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SignOff {
    pub date: Option<String>,
    pub by: Option<String>,
    /// `whole`, `broken`, `none` or `unknown`.
    pub seal: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Its name in the draft, or its key in a bibliography.
    pub key: String,
    pub kind: Option<String>,
    pub title: Option<String>,
    pub by: Vec<Party>,
    pub publisher: Option<Party>,
    pub issued: Option<String>,
    pub event: Option<String>,
    pub retrieved: Option<String>,
    pub urls: Vec<String>,
    pub archived: Vec<String>,
    pub language: Option<String>,
    /// The keys of the sources that it is based on.
    pub derived_from: Vec<String>,
    pub terms: Option<String>,
    pub retracted: Option<String>,
    /// All that is known of it is `title`: how it may be described.
    pub is_confidential: bool,
    pub notes: Vec<Note>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    pub key: String,
    pub kind: Option<String>,
    pub name: String,
    pub aka: Vec<String>,
    /// Each with its period.
    pub roles: Vec<(String, Option<String>)>,
    pub wikidata: Option<String>,
    pub urls: Vec<String>,
    pub born: Option<String>,
    pub died: Option<String>,
    pub founded: Option<String>,
    pub same_as: Vec<String>,
    pub notes: Vec<Note>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub text: String,
    pub by: Option<String>,
    /// A day.
    pub date: Option<String>,
    pub is_resolved: bool,
}

/// What comes in: an article with what others wrote at its margin, and declarations.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Incoming {
    pub title: Option<String>,
    /// As Markdown; `None` if the file has no article.
    pub text: Option<String>,
    /// In the order of the file.
    pub marks: Vec<Mark>,
    pub claims: Vec<Claim>,
    pub sources: Vec<Source>,
    pub entities: Vec<Entity>,
    /// The draft that the file was exported from, by the name of its file.
    pub exported_from: Option<String>,
    /// The number of tracked changes that were accepted.
    pub changes: usize,
    /// What could not be read, for people.
    pub told: Vec<String>,
}

/// Something at the margin of the article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    pub kind: MarkKind,
    /// Its number among those of its kind, from 1.
    pub number: usize,
    pub at: MarkPlace,
    /// A comment and its replies, or the text of a footnote.
    pub notes: Vec<Note>,
    /// The addresses that its text links to.
    pub links: Vec<String>,
    /// The sources that it cites by their keys.
    pub cites: Vec<Evidence>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum MarkKind {
    #[default]
    Comment,
    Footnote,
    Link,
    Citation,
}

impl MarkKind {
    pub fn word(self) -> &'static str {
        match self {
            MarkKind::Comment => "comment",
            MarkKind::Footnote => "footnote",
            MarkKind::Link => "link",
            MarkKind::Citation => "citation",
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum MarkPlace {
    /// Bytes of the article.
    Range(Range<usize>),
    /// A byte of the article; what is meant stands before it.
    After(usize),
    /// The words that are meant, with those around them.
    Words {
        exact: String,
        prefix: Option<String>,
        suffix: Option<String>,
    },
    #[default]
    Nowhere,
}
