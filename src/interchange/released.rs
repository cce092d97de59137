//! What may leave the newsroom. Everything that is exported is a [`Released`] draft, and this file alone makes one,
//! field by field: what is not named here stays. See `docs/decisions/0001-never-print-confidential-sources.md`.
//!
//! Of a confidential source, only `described-as:` leaves. What could give it away is left out wherever it stands: notes,
//! the words and the place in the source, and any text with one of its names.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Deref;

use super::exported_text::{Lines, text_of};
use super::hush::Hush;
use super::model::{Claim, Draft, Entity, Evidence, Note, Party, Reply, SignOff, Source};
use crate::article::ArticleFormat;
use crate::model::{By, EvidenceRole, Item, Rank, Role, Signature, Text};
use crate::rules::{Analysis, checked_in};
use crate::signoff::{ClaimState, SignOffState};
use crate::syntax::{Keyword, PartKind};
use crate::workspace::{
    ArticlePlace, DeclarationId, File, FileId, Segment, Slot, Target, Workspace,
};

/// A draft of which only that is left which may leave the newsroom.
pub struct Released {
    draft: Draft,
    /// The number of claims that are left out because their words could give a confidential source away.
    pub left_out: usize,
}

impl Deref for Released {
    type Target = Draft;

    fn deref(&self) -> &Draft {
        &self.draft
    }
}

/// Why nothing of a draft may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// The article names somebody behind a confidential source.
    Exposed,
}

impl Released {
    pub fn of(workspace: &Workspace, analysis: &Analysis) -> Result<Released, Withheld> {
        if !analysis.exposed().is_empty() {
            return Err(Withheld::Exposed);
        }
        let id = analysis.file();
        let mut release = Release {
            workspace,
            analysis,
            id,
            hush: Hush::of(workspace),
            confidential: BTreeMap::new(),
            sources: BTreeMap::new(),
            entities: RefCell::default(),
            lines: Lines::default(),
        };
        let mut draft = Draft::default();
        let mut left_out = 0;
        if let Some(file) = workspace.file(id) {
            release.article(file, &mut draft);
            for slot in file.slots() {
                let Some(item) = slot.segment.item.as_ref() else {
                    continue;
                };
                if item.claim().is_some() {
                    match release.claim(slot, item) {
                        Some(claim) => draft.claims.push(claim),
                        None => left_out += 1,
                    }
                }
                if item.source().is_some() {
                    release.source_key(id, slot.id, item);
                }
                if item.entity().is_some() {
                    release.released_entity(id, slot.id, item);
                }
            }
        }
        draft.sources = release.all_sources();
        draft.entities = release.entities.into_inner().into_values().collect();
        Ok(Released { draft, left_out })
    }
}

type DeclarationKey = (FileId, DeclarationId);

struct Release<'a> {
    workspace: &'a Workspace,
    analysis: &'a Analysis,
    id: FileId,
    hush: Hush<'a>,
    /// The keys under which confidential sources leave.
    confidential: BTreeMap<DeclarationKey, String>,
    sources: BTreeMap<DeclarationKey, Source>,
    /// Those of the draft, and those that something in it refers to.
    entities: RefCell<BTreeMap<DeclarationKey, Entity>>,
    lines: Lines,
}

impl Release<'_> {
    fn said(&self, text: &Text) -> Option<String> {
        self.hush.said(&text.text)
    }

    fn maybe(&self, text: Option<&Text>) -> Option<String> {
        text.and_then(|text| self.said(text))
    }

    fn all(&self, texts: &[Text]) -> Vec<String> {
        texts.iter().filter_map(|text| self.said(text)).collect()
    }

    fn article(&mut self, file: &File, draft: &mut Draft) {
        let stem = self.hush.said(&file.stem());
        draft.stem = stem.unwrap_or_else(|| "draft".to_owned());
        if let Some(text) = self.analysis.article() {
            (draft.text, self.lines) = text_of(text);
            draft.is_markdown = match &text.place {
                Some(ArticlePlace::File(path)) => {
                    ArticleFormat::of(path) == ArticleFormat::Markdown
                }
                _ => true,
            };
        }
        let item = file
            .first(Keyword::Article)
            .and_then(|slot| Some((&slot.segment, slot.segment.item.as_ref()?)));
        let Some((segment, item)) = item.filter(|(_, item)| !item.is_protected()) else {
            return;
        };
        let Some(article) = item.article() else {
            return;
        };
        draft.title = self.maybe(item.title.as_ref());
        draft.published = self.maybe(article.published.as_ref());
        draft.updated = self.maybe(article.updated.as_ref());
        draft.language = article.language.as_ref().map(|tag| tag.to_string());
        draft.url = self.values(segment, "url").into_iter().next();
        let byline = article.byline.iter();
        draft.byline = byline
            .filter_map(|by| self.party(self.id, item, by))
            .collect();
    }

    /// `None` if its words could give a source away.
    fn claim(&mut self, slot: &Slot, item: &Item) -> Option<Claim> {
        let segment = &slot.segment;
        let claim = item.claim().filter(|_| !item.is_protected())?;
        let words = self.said(item.title.as_ref()?)?;
        let cites_confidential = claim.evidence.iter().any(|evidence| {
            let target = self.target(item, evidence.reference);
            target.is_some_and(|target| target.item().is_some_and(Item::is_protected))
        });
        let evidence: Vec<Evidence> = claim
            .evidence
            .iter()
            .filter_map(|evidence| self.evidence(segment, item, evidence))
            .collect();
        let said_by: Vec<usize> = item.said_by().collect();
        let about: Vec<usize> = item.about().collect();
        let replies = claim.replies().iter().filter_map(|reply| {
            Some(Reply {
                party: self.entity(item, reply.reference)?,
                outcome: reply.outcome.as_ref().map(|it| it.text.to_string()),
                date: reply.date.as_ref().map(|it| it.text.to_string()),
            })
        });
        let replies = replies.collect();
        let states = self.states(slot, claim.checked());
        let signed = claim.checked().iter().zip(&states);
        let signed: Vec<SignOff> = signed
            .map(|(signature, state)| self.sign_off(item, signature, state))
            .collect();
        let found = self.analysis.passages().found(slot.id);
        Some(Claim {
            name: item.name().and_then(|name| self.hush.said(name)),
            kind: item.kind().and_then(|kind| self.hush.said(kind)),
            words,
            prefix: self.maybe(claim.prefix()),
            suffix: self.maybe(claim.suffix()),
            also: self.all(claim.also()),
            place: found.and_then(|range| self.lines.in_text(range)),
            evidence,
            said_by: self.entities_of(item, &said_by),
            about: self.entities_of(item, &about),
            asserts: self.maybe(claim.asserts()),
            value: self.maybe(claim.value()),
            verdict: self.maybe(claim.verdict()),
            replies,
            checked: signed,
            state: Some(state_word(ClaimState::of(
                item,
                claim.sources().count(),
                &states,
            ))),
            // A note may say who told it.
            notes: match cites_confidential {
                true => Vec::new(),
                false => self.notes(segment, item),
            },
        })
    }

    fn states(&self, slot: &Slot, signed: &[Signature]) -> Vec<SignOffState> {
        let checked = match signed {
            [] => None,
            _ => checked_in(self.workspace, self.analysis, slot),
        };
        let states = signed.iter();
        states
            .map(|signature| SignOffState::of(signature, checked.as_ref()))
            .collect()
    }

    fn sign_off(&self, item: &Item, signature: &Signature, state: &SignOffState) -> SignOff {
        let by = signature.by.as_ref();
        SignOff {
            date: signature.date.as_ref().map(|date| date.text.to_string()),
            by: by.and_then(|by| Some(self.party(self.id, item, by)?.name)),
            seal: match state {
                SignOffState::Whole | SignOffState::WholeWithoutSentence => "whole",
                SignOffState::Broken(_) => "broken",
                SignOffState::Unsealed => "none",
                SignOffState::Unknown => "unknown",
            }
            .to_owned(),
        }
    }

    fn target(&self, item: &Item, reference: usize) -> Option<Target<'_>> {
        self.workspace.target(self.id, item, reference)
    }

    fn evidence(
        &mut self,
        segment: &Segment,
        item: &Item,
        evidence: &crate::model::Evidence,
    ) -> Option<Evidence> {
        let workspace = self.workspace;
        let target = workspace.target(self.id, item, evidence.reference)?;
        let cited = target.item().filter(|item| item.source().is_some())?;
        let key = self.source_key(target.file, target.id, cited);
        let role = match evidence.role {
            EvidenceRole::Source => "source",
            EvidenceRole::ContradictedBy => "contradicted-by",
            EvidenceRole::Context => "context",
        };
        let rank = evidence.rank.map(|rank| match rank {
            Rank::Primary => "primary",
            Rank::Secondary => "secondary",
        });
        let is_open = !cited.is_protected();
        let locator = evidence.locator.filter(|_| is_open);
        let locator = locator.and_then(|locator| locator_text(segment, locator));
        let words = evidence.words.as_deref().filter(|_| is_open);
        Some(Evidence {
            role: role.to_owned(),
            source: key,
            locator: locator.and_then(|locator| self.hush.said(&locator)),
            words: self.maybe(words),
            rank: rank.map(str::to_owned),
        })
    }

    /// The key of a source, which leaves with what cites it.
    fn source_key(&mut self, file: FileId, id: DeclarationId, item: &Item) -> String {
        let place = (file, id);
        if item.is_protected() {
            let number = self.confidential.len() + 1;
            let key = self.confidential.entry(place);
            let key = key
                .or_insert_with(|| format!("confidential-{number}"))
                .clone();
            let described = item
                .source()
                .and_then(|source| source.described_as.as_ref());
            let described = described.and_then(|text| self.said(text));
            self.sources.entry(place).or_insert_with(|| Source {
                key: key.clone(),
                title: Some(described.unwrap_or_else(|| "a confidential source".to_owned())),
                is_confidential: true,
                ..Source::default()
            });
            return key;
        }
        let key = item
            .name()
            .map_or_else(|| item.label().to_owned(), |name| name.to_string());
        let key = self
            .hush
            .said(&key)
            .unwrap_or_else(|| format!("source-{}", id.0));
        if !self.sources.contains_key(&place) {
            // First, because sources may refer to each other in a ring.
            self.sources.insert(place, Source::default());
            let source = self.source(file, id, item, key.clone());
            self.sources.insert(place, source);
        }
        key
    }

    fn source(&mut self, file: FileId, id: DeclarationId, item: &Item, key: String) -> Source {
        let workspace = self.workspace;
        let segment = workspace.file(file).and_then(|file| file.slot(id));
        let segment = segment.map(|slot| slot.segment.clone());
        let (Some(source), Some(segment)) = (item.source(), segment) else {
            return Source::default();
        };
        let derived: Vec<usize> = item.derived_from().collect();
        let derived = derived.into_iter().filter_map(|reference| {
            let target = workspace.target(file, item, reference)?;
            let origin = target.item().filter(|item| item.source().is_some())?;
            Some(self.source_key(target.file, target.id, origin))
        });
        let derived_from = derived.collect();
        let parties = |all: &[By]| {
            all.iter()
                .filter_map(|by| self.party(file, item, by))
                .collect()
        };
        let retracted = source.retracted.as_ref().map(|retraction| {
            let date = retraction.date.as_ref().map(|date| date.text.to_string());
            let reason = self.maybe(retraction.reason.as_ref());
            let parts: Vec<String> = date.into_iter().chain(reason).collect();
            parts.join(": ")
        });
        Source {
            key,
            kind: item.kind().and_then(|kind| self.hush.said(kind)),
            title: self.maybe(item.title.as_ref()),
            by: parties(&source.by),
            publisher: source
                .publisher
                .as_ref()
                .and_then(|by| self.party(file, item, by)),
            issued: self.maybe(source.issued.as_ref()),
            event: self.maybe(source.event.as_ref()),
            retrieved: self.maybe(source.retrieved.as_ref()),
            urls: self.all(&source.urls),
            archived: self.all(&source.archived),
            language: source.language.as_ref().map(|tag| tag.to_string()),
            derived_from,
            terms: self.maybe(source.terms.as_ref()),
            retracted,
            is_confidential: false,
            notes: self.notes_in(file, &segment, item),
        }
    }

    fn all_sources(&mut self) -> Vec<Source> {
        std::mem::take(&mut self.sources).into_values().collect()
    }

    fn entities_of(&mut self, item: &Item, references: &[usize]) -> Vec<Party> {
        let all = references.iter();
        all.filter_map(|reference| self.entity(item, *reference))
            .collect()
    }

    /// The entity that a claim refers to. It leaves with the claim.
    fn entity(&self, item: &Item, reference: usize) -> Option<Party> {
        self.party(self.id, item, &By::Entity(reference))
    }

    /// The entity, which leaves with what refers to it.
    fn released_entity(&self, file: FileId, id: DeclarationId, item: &Item) -> Option<Entity> {
        let known = self.entities.borrow().get(&(file, id)).cloned();
        known.or_else(|| {
            let entity = self.open_entity(file, id, item)?;
            self.entities
                .borrow_mut()
                .insert((file, id), entity.clone());
            Some(entity)
        })
    }

    /// The entity, unless a confidential source refers to it or it has a name of one.
    fn open_entity(&self, file: FileId, id: DeclarationId, item: &Item) -> Option<Entity> {
        let entity = item.entity().filter(|_| !item.is_protected())?;
        let key = item
            .name()
            .map_or_else(|| item.label().to_owned(), |name| name.to_string());
        let is_telling = item.known_names().any(|name| self.hush.is_telling(name));
        if is_telling || self.hush.is_behind(&key) || self.hush.is_telling(&key) {
            return None;
        }
        let slot = self.workspace.file(file)?.slot(id)?;
        let roles = entity.roles.iter().filter_map(|role| {
            let time = role.time.as_ref().map(|time| time.text.to_string());
            Some((self.said(&role.title)?, time))
        });
        Some(Entity {
            key,
            kind: item.kind().and_then(|kind| self.hush.said(kind)),
            name: self.maybe(item.title.as_ref())?,
            aka: self.all(&entity.aka),
            roles: roles.collect(),
            wikidata: self.maybe(entity.wikidata.as_ref()),
            urls: self.values(&slot.segment, "url"),
            born: self.maybe(entity.born.as_ref()),
            died: self.maybe(entity.died.as_ref()),
            founded: self.maybe(entity.founded.as_ref()),
            same_as: self.values(&slot.segment, "same-as"),
            notes: self.notes_in(file, &slot.segment, item),
        })
    }

    fn party(&self, file: FileId, item: &Item, by: &By) -> Option<Party> {
        match by {
            By::Name(name) => Some(Party {
                name: self.said(name)?,
                ..Party::default()
            }),
            By::Entity(reference) => {
                let target = self.workspace.target(file, item, *reference)?;
                let entity = target.item().filter(|item| item.entity().is_some())?;
                let entity = self.released_entity(target.file, target.id, entity)?;
                Some(Party {
                    entity: Some(entity.key),
                    kind: entity.kind,
                    name: entity.name,
                })
            }
        }
    }

    fn notes(&self, segment: &Segment, item: &Item) -> Vec<Note> {
        self.notes_in(self.id, segment, item)
    }

    /// The notes, unless the declaration refers in one to what is confidential.
    fn notes_in(&self, file: FileId, segment: &Segment, item: &Item) -> Vec<Note> {
        let mut mentioned = item.references.iter().filter(|it| it.role == Role::Note);
        let is_telling = mentioned.any(|reference| {
            let target = self.workspace.resolve(file, reference).found();
            let is_open = target
                .and_then(|target| target.item())
                .is_none_or(|it| !it.is_protected());
            !is_open || self.hush.is_behind(&reference.name)
        });
        if is_telling {
            return Vec::new();
        }
        let notes = self.values(segment, "note").into_iter();
        notes.map(|note| Note::of_draft(&note)).collect()
    }

    /// The values of a field: strings without quotation marks, and addresses.
    fn values(&self, segment: &Segment, field: &str) -> Vec<String> {
        let text = &segment.text;
        let Some(declaration) = segment.syntax().declaration.as_ref() else {
            return Vec::new();
        };
        let fields = declaration.fields_named(text, field);
        let parts = fields
            .flat_map(|field| &field.values)
            .flat_map(|value| &value.parts);
        let texts = parts.filter_map(|part| match part.kind {
            PartKind::String => Some(crate::syntax::contents_of(text, part.span).to_string()),
            PartKind::Url => Some(part.span.of(text).to_owned()),
            _ => None,
        });
        texts.filter_map(|text| self.hush.said(&text)).collect()
    }
}

fn state_word(state: ClaimState) -> String {
    let word = serde_json::to_value(state).ok();
    word.and_then(|word| Some(word.as_str()?.to_owned()))
        .unwrap_or_default()
}

/// A locator as it is written.
fn locator_text(segment: &Segment, locator: crate::syntax::Locator) -> Option<String> {
    use crate::syntax::Locator;
    let text = &segment.text;
    match locator {
        Locator::Label { label, value } => Some(format!("{} {}", label.of(text), value.of(text))),
        Locator::Time(span) => Some(span.of(text).to_owned()),
        Locator::Missing => None,
    }
}
