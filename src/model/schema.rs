//! All fields and kinds of the language, as one table. Lowering, completion, hover and messages read it.

use crate::syntax::Keyword;

pub use super::shape::{REPLY_NOT_NEEDED, REPLY_OUTCOMES, Shape};

/// One field of one kind of declaration.
#[derive(Debug)]
pub struct FieldSpec {
    pub name: &'static str,
    pub shape: Shape,
    /// Whether it takes several values, separated by commas or in repeated fields.
    pub many: bool,
    /// Its meaning, for completion and hover.
    pub summary: &'static str,
    /// An example of a value.
    pub example: &'static str,
}

const fn one(
    name: &'static str,
    shape: Shape,
    summary: &'static str,
    example: &'static str,
) -> FieldSpec {
    FieldSpec {
        name,
        shape,
        many: false,
        summary,
        example,
    }
}

const fn many(
    name: &'static str,
    shape: Shape,
    summary: &'static str,
    example: &'static str,
) -> FieldSpec {
    FieldSpec {
        name,
        shape,
        many: true,
        summary,
        example,
    }
}

const NOTE: FieldSpec = many(
    "note",
    Shape::Text,
    "A note for colleagues. `@name` in it is a reference.",
    "\"see also @mfa-communique\"",
);

const ALLOW: FieldSpec = many(
    "allow",
    Shape::Allow,
    "A finding to suppress, and the reason.",
    "single-source \"only one witness\"",
);

static ARTICLE: &[FieldSpec] = &[
    one(
        "text",
        Shape::Path,
        "The file that holds the article's text.",
        "\"article.md\"",
    ),
    one(
        "url",
        Shape::Url,
        "Where the article was published.",
        "https://example.org/article",
    ),
    one(
        "published",
        Shape::Date,
        "When it was or will be published.",
        "2026-01-09",
    ),
    one(
        "updated",
        Shape::Date,
        "When it was last changed.",
        "2026-01-10",
    ),
    one(
        "embargo",
        Shape::Moment,
        "The article must not be published before this time.",
        "2026-01-09T06:00+01:00",
    ),
    many("byline", Shape::Who, "Who wrote it.", "\"A. Reporter\""),
    one(
        "language",
        Shape::Language,
        "The language of the text.",
        "en",
    ),
    one(
        "status",
        Shape::Choice(&["draft", "checking", "ready", "published", "withdrawn"]),
        "The stage of the article.",
        "draft",
    ),
    ALLOW,
    NOTE,
];

static TEXT: &[FieldSpec] = &[];

static ENTITY: &[FieldSpec] = &[
    many(
        "aka",
        Shape::Text,
        "Other names and spellings.",
        "\"San Miguel\"",
    ),
    many(
        "role",
        Shape::Role,
        "A role or office, and its period.",
        "\"Speaker\" 2021-01/2026-01",
    ),
    one(
        "wikidata",
        Shape::Wikidata,
        "The entity's number in Wikidata.",
        "Q42",
    ),
    many(
        "url",
        Shape::Url,
        "A page about it.",
        "https://example.org/",
    ),
    one("born", Shape::Date, "Date of birth.", "1966-05-06"),
    one("died", Shape::Date, "Date of death.", "2020"),
    one("founded", Shape::Date, "When it was founded.", "1998"),
    many(
        "same-as",
        Shape::Url,
        "The same entity elsewhere on the web.",
        "https://example.org/id/7",
    ),
    ALLOW,
    NOTE,
];

static SOURCE: &[FieldSpec] = &[
    many(
        "by",
        Shape::Who,
        "Who says it: an entity, or a name.",
        "@spain-mfa",
    ),
    one(
        "publisher",
        Shape::Who,
        "Who published it.",
        "\"Example Press\"",
    ),
    one(
        "issued",
        Shape::Date,
        "When it was published.",
        "2026-01-08",
    ),
    one(
        "event",
        Shape::Date,
        "The date of the event that it reports.",
        "2026-01-08",
    ),
    one(
        "retrieved",
        Shape::Date,
        "When it was retrieved.",
        "2026-01-09",
    ),
    many(
        "url",
        Shape::Url,
        "Its web address.",
        "https://example.org/statement",
    ),
    many(
        "archived",
        Shape::Url,
        "An archived copy.",
        "https://archive.example.org/statement",
    ),
    many(
        "file",
        Shape::File,
        "A copy on file, with its checksum.",
        "\"files/statement.pdf\"",
    ),
    one("language", Shape::Language, "The language it is in.", "es"),
    many(
        "derived-from",
        Shape::Source,
        "The source that it is based on.",
        "@wire-story",
    ),
    one(
        "terms",
        Shape::Choice(&["on-record", "background", "deep-background", "off-record"]),
        "What was agreed with the source.",
        "on-record",
    ),
    one(
        "confidential",
        Shape::Choice(&["yes", "no"]),
        "The identity of the source must not be revealed.",
        "yes",
    ),
    one(
        "contact",
        Shape::Text,
        "How to reach the source. Never for a confidential one.",
        "\"press office\"",
    ),
    one(
        "described-as",
        Shape::Text,
        "How the article may describe the source.",
        "\"a person at the ministry\"",
    ),
    one(
        "reason",
        Shape::Text,
        "Why the source is confidential.",
        "\"fears for their position\"",
    ),
    one(
        "approved",
        Shape::Approval,
        "Who approved the confidentiality.",
        "2026-01-08 by \"The editor\"",
    ),
    one(
        "retracted",
        Shape::Retraction,
        "When and why it was retracted.",
        "2026-01-10 \"withdrawn by the ministry\"",
    ),
    ALLOW,
    NOTE,
];

static CLAIM: &[FieldSpec] = &[
    many(
        "source",
        Shape::Evidence,
        "A source that supports the claim, and the place in it.",
        "@mfa-communique at para 2",
    ),
    many(
        "contradicted-by",
        Shape::Evidence,
        "A source that contradicts the claim.",
        "@defence-filing at p. 1",
    ),
    many(
        "context",
        Shape::Evidence,
        "A source that explains the background but does not support the claim.",
        "@background-report",
    ),
    many(
        "said-by",
        Shape::Entity,
        "Who says so in the article.",
        "@spain-mfa",
    ),
    many(
        "about",
        Shape::Entity,
        "Whom or what it is about.",
        "@rocio-san-miguel",
    ),
    one(
        "asserts",
        Shape::Choice(&["said", "so", "both"]),
        "Whether the article asserts what was said, or only that it was said.",
        "said",
    ),
    one(
        "value",
        Shape::Quantity,
        "The number, with its unit, or the date.",
        "5 people",
    ),
    many(
        "reply",
        Shape::Reply,
        "The right of reply: who was asked, the outcome and the date.",
        "@spain-mfa declined 2026-01-08",
    ),
    many(
        "also",
        Shape::Text,
        "Other words of the article that the claim is about as well: a pull quote, a caption.",
        "\"in the words of a caption\"",
    ),
    one(
        "prefix",
        Shape::Text,
        "Words right before the passage, if its words appear more than once.",
        "\"said on\"",
    ),
    one(
        "suffix",
        Shape::Text,
        "Words right after the passage, if its words appear more than once.",
        "\"in Madrid\"",
    ),
    many(
        "checked",
        Shape::SignOff,
        "Who checked it, the date and the seal.",
        "2026-01-09 by \"M. Ortega\"",
    ),
    one(
        "verdict",
        Shape::Choice(&[
            "confirmed",
            "changed",
            "disputed",
            "unable-to-verify",
            "wrong",
        ]),
        "What the check found.",
        "confirmed",
    ),
    ALLOW,
    NOTE,
];

pub const ENTITY_KINDS: &[&str] = &[
    "person",
    "organisation",
    "place",
    "event",
    "work",
    "product",
];

pub const SOURCE_KINDS: &[&str] = &[
    "interview",
    "email",
    "document",
    "dataset",
    "report",
    "study",
    "court-record",
    "legislation",
    "broadcast",
    "press-release",
    "statement",
    "news-article",
    "wire",
    "social-post",
    "webpage",
    "book",
    "photo-video",
    "map",
    "observation",
];

pub const CLAIM_KINDS: &[&str] = &[
    "fact",
    "number",
    "quote",
    "date",
    "name",
    "title",
    "age",
    "superlative",
    "causal",
    "allegation",
    "opinion",
    "common-knowledge",
    "transition",
    "observation",
];

/// Claims of these kinds need no source.
pub const UNSOURCED_CLAIM_KINDS: &[&str] =
    &["opinion", "common-knowledge", "transition", "observation"];

/// The fields of a declaration.
pub fn fields_of(keyword: Keyword) -> &'static [FieldSpec] {
    match keyword {
        Keyword::Article => ARTICLE,
        Keyword::Text | Keyword::Unknown => TEXT,
        Keyword::Entity => ENTITY,
        Keyword::Source => SOURCE,
        Keyword::Claim => CLAIM,
    }
}

pub fn field_of(keyword: Keyword, name: &str) -> Option<&'static FieldSpec> {
    fields_of(keyword).iter().find(|field| field.name == name)
}

/// Whether any declaration has a field of that name.
pub fn is_field(name: &str) -> bool {
    let mut keywords = Keyword::ALL.into_iter();
    keywords.any(|keyword| field_of(keyword, name).is_some())
}

/// The kinds of a declaration; empty if it has none.
pub fn kinds_of(keyword: Keyword) -> &'static [&'static str] {
    match keyword {
        Keyword::Entity => ENTITY_KINDS,
        Keyword::Source => SOURCE_KINDS,
        Keyword::Claim => CLAIM_KINDS,
        _ => &[],
    }
}

/// A description of the declaration in one sentence.
pub fn summary_of(keyword: Keyword) -> &'static str {
    match keyword {
        Keyword::Article => "The article that this file annotates; at most one per file.",
        Keyword::Text => "The article's text, as indented lines below.",
        Keyword::Entity => {
            "A person, organisation, place, event, work or product that the newsroom knows."
        }
        Keyword::Source => "A document, person or other source of information.",
        Keyword::Claim => "A passage of the article that must be true.",
        Keyword::Unknown => "",
    }
}
