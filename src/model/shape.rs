//! What the value of a field must look like.

/// What a field's value must look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A text in quotation marks.
    Text,
    /// A path in quotation marks, relative to the file that it stands in.
    Path,
    /// A path and, after `sha256`, the file's checksum.
    File,
    /// A web address.
    Url,
    /// EDTF level 0 or 1.
    Date,
    /// A day, with a time and an offset where it matters.
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
    /// A reference to a source; its place, words and rank may follow.
    Evidence,
    /// A text, and the time for which it held.
    Role,
    /// A date, `by` and who.
    Approval,
    /// A date and a text.
    Retraction,
    /// A reference to an entity, a word for the outcome, a date.
    Reply,
    /// A number with its unit, or a date.
    Quantity,
    /// A date, `by` and who, and a seal.
    SignOff,
    /// A rule's name and the reason.
    Allow,
}

impl Shape {
    /// What the value must be, as the end of "this must be …".
    pub fn expected(self) -> String {
        match self {
            Shape::Text => "a text in quotation marks".into(),
            Shape::Path => "a file's path in quotation marks".into(),
            Shape::File => "a file's path in quotation marks; `sha256` and its checksum may follow".into(),
            Shape::Url => "a web address, such as https://example.org/".into(),
            Shape::Date => "a date, such as 2024, 2024-02, 2024-02-17, 2024-02~ or 2024/2026".into(),
            Shape::Moment => "a day, with its time where it matters: 2026-01-09T06:00+01:00".into(),
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
            Shape::Evidence => "a reference to a source, then its place and its words: `@name at p. 3 \"words\" primary`".into(),
            Shape::Role => "a text in quotation marks, and the time for which it held: `\"Speaker\" 2021-01/2026-01`".into(),
            Shape::Approval => "a date and who: `2026-01-08 by \"The editor\"`".into(),
            Shape::Retraction => "a date and the reason: `2026-01-10 \"withdrawn\"`".into(),
            Shape::Reply => "a reference to an entity, the outcome in one word, a date: `@name declined 2026-01-08`".into(),
            Shape::Quantity => "a number with its unit, or a date: `5 people`".into(),
            Shape::SignOff => "a date and who, then the seal: `2026-01-09 by \"M. Ortega\"`".into(),
            Shape::Allow => "a rule's name and the reason: `single-source \"only one witness\"`".into(),
        }
    }
}
