//! The parts of one value, by their kinds.

use thin_vec::ThinVec;

use super::claim::{Claim, Evidence, EvidenceRole, Particulars, Rank, Reply};
use super::details::{
    Allow, ArticleFields, By, Entity, EntityRole, Retraction, Signature, Source, SourceFile,
};
use super::schema::{FieldSpec, Shape};
use super::texts::{Text, string, word};
use super::values::is_language;
use crate::syntax::{self, Locator, Part, PartKind, SignerNode};
use crate::text::{Slice, Span};

/// The parts of one value, which is read into a field of an item.
pub(super) struct ValueParts<'a> {
    pub text: &'a Slice,
    pub parts: &'a [Part],
    pub span: Span,
    /// The index of the first reference in the item's list.
    pub reference: Option<usize>,
}

impl ValueParts<'_> {
    pub fn of_article(self, spec: &FieldSpec, article: &mut ArticleFields) {
        match spec.name {
            "text" => article.text = article.text.take().or(self.string()),
            "published" => article.published = self.date(),
            "updated" => article.updated = self.date(),
            "embargo" => article.embargo = self.date(),
            "byline" => add(&mut article.byline, self.who()),
            "language" => article.language = self.language(),
            "status" => article.status = self.word(),
            _ => {}
        }
    }

    pub fn of_entity(self, spec: &FieldSpec, entity: &mut Entity) {
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

    pub fn of_source(self, spec: &FieldSpec, source: &mut Source) {
        match spec.name {
            "by" => add(&mut source.by, self.who()),
            "publisher" => source.publisher = self.who(),
            "issued" => source.issued = self.date(),
            "event" => source.event = self.date(),
            "retrieved" => source.retrieved = self.date(),
            "url" => add(&mut source.urls, self.url()),
            "archived" => add(&mut source.archived, self.url()),
            "file" => add(&mut source.files, self.source_file()),
            "terms" => source.terms = self.word(),
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
            "language" => source.language = self.language(),
            _ => {}
        }
    }

    pub fn of_claim(self, spec: &FieldSpec, claim: &mut Claim) {
        match spec.name {
            _ if spec.shape == Shape::Evidence => {
                let evidence = self.evidence(evidence_role(spec.name));
                add(&mut claim.evidence, evidence);
            }
            "said-by" | "about" | "note" => {}
            name => self.of_particulars(name, claim.particulars.get_or_insert_default()),
        }
    }

    fn of_particulars(self, name: &str, claim: &mut Particulars) {
        match name {
            "prefix" => claim.prefix = self.string(),
            "suffix" => claim.suffix = self.string(),
            "also" => claim.also.extend(self.string()),
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

    /// A number with its unit, or a date, without regard to white space between its parts.
    fn quantity(&self) -> Option<Text> {
        let mut value = String::new();
        // The end of the last part, if another one may follow without white space.
        let mut end = None;
        for part in self.parts {
            let string;
            let part_text = match part.kind {
                PartKind::Reference
                | PartKind::Url
                | PartKind::Locator(Locator::Time(_) | Locator::Missing)
                | PartKind::By(_)
                | PartKind::Seal(_) => continue,
                // `at least 5`
                PartKind::Locator(Locator::Label { label, value }) => {
                    string = format!("at {} {}", label.of(self.text), value.of(self.text)).into();
                    Slice::as_str(&string)
                }
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

    /// A language tag. Another word means no language, not an unknown one.
    fn language(&self) -> Option<Slice> {
        let word = self.word().filter(|word| is_language(&word.text));
        word.map(|word| word.text)
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

    fn source_file(&self) -> Option<SourceFile> {
        let checksum = match self.parts {
            [_, mark, checksum] if mark.span.of(self.text) == "sha256" => {
                Some(word(self.text, checksum.span))
            }
            _ => None,
        };
        Some(SourceFile {
            path: self.string()?,
            checksum,
            span: self.span,
        })
    }

    fn signature(&self) -> Signature {
        let by = self.parts.iter().find_map(|part| match part.kind {
            PartKind::By(SignerNode::Name(span)) => Some(By::Name(string(self.text, span))),
            PartKind::By(SignerNode::Reference(_)) => self.reference.map(By::Entity),
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

    pub fn allow(&self) -> Option<Allow> {
        Some(Allow {
            rule: self.word()?,
            reason: self.string(),
            span: self.span,
        })
    }
}

fn evidence_role(field: &str) -> EvidenceRole {
    match field {
        "contradicted-by" => EvidenceRole::ContradictedBy,
        "context" => EvidenceRole::Context,
        _ => EvidenceRole::Source,
    }
}

/// Adds the value, if there is one, without spare capacity: most lists have one value.
pub(super) fn add<T>(list: &mut ThinVec<T>, value: Option<T>) {
    let Some(value) = value else { return };
    if list.is_empty() {
        list.reserve_exact(1);
    }
    list.push(value);
}
