//! The forms that values of fields can have.

/// The usual outcomes of `reply:`; any other word may be written. The last one says that nobody has to be asked.
pub const REPLY_OUTCOMES: &[&str] = &[
    "answered",
    "confirmed",
    "denied",
    "declined",
    "no-answer",
    "unreachable",
    REPLY_NOT_NEEDED,
];

/// The outcome of `reply:` for those whom a claim does not accuse.
pub const REPLY_NOT_NEEDED: &str = "not-needed";

/// The form that a field's value must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A text in quotation marks.
    Text,
    /// A path in quotation marks, relative to its Sayso file.
    Path,
    /// A path and, after `sha256`, the file's checksum.
    File,
    /// A web address.
    Url,
    /// EDTF level 0 or 1.
    Date,
    /// A date, optionally with a time and an offset.
    Moment,
    /// A BCP 47 language tag.
    Language,
    /// `Q` and digits.
    Wikidata,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A reference to an entity.
    Entity,
    /// A reference to an entity, or its name as a text.
    Who,
    /// A reference to a source.
    Source,
    /// A reference to a source, optionally with its place, words and rank.
    Evidence,
    /// A text and the period for which it was true.
    Role,
    /// A date, `by` and the signer.
    Approval,
    /// A date and a text.
    Retraction,
    /// A reference to an entity, a word for the outcome, a date.
    Reply,
    /// A number with its unit, or a date.
    Quantity,
    /// A date, `by` and the signer, and a seal.
    SignOff,
    /// A rule's name and the reason.
    Allow,
}

impl Shape {
    /// A description of the value, to complete "the field takes …".
    pub fn expected(self) -> String {
        match self {
            Shape::Text => "a text in quotation marks".into(),
            Shape::Path => "the path of a file in quotation marks".into(),
            Shape::File => "the path of a file in quotation marks, optionally followed by `sha256` and its checksum".into(),
            Shape::Url => "a web address, such as https://example.org/".into(),
            Shape::Date => "a date, such as 2024, 2024-02, 2024-02-17, 2024-02~ or 2024/2026".into(),
            Shape::Moment => "a date, optionally with a time: 2026-01-09T06:00+01:00".into(),
            Shape::Language => "a language tag, such as en, es or pt-BR".into(),
            Shape::Wikidata => "a Wikidata number, such as Q42".into(),
            Shape::Choice(words) => match words {
                [one] => format!("`{one}`"),
                [start @ .., last] => format!("`{}` or `{last}`", start.join("`, `")),
                [] => String::new(),
            },
            Shape::Entity => "a reference to an entity: `@name`".into(),
            Shape::Who => "a reference to an entity, or a name in quotation marks".into(),
            Shape::Source => "a reference to a source: `@name`".into(),
            Shape::Evidence => "a reference to a source, optionally with a place and words: `@name at p. 3 \"words\" primary`".into(),
            Shape::Role => "a text in quotation marks and a period: `\"Speaker\" 2021-01/2026-01`".into(),
            Shape::Approval => "a date and a name: `2026-01-08 by \"The editor\"`".into(),
            Shape::Retraction => "a date and a reason: `2026-01-10 \"withdrawn\"`".into(),
            Shape::Reply => format!("a reference to an entity, the outcome in one word and a date, such as `@name declined 2026-01-08`. Usual outcomes are `{}`", REPLY_OUTCOMES.join("`, `")),
            Shape::Quantity => "a number with its unit, or a date: `5 people`".into(),
            Shape::SignOff => "a date and a name, then the seal: `2026-01-09 by \"M. Ortega\"`".into(),
            Shape::Allow => "the name of a rule and a reason: `single-source \"only one witness\"`".into(),
        }
    }
}
