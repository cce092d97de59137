//! From syntax to what a declaration means.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;
use smol_str::SmolStr;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::items::{
    Article, By, Claim, Detail, Entity, Evidence, EvidenceRole, Item, Reference, Role, Source, Text,
};
use super::problems::Problem;
use super::schema::{self, FieldSpec, Shape};
use super::values::{self, Misfit};
use crate::syntax::{self, Declaration, Field, Keyword, Part, PartKind, Who};
use crate::text::Span;

/// Lowers one declaration; `text` is that of its segment.
pub fn lower(text: &str, declaration: &Declaration) -> Item {
    let keyword = declaration.keyword;
    let mut lowering = Lowering {
        text,
        item: Item {
            keyword,
            name: declaration.name.map(|span| Text {
                text: name(span.of(text)),
                span,
            }),
            kind: declaration.kind.map(|span| Text {
                text: span.of(text).into(),
                span,
            }),
            title: declaration.title.map(|span| string(text, span)),
            references: Vec::new(),
            problems: Vec::new(),
            detail: detail_of(keyword),
            facts: 0,
        },
    };
    lowering.headline(declaration);
    lowering.fields(declaration);
    let mut item = lowering.item;
    item.shrink();
    item.facts = facts_of(&item);
    item
}

fn detail_of(keyword: Keyword) -> Detail {
    match keyword {
        Keyword::Article => Detail::Article(Article::default()),
        Keyword::Text => Detail::Text,
        Keyword::Entity => Detail::Entity(Entity::default()),
        Keyword::Source => Detail::Source(Source::default()),
        Keyword::Claim => Detail::Claim(Claim::default()),
        Keyword::Unknown => Detail::Unknown,
    }
}

/// A name in Unicode form NFC.
fn name(word: &str) -> SmolStr {
    match is_nfc_quick(word.chars()) {
        IsNormalized::Yes => word.into(),
        _ => word.nfc().collect(),
    }
}

fn string(text: &str, span: Span) -> Text {
    Text {
        text: syntax::contents_of(text, span).as_ref().into(),
        span,
    }
}

struct Lowering<'a> {
    text: &'a str,
    item: Item,
}

impl Lowering<'_> {
    fn problem(&mut self, problem: Problem) {
        self.item.problems.push(problem);
    }

    fn headline(&mut self, declaration: &Declaration) {
        let keyword = declaration.keyword;
        let headline = declaration.headline();
        let kinds = schema::kinds_of(keyword);
        if keyword == Keyword::Unknown || keyword == Keyword::Text {
            return;
        }
        match declaration.kind {
            Some(kind) if kinds.is_empty() => self.problem(Problem::NeedlessKind { kind }),
            Some(kind) if !kinds.contains(&kind.of(self.text)) => {
                self.problem(Problem::UnknownKind { kind });
            }
            None if matches!(keyword, Keyword::Entity | Keyword::Source) => {
                self.problem(Problem::MissingKind { keyword, headline });
            }
            _ => {}
        }
        if declaration.name.is_none() && matches!(keyword, Keyword::Entity | Keyword::Source) {
            self.problem(Problem::MissingName { keyword, headline });
        }
        if self
            .item
            .title
            .as_ref()
            .is_none_or(|title| title.text.is_empty())
        {
            self.problem(Problem::MissingTitle { keyword, headline });
        }
    }

    fn fields(&mut self, declaration: &Declaration) {
        for (position, field) in declaration.fields.iter().enumerate() {
            let word = field.name.of(self.text);
            let Some(spec) = schema::field_of(declaration.keyword, word) else {
                if declaration.keyword != Keyword::Unknown {
                    self.problem(Problem::UnknownField { field: field.name });
                }
                continue;
            };
            self.repetition(declaration, position, spec);
            self.field(field, spec);
        }
    }

    fn repetition(&mut self, declaration: &Declaration, position: usize, spec: &FieldSpec) {
        if spec.many {
            return;
        }
        let field = &declaration.fields[position];
        let first = declaration.fields[..position]
            .iter()
            .find(|earlier| earlier.name.of(self.text) == spec.name);
        if let Some(first) = first {
            self.problem(Problem::DuplicateField {
                field: field.name,
                first: first.name,
            });
        }
        if let [_, second, ..] = &field.values[..] {
            let last = field.values.last().unwrap_or(second);
            self.problem(Problem::TooManyValues {
                span: second.span.to(last.span),
                field: spec.name.into(),
            });
        }
    }

    fn field(&mut self, field: &Field, spec: &FieldSpec) {
        if field.values.is_empty() {
            self.problem(Problem::EmptyField {
                field: field.name,
                shape: spec.shape,
            });
        }
        for value in &field.values {
            match values::check(self.text, value, spec.shape) {
                Ok(()) => {}
                Err(Misfit::Shape) => self.problem(Problem::InvalidValue {
                    span: value.span,
                    field: spec.name.into(),
                    shape: spec.shape,
                }),
                Err(Misfit::Date(span, why)) => {
                    self.problem(Problem::ImpossibleDate {
                        span,
                        why: why.into(),
                    });
                }
                Err(Misfit::Label(label)) => self.problem(Problem::UnknownLabel { label }),
            }
            // What can be understood is, even where something else in it is wrong.
            self.value(spec, &value.parts, value.span);
        }
    }

    fn value(&mut self, spec: &FieldSpec, parts: &[Part], span: Span) {
        let references = self.references(spec, parts);
        let first_string = parts
            .iter()
            .find(|part| part.kind == PartKind::String)
            .map(|part| string(self.text, part.span));
        let first_word = parts
            .iter()
            .find(|part| part.kind == PartKind::Word)
            .map(|part| SmolStr::from(part.span.of(self.text)));
        let first = references.first().copied();
        match (&mut self.item.detail, spec.name) {
            (Detail::Article(article), "text") => {
                article.text = article.text.take().or(first_string)
            }
            (Detail::Article(article), "language") => article.language = first_word,
            (Detail::Article(article), "status") => article.status = first_word,
            (Detail::Entity(entity), "aka") => entity.aka.extend(first_string),
            (Detail::Entity(entity), "role") => entity.roles.extend(first_string),
            (Detail::Entity(entity), "wikidata") => {
                entity.wikidata = first_word.map(|text| Text { text, span });
            }
            (Detail::Source(source), "by") => source.by.extend(match first {
                Some(reference) => Some(By::Entity(reference)),
                None => first_string.map(By::Name),
            }),
            (Detail::Source(source), "derived-from") => source.derived_from.extend(first),
            (Detail::Source(source), "confidential") => {
                source.confidential = first_word.is_some_and(|word| word == "yes");
            }
            (Detail::Source(source), "described-as") => source.described_as = first_string,
            (Detail::Source(source), "language") => source.language = first_word,
            (Detail::Claim(claim), "said-by") => claim.said_by.extend(first),
            (Detail::Claim(claim), "about") => claim.about.extend(first),
            (Detail::Claim(claim), "prefix") => claim.prefix = first_string,
            (Detail::Claim(claim), "suffix") => claim.suffix = first_string,
            (Detail::Claim(claim), "verdict") => claim.verdict = first_word,
            (Detail::Claim(claim), "value") => {
                let text = span.of(self.text).into();
                claim.value = Some(Text { text, span });
            }
            (Detail::Claim(claim), _) if spec.shape == Shape::Evidence => {
                claim.evidence.extend(first.map(|reference| Evidence {
                    role: evidence_role(spec.name),
                    reference,
                    locator: parts.iter().find_map(|part| match part.kind {
                        PartKind::Locator(locator) => Some(locator),
                        _ => None,
                    }),
                    words: first_string,
                    span,
                }));
            }
            _ => {}
        }
    }

    /// Notes the references of one value; returns their places in the item's list.
    fn references(&mut self, spec: &FieldSpec, parts: &[Part]) -> Vec<usize> {
        let mut places = Vec::new();
        for part in parts {
            let role = role_of(spec.name);
            match part.kind {
                PartKind::Reference => places.push(self.reference(part.span, role)),
                PartKind::By(Who::Reference(span)) => {
                    self.reference(span, Role::SignedBy);
                }
                PartKind::String if spec.name == "note" => self.mentions(part.span),
                _ => {}
            }
        }
        places
    }

    fn reference(&mut self, span: Span, role: Role) -> usize {
        let word = span.of(self.text).trim_start_matches('@');
        let (file, word) = match word.rsplit_once('/') {
            Some((file, word)) => (Some(name(file)), word),
            None => (None, word),
        };
        self.item.references.push(Reference {
            span,
            name: name(word),
            file,
            role,
        });
        self.item.references.len() - 1
    }

    /// The references inside a `note:`.
    fn mentions(&mut self, note: Span) {
        let text = self.text;
        for (at, _) in note.of(text).match_indices('@') {
            let start = note.start as usize + at;
            // An address such as desk@example.org mentions nobody.
            let before = text[..start].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric()) {
                continue;
            }
            let length = reference_length(&text[start + 1..note.end as usize]);
            if length > 0 {
                self.reference(Span::new(start, start + 1 + length), Role::Note);
            }
        }
    }
}

/// The length in bytes of the `name` or `file/name` that `text` begins with.
fn reference_length(text: &str) -> usize {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_') || is_mark(c);
    let run = |text: &str| text.find(|c| !is_name(c)).unwrap_or(text.len());
    let first = run(text);
    match text[first..].strip_prefix('/').map(run) {
        Some(second) if first > 0 && second > 0 => first + 1 + second,
        _ => first - (text[..first].len() - text[..first].trim_end_matches('-').len()),
    }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn role_of(field: &str) -> Role {
    match field {
        "byline" => Role::Byline,
        "by" => Role::By,
        "publisher" => Role::Publisher,
        "derived-from" => Role::DerivedFrom,
        "source" => Role::Source,
        "contradicted-by" => Role::ContradictedBy,
        "context" => Role::Context,
        "said-by" => Role::SaidBy,
        "about" => Role::About,
        "reply" => Role::Reply,
        _ => Role::Note,
    }
}

fn evidence_role(field: &str) -> EvidenceRole {
    match field {
        "contradicted-by" => EvidenceRole::ContradictedBy,
        "context" => EvidenceRole::Context,
        _ => EvidenceRole::Source,
    }
}

/// What other declarations read in this one: its kind, and a source's roots and protection.
fn facts_of(item: &Item) -> u64 {
    let mut hasher = FxHasher::default();
    item.keyword.hash(&mut hasher);
    item.kind().hash(&mut hasher);
    if let Detail::Source(source) = &item.detail {
        source.confidential.hash(&mut hasher);
        for reference in &item.references {
            if matches!(reference.role, Role::By | Role::DerivedFrom) {
                (reference.role, &reference.name, &reference.file).hash(&mut hasher);
            }
        }
        for by in &source.by {
            if let By::Name(name) = by {
                name.text.hash(&mut hasher);
            }
        }
    }
    hasher.finish()
}
