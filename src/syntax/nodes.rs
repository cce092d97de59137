//! The typed nodes of one declaration. Spans count from the start of the segment.

use smallvec::SmallVec;

use crate::text::Span;

/// The word that begins a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Keyword {
    Article,
    Text,
    Entity,
    Source,
    Claim,
    /// A word in column 0 that is not a keyword.
    Unknown,
}

impl Keyword {
    pub const ALL: [Keyword; 5] = [
        Keyword::Article,
        Keyword::Text,
        Keyword::Entity,
        Keyword::Source,
        Keyword::Claim,
    ];

    /// The word as written in a file.
    pub fn word(self) -> &'static str {
        match self {
            Keyword::Article => "article",
            Keyword::Text => "text",
            Keyword::Entity => "entity",
            Keyword::Source => "source",
            Keyword::Claim => "claim",
            Keyword::Unknown => "declaration",
        }
    }

    pub fn from_word(word: &str) -> Option<Keyword> {
        Keyword::ALL.into_iter().find(|k| k.word() == word)
    }
}

/// `KEYWORD [name] [: [kind]] ["title"]` and the fields below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    pub keyword: Keyword,
    pub keyword_span: Span,
    pub name: Option<Span>,
    pub kind: Option<Span>,
    /// The title with its quotation marks.
    pub title: Option<Span>,
    pub fields: Vec<Field>,
    /// From the keyword to the end of the last field, without the blank lines after it.
    pub span: Span,
}

impl Declaration {
    /// The headline: keyword, name, kind, title.
    pub fn headline(&self) -> Span {
        [self.name, self.kind, self.title]
            .into_iter()
            .flatten()
            .fold(self.keyword_span, Span::to)
    }

    /// The fields with this name, in order.
    pub fn fields_named<'a>(
        &'a self,
        text: &'a str,
        name: &'a str,
    ) -> impl Iterator<Item = &'a Field> + Clone + 'a {
        self.fields.iter().filter(move |f| f.name.of(text) == name)
    }
}

/// `name: value, value`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub name: Span,
    /// Usually one.
    pub values: SmallVec<[Value; 1]>,
    pub span: Span,
}

impl Field {
    /// From the first value to the last; `None` if the field is empty.
    pub fn value_span(&self) -> Option<Span> {
        let first = self.values.first()?.span;
        Some(first.to(self.values.last()?.span))
    }
}

/// A value of a field; several are separated by commas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Usually a reference, alone or with its place.
    pub parts: SmallVec<[Part; 2]>,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub kind: PartKind,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// `@name` or `@file/name`, with its sigil.
    Reference,
    /// A string with its quotation marks.
    String,
    Date,
    /// A time in a recording, a range of two, or several.
    Time,
    Number,
    Url,
    /// `%`, `€`: a unit that is not a word. May touch its neighbours: `US$5`.
    Symbol,
    Locator(Locator),
    /// `by SIGNER`; the part's span is that of the signer.
    By(SignerNode),
    /// `seal FINGERPRINT`; the part's span is that of the fingerprint.
    Seal(Span),
    Word,
    /// Anything else without spaces: a unit such as `km/h`, or text that lacks its quotation marks.
    Unquoted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignerNode {
    Name(Span),
    Reference(Span),
    Missing,
}

/// `at p. 3`, `at pp. 3–5, 7`, `at vol. 2, p. 3` or `at 00:14:05`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locator {
    Label {
        label: Span,
        /// Everything after the label, with the labels of further places.
        value: Span,
    },
    Time(Span),
    /// Half-typed.
    Missing,
}
