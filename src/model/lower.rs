//! From syntax to meaning: lowers a declaration to an item.

use thin_vec::ThinVec;

use super::claim::Claim;
use super::details::Allow;
use super::identity;
use super::items::{Aside, Detail, Item};
use super::places::PlaceProblem;
use super::problems::DeclarationProblem;
use super::protection::{clear_name, is_marked};
use super::references::{Reference, Role};
use super::schema::{self, FieldSpec, Shape};
use super::texts::{Text, name, string, word};
use super::value_parts::{ValueParts, add};
use super::values::{self, Misfit};
use crate::syntax::{self, Declaration, Field, Keyword, Part, PartKind, SignerNode};
use crate::text::name_characters::is_name_character;
use crate::text::{Slice, Span};

/// Lowers one declaration; `text` is the text of its segment. If it `is_protected`, it is
/// or may be confidential.
pub fn lower(text: &Slice, declaration: &Declaration, is_protected: bool) -> Item {
    let mut lowering = Lowering {
        text,
        item: Item {
            name: shown_name(text, declaration, is_protected).map(|span| Text {
                text: name(text, span),
                span,
            }),
            kind: declaration.kind.map(|span| word(text, span)),
            title: declaration.title.map(|span| string(text, span)),
            references: ThinVec::with_capacity(references_in(declaration)),
            detail: detail_of(declaration.keyword),
            aside: is_protected.then(|| {
                Box::new(Aside {
                    is_protected,
                    ..Aside::default()
                })
            }),
        },
    };
    lowering.headline(declaration);
    lowering.fields(declaration);
    let mut item = lowering.item;
    if let Detail::Source(source) = &mut item.detail {
        source.confidential = is_protected;
        if is_protected {
            source.files.clear();
        }
        source.is_marked_confidential = is_marked(text, declaration);
    }
    identity::set_apart(&mut item);
    item.shrink();
    item
}

/// What a comment for Sayso allows; `text` is the text of its segment.
pub fn allows_of_remark(text: &Slice, remark: &syntax::Remark) -> Vec<Allow> {
    let allows = remark.allows.iter();
    let allow = |allowed: &syntax::Allowed| Allow {
        rule: word(text, allowed.rule),
        reason: allowed.reason.map(|reason| string(text, reason)),
        span: allowed.span(),
    };
    allows.map(allow).collect()
}

/// A name is public, so of what is protected it counts only if the headline says clearly that it is one.
fn shown_name(text: &str, declaration: &Declaration, is_protected: bool) -> Option<Span> {
    match is_protected {
        true => clear_name(text, declaration),
        false => declaration.name,
    }
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

/// The number of references in the declaration, without those in notes.
fn references_in(declaration: &Declaration) -> usize {
    let values = declaration.fields.iter().flat_map(|field| &field.values);
    let parts = values.flat_map(|value| &value.parts);
    let is_reference = |part: &&Part| {
        matches!(
            part.kind,
            PartKind::Reference | PartKind::By(SignerNode::Reference(_))
        )
    };
    parts.filter(is_reference).count()
}

struct Lowering<'a> {
    text: &'a Slice,
    item: Item,
}

impl Lowering<'_> {
    fn problem(&mut self, problem: DeclarationProblem) {
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
            Some(kind) if kinds.is_empty() => {
                self.problem(DeclarationProblem::NeedlessKind { kind })
            }
            Some(kind) if !kinds.contains(&kind.of(self.text)) => {
                self.problem(DeclarationProblem::UnknownKind { kind });
            }
            None if matches!(keyword, Keyword::Entity | Keyword::Source) => {
                self.problem(DeclarationProblem::MissingKind { keyword, headline });
            }
            _ => {}
        }
        if declaration.name.is_none() && matches!(keyword, Keyword::Entity | Keyword::Source) {
            self.problem(DeclarationProblem::MissingName { keyword, headline });
        }
        if self
            .item
            .title
            .as_ref()
            .is_none_or(|title| title.text.is_empty())
        {
            self.problem(DeclarationProblem::MissingTitle { keyword, headline });
        }
    }

    fn fields(&mut self, declaration: &Declaration) {
        for (position, field) in declaration.fields.iter().enumerate() {
            let word = field.name.of(self.text);
            let Some(spec) = schema::field_of(declaration.keyword, word) else {
                if declaration.keyword != Keyword::Unknown {
                    self.problem(DeclarationProblem::UnknownField { field: field.name });
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
            self.problem(DeclarationProblem::DuplicateField {
                field: field.name,
                first: first.name,
            });
        }
    }

    fn field(&mut self, field: &Field, spec: &FieldSpec) {
        if field.values.is_empty() {
            self.problem(DeclarationProblem::EmptyField {
                field: field.name,
                shape: spec.shape,
            });
        }
        let mut invalid: Option<Span> = None;
        for value in &field.values {
            match values::check(self.text, value, spec.shape) {
                Ok(()) => {}
                // Several wrong values are one mistake: a text with commas that lacks its quotation marks.
                Err(Misfit::Shape) => {
                    invalid = Some(invalid.map_or(value.span, |first| first.to(value.span)));
                }
                Err(Misfit::Date(span, why)) => {
                    self.problem(DeclarationProblem::ImpossibleDate {
                        span,
                        why: why.into(),
                    });
                }
                Err(Misfit::Place(PlaceProblem::UnknownLabel(label))) => {
                    self.problem(DeclarationProblem::UnknownLabel { label })
                }
                Err(Misfit::Place(PlaceProblem::Impossible { span, why, meant })) => {
                    self.problem(DeclarationProblem::ImpossiblePlace { span, why, meant });
                }
                Err(Misfit::NoNumber) => {
                    self.problem(DeclarationProblem::NoNumber { span: value.span });
                }
            }
            // The valid parts count even if another part is wrong.
            self.value(spec, &value.parts, value.span);
        }
        let is_one_too_many = !spec.many && field.values.len() > 1;
        match invalid {
            Some(span) => self.problem(DeclarationProblem::InvalidValue {
                span: field
                    .value_span()
                    .filter(|_| is_one_too_many)
                    .unwrap_or(span),
                field: spec.name.into(),
                shape: spec.shape,
            }),
            None if is_one_too_many => {
                let further = field.values[1]
                    .span
                    .to(field.values[field.values.len() - 1].span);
                self.problem(DeclarationProblem::TooManyValues {
                    span: further,
                    field: spec.name.into(),
                });
            }
            None => {}
        }
    }

    fn value(&mut self, spec: &FieldSpec, parts: &[Part], span: Span) {
        let value = ValueParts {
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

    /// Adds the references of one value; returns the index of the first one in the item's list.
    fn references(&mut self, spec: &FieldSpec, parts: &[Part]) -> Option<usize> {
        let mut first = None;
        for part in parts {
            let place = match part.kind {
                PartKind::Reference => self.reference(part.span, role_of(spec.name)),
                PartKind::By(SignerNode::Reference(span)) => {
                    self.reference(span, signer_role(spec))
                }
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
            // An address such as desk@example.org is not a reference.
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
    let run = |text: &str| text.find(|c| !is_name_character(c)).unwrap_or(text.len());
    let first = run(text);
    match text[first..].strip_prefix('/').map(run) {
        Some(second) if first > 0 && second > 0 => first + 1 + second,
        _ => first - (text[..first].len() - text[..first].trim_end_matches('-').len()),
    }
}

/// The role of `by @name`, which belongs to signatures and may be elsewhere by mistake.
fn signer_role(spec: &FieldSpec) -> Role {
    match spec.shape {
        Shape::Approval | Shape::SignOff => Role::SignedBy,
        _ => role_of(spec.name),
    }
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
