//! From syntax to what a declaration means.

use thin_vec::ThinVec;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::items::{
    Allow, Article, By, Claim, Detail, Entity, EntityRole, Evidence, EvidenceRole, Item,
    Particulars, Rank, Reference, Reply, Retraction, Role, Signature, Source, Text,
};
use super::problems::Problem;
use super::schema::{self, FieldSpec, Shape};
use super::values::{self, Misfit};
use crate::syntax::{self, Declaration, Field, Keyword, Part, PartKind, Who};
use crate::text::{Slice, Span};

/// Lowers one declaration; `text` is that of its segment.
pub fn lower(text: &Slice, declaration: &Declaration) -> Item {
    let mut lowering = Lowering {
        text,
        item: Item {
            name: declaration.name.map(|span| Text {
                text: name(text, span),
                span,
            }),
            kind: declaration.kind.map(|span| word(text, span)),
            title: declaration.title.map(|span| string(text, span)),
            references: ThinVec::with_capacity(references_in(declaration)),
            detail: detail_of(declaration.keyword),
            aside: None,
        },
    };
    lowering.headline(declaration);
    lowering.fields(declaration);
    let mut item = lowering.item;
    item.shrink();
    item
}

/// What a comment allows that speaks to Sayso; `text` is that of its segment.
pub fn allows_of_remark(text: &Slice, remark: &syntax::Remark) -> Vec<Allow> {
    let allows = remark.allows.iter();
    let allow = |allowed: &syntax::Allowed| Allow {
        rule: word(text, allowed.rule),
        reason: allowed.reason.map(|reason| string(text, reason)),
        span: allowed.span(),
    };
    allows.map(allow).collect()
}

fn detail_of(keyword: Keyword) -> Detail {
    match keyword {
        Keyword::Article => Detail::Article(Box::default()),
        Keyword::Text => Detail::Text,
        Keyword::Entity => Detail::Entity(Box::default()),
        Keyword::Source => Detail::Source(Box::default()),
        Keyword::Claim => Detail::Claim(Claim::default()),
        Keyword::Unknown => Detail::Unknown,
    }
}

/// A name in Unicode form NFC.
fn name(text: &Slice, span: Span) -> Slice {
    let word = span.of(text);
    if word.is_ascii() {
        return text.part(span);
    }
    match is_nfc_quick(word.chars()) {
        IsNormalized::Yes => text.part(span),
        _ => word.nfc().collect::<String>().into(),
    }
}

fn word(text: &Slice, span: Span) -> Text {
    let text = text.part(span);
    Text { text, span }
}

fn string(text: &Slice, span: Span) -> Text {
    let text = syntax::contents_of(text, span);
    Text { text, span }
}

/// How many references stand in the declaration outside of notes.
fn references_in(declaration: &Declaration) -> usize {
    let values = declaration.fields.iter().flat_map(|field| &field.values);
    let parts = values.flat_map(|value| &value.parts);
    let is_reference = |part: &&Part| {
        matches!(
            part.kind,
            PartKind::Reference | PartKind::By(Who::Reference(_))
        )
    };
    parts.filter(is_reference).count()
}

/// Adds the value, if there is one. Most lists hold one: no room is kept for more.
fn add<T>(list: &mut ThinVec<T>, value: Option<T>) {
    let Some(value) = value else { return };
    if list.is_empty() {
        list.reserve_exact(1);
    }
    list.push(value);
}

struct Lowering<'a> {
    text: &'a Slice,
    item: Item,
}

impl Lowering<'_> {
    fn problem(&mut self, problem: Problem) {
        let aside = self.item.aside.get_or_insert_default();
        add(&mut aside.problems, Some(problem));
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
        let value = Parts {
            text: self.text,
            parts,
            span,
            reference: self.references(spec, parts),
        };
        match &mut self.item.detail {
            _ if spec.shape == Shape::Allow => {
                if let Some(allow) = value.allow() {
                    let aside = self.item.aside.get_or_insert_default();
                    add(&mut aside.allows, Some(allow));
                }
            }
            Detail::Article(article) => value.of_article(spec, article),
            Detail::Entity(entity) => value.of_entity(spec, entity),
            Detail::Source(source) => value.of_source(spec, source),
            Detail::Claim(claim) => value.of_claim(spec, claim),
            Detail::Text | Detail::Unknown => {}
        }
    }

    /// Notes the references of one value; returns the place of the first in the item's list.
    fn references(&mut self, spec: &FieldSpec, parts: &[Part]) -> Option<usize> {
        let mut first = None;
        for part in parts {
            let place = match part.kind {
                PartKind::Reference => self.reference(part.span, role_of(spec.name)),
                PartKind::By(Who::Reference(span)) => self.reference(span, Role::SignedBy),
                PartKind::String if spec.name == "note" => {
                    self.mentions(part.span);
                    continue;
                }
                _ => continue,
            };
            first = first.or(Some(place));
        }
        if let Some(first) = first {
            self.item.references[first].value_of = Some(role_of(spec.name));
        }
        first
    }

    fn reference(&mut self, span: Span, role: Role) -> usize {
        let word = span.of(self.text).trim_start_matches('@');
        let end = span.end as usize;
        let start = end - word.len();
        let slash = word.rfind('/').map(|at| start + at);
        let file = slash.map(|slash| Box::new(name(self.text, Span::new(start, slash))));
        let start = slash.map_or(start, |slash| slash + 1);
        self.item.references.push(Reference {
            span,
            name: name(self.text, Span::new(start, end)),
            file,
            role,
            value_of: None,
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

/// The parts of one value, to be taken by what they are.
struct Parts<'a> {
    text: &'a Slice,
    parts: &'a [Part],
    span: Span,
    /// The first reference: its place in the item's list.
    reference: Option<usize>,
}

impl Parts<'_> {
    fn of_article(self, spec: &FieldSpec, article: &mut Article) {
        match spec.name {
            "text" => article.text = article.text.take().or(self.string()),
            "published" => article.published = self.date(),
            "updated" => article.updated = self.date(),
            "embargo" => article.embargo = self.date(),
            "byline" => add(&mut article.byline, self.who()),
            "language" => article.language = self.word().map(|word| word.text),
            "status" => article.status = self.word(),
            _ => {}
        }
    }

    fn of_entity(self, spec: &FieldSpec, entity: &mut Entity) {
        match spec.name {
            "aka" => add(&mut entity.aka, self.string()),
            "role" => {
                let time = self.date();
                let role = self.string().map(|title| EntityRole { title, time });
                add(&mut entity.roles, role);
            }
            "wikidata" => entity.wikidata = self.word(),
            "born" => entity.born = self.date(),
            "died" => entity.died = self.date(),
            "founded" => entity.founded = self.date(),
            _ => {}
        }
    }

    fn of_source(self, spec: &FieldSpec, source: &mut Source) {
        match spec.name {
            "by" => add(&mut source.by, self.who()),
            "publisher" => source.publisher = self.who(),
            "issued" => source.issued = self.date(),
            "event" => source.event = self.date(),
            "retrieved" => source.retrieved = self.date(),
            "url" => add(&mut source.urls, self.url()),
            "archived" => add(&mut source.archived, self.url()),
            "terms" => source.terms = self.word(),
            "confidential" => {
                source.confidential = self.word().is_some_and(|word| word.text == "yes");
            }
            "derived-from" => source.is_derived |= self.reference.is_some(),
            "described-as" => source.described_as = self.string(),
            "reason" => source.reason = self.string(),
            "approved" => source.approved = Some(Box::new(self.signature())),
            "retracted" => {
                source.retracted = Some(Box::new(Retraction {
                    date: self.date(),
                    reason: self.string(),
                    span: self.span,
                }));
            }
            "language" => source.language = self.word().map(|word| word.text),
            _ => {}
        }
    }

    fn of_claim(self, spec: &FieldSpec, claim: &mut Claim) {
        match spec.name {
            _ if spec.shape == Shape::Evidence => {
                let evidence = self.evidence(evidence_role(spec.name));
                add(&mut claim.evidence, evidence);
            }
            "said-by" | "about" | "note" => {}
            name => self.of_few(name, claim.particulars.get_or_insert_default()),
        }
    }

    fn of_few(self, name: &str, claim: &mut Particulars) {
        match name {
            "prefix" => claim.prefix = self.string(),
            "suffix" => claim.suffix = self.string(),
            "value" => claim.value = self.quantity(),
            "verdict" => claim.verdict = self.word(),
            "asserts" => claim.asserts = self.word(),
            "reply" => claim.replies.extend(self.reference.map(|reference| Reply {
                reference,
                outcome: self.word(),
                date: self.date(),
            })),
            "checked" => claim.checked.push(self.signature()),
            _ => {}
        }
    }

    /// What may be a number with its unit, however much white space stands between two parts of it.
    fn quantity(&self) -> Option<Text> {
        let mut value = String::new();
        // Where the last part ended, if one may stand right behind it.
        let mut end = None;
        for part in self.parts {
            let string;
            let part_text = match part.kind {
                PartKind::Reference
                | PartKind::Url
                | PartKind::Locator(_)
                | PartKind::By(_)
                | PartKind::Seal(_) => continue,
                PartKind::String => {
                    string = syntax::contents_of(self.text, part.span);
                    string.as_str()
                }
                _ => part.span.of(self.text),
            };
            let is_string = part.kind == PartKind::String;
            if !value.is_empty() && (is_string || end != Some(part.span.start)) {
                value.push(' ');
            }
            value += part_text;
            end = (!is_string).then_some(part.span.end);
        }
        let (as_written, span) = (self.text.part(self.span), self.span);
        let text = match *as_written == *value {
            true => as_written,
            false => value.into(),
        };
        (!text.is_empty()).then_some(Text { text, span })
    }

    fn first(&self, is: impl Fn(PartKind) -> bool) -> Option<Span> {
        let part = self.parts.iter().find(|part| is(part.kind))?;
        Some(part.span)
    }

    fn string(&self) -> Option<Text> {
        let span = self.first(|kind| kind == PartKind::String)?;
        Some(string(self.text, span))
    }

    fn word(&self) -> Option<Text> {
        let span = self.first(|kind| kind == PartKind::Word)?;
        Some(word(self.text, span))
    }

    fn date(&self) -> Option<Text> {
        let span = self.first(|kind| kind == PartKind::Date)?;
        Some(word(self.text, span))
    }

    fn url(&self) -> Option<Text> {
        let span = self.first(|kind| kind == PartKind::Url)?;
        Some(word(self.text, span))
    }

    fn who(&self) -> Option<By> {
        match self.reference {
            Some(reference) => Some(By::Entity(reference)),
            None => self.string().map(By::Name),
        }
    }

    fn signature(&self) -> Signature {
        let by = self.parts.iter().find_map(|part| match part.kind {
            PartKind::By(Who::Name(span)) => Some(By::Name(string(self.text, span))),
            PartKind::By(Who::Reference(_)) => self.reference.map(By::Entity),
            _ => None,
        });
        let seal = self.parts.iter().find_map(|part| match part.kind {
            PartKind::Seal(span) => Some(word(self.text, span)),
            _ => None,
        });
        Signature {
            date: self.date(),
            by,
            seal,
            span: self.span,
        }
    }

    fn evidence(&self, role: EvidenceRole) -> Option<Evidence> {
        let locator = |part: &Part| match part.kind {
            PartKind::Locator(locator) => Some(locator),
            _ => None,
        };
        Some(Evidence {
            role,
            reference: self.reference?,
            locator: self.parts.iter().find_map(locator),
            words: self.string().map(Box::new),
            rank: self.word().and_then(|word| match word.text.as_str() {
                "primary" => Some(Rank::Primary),
                "secondary" => Some(Rank::Secondary),
                _ => None,
            }),
        })
    }

    fn allow(&self) -> Option<Allow> {
        Some(Allow {
            rule: self.word()?,
            reason: self.string(),
            span: self.span,
        })
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
