//! What a checker of a claim vouches for, in the form that is hashed.
//!
//! A source is identified by what it is, not by where it is. Its kind, title, date and author are
//! sealed. Its addresses and copies are not: they are added and corrected all the time after a check
//! and would break seals for nothing. `value`, `about` and `context` are not sealed either, because
//! other rules compare them with the passage.
//!
//! Seals of three groups fold texts as the first version of Sayso did, so everything is worked out once for each edition
//! of seals.

use std::cell::OnceCell;
use std::ops::Range;

use super::seal::{Changed, Hashes, Seal, hash_of};
use super::sealed_text::{Edition, SealedText};
use crate::article::Article;
use crate::model::schema::CLAIM_KINDS;
use crate::model::{By, Claim, Evidence, EvidenceRole, Item, Source, locators};
use crate::syntax::Locator;
use crate::workspace::{FileId, Segment, Target, Workspace, also_anchors};

/// Everything that a seal covers. It contains no names of declarations and no positions, and of a
/// confidential source only its description in the article.
#[derive(Clone, Debug)]
pub struct Checked {
    /// As seals of three groups hash it.
    first: Content,
    /// As seals of four groups hash it.
    second: Content,
}

/// Everything that a seal covers, folded.
#[derive(Clone, Debug)]
struct Content {
    text: SealedText,
    kind: String,
    /// `asserts:`, then the speakers.
    attribution: Vec<String>,
    evidence: Vec<Citation>,
    hashes: OnceCell<Hashes>,
    /// The hash of the attribution with each kind that the claim does not have.
    other_kinds: OnceCell<Vec<(u16, &'static str)>>,
}

/// One citation of a source. Citations are sorted by source, so that the order of lines makes no
/// difference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Citation {
    /// The citing field and the identity of the source, a line each.
    source: String,
    /// The label of the locator, its value, and the quoted words.
    place: [String; 3],
}

impl Checked {
    /// What is checked of the claim in `segment` whose title quotes that passage, a range of the article's source. None
    /// if something that the claim refers to is not declared or has no title, or if the words of an `also:` are not
    /// found.
    pub fn of(
        workspace: &Workspace,
        file: FileId,
        segment: &Segment,
        article: &Article,
        passage: Range<usize>,
    ) -> Option<Checked> {
        let item = segment.item.as_ref()?;
        let claim = item.claim()?;
        let mut passages = vec![passage];
        for anchor in also_anchors(article, claim) {
            passages.push(anchor.passages().first()?.clone());
        }
        let content = |edition| {
            let claim_in_file = ClaimInFile {
                workspace,
                file,
                segment,
                item,
                edition,
            };
            claim_in_file.content(claim, SealedText::of(article, &passages, edition))
        };
        Some(Checked {
            first: content(Edition::First)?,
            second: content(Edition::Second)?,
        })
    }

    pub fn seal(&self) -> Seal {
        Seal::from(self.second.hashes())
    }

    /// What has changed since that seal was made; empty if it is whole.
    pub fn changes_since(&self, seal: Seal) -> Vec<Changed> {
        let content = match seal.covers_sentence() {
            true => &self.second,
            false => &self.first,
        };
        seal.changes(content.hashes(), |hash| {
            let mut kinds = content.other_kinds().iter();
            let kind = kinds.find(|(known, _)| *known == hash);
            kind.map(|(_, kind)| *kind)
        })
    }

    /// Everything that is hashed.
    #[cfg(test)]
    pub fn strings(&self) -> Vec<&str> {
        let contents = [&self.first, &self.second].into_iter();
        contents.flat_map(Content::strings).collect()
    }
}

impl Content {
    #[cfg(test)]
    fn strings(&self) -> impl Iterator<Item = &str> {
        let evidence = self.evidence.iter();
        let evidence = evidence.flat_map(|it| std::iter::once(&it.source).chain(&it.place));
        let attribution = std::iter::once(&self.kind).chain(&self.attribution);
        let text = std::iter::once(&self.text.passage).chain(&self.text.around);
        text.chain(attribution).chain(evidence).map(String::as_str)
    }

    fn hashes(&self) -> Hashes {
        *self.hashes.get_or_init(|| {
            let mut sources: Vec<&str> = self.evidence.iter().map(|it| &*it.source).collect();
            sources.dedup();
            let evidence = self.evidence.iter().flat_map(|cited| {
                let place = cited.place.iter().map(String::as_str);
                std::iter::once(&*cited.source).chain(place)
            });
            Hashes {
                passage: hash_of("passage", [&*self.text.passage]),
                attribution: self.hash_of_attribution(&self.kind),
                sources: hash_of("sources", sources),
                evidence: hash_of("evidence", evidence),
                sentence: hash_of("sentence", self.text.around.iter().map(String::as_str)),
            }
        })
    }

    fn other_kinds(&self) -> &[(u16, &'static str)] {
        self.other_kinds.get_or_init(|| {
            let kinds = CLAIM_KINDS.iter().filter(|kind| **kind != self.kind);
            kinds
                .map(|kind| (self.hash_of_attribution(kind), *kind))
                .collect()
        })
    }

    /// The hash of the attribution if the claim were of that kind.
    fn hash_of_attribution(&self, kind: &str) -> u16 {
        let attribution = self.attribution.iter().map(String::as_str);
        hash_of("attribution", std::iter::once(kind).chain(attribution))
    }
}

/// A claim, where it is declared, and the edition of the seal.
struct ClaimInFile<'a> {
    workspace: &'a Workspace,
    file: FileId,
    segment: &'a Segment,
    item: &'a Item,
    edition: Edition,
}

impl ClaimInFile<'_> {
    fn content(&self, claim: &Claim, text: SealedText) -> Option<Content> {
        let speakers = self.item.said_by();
        let speakers = speakers.map(|speaker| self.title_of(&self.target(speaker)?));
        let mut speakers: Vec<String> = speakers.collect::<Option<_>>()?;
        speakers.sort();
        speakers.dedup();
        let asserts = claim.asserts().map_or("", |word| &word.text);
        let cited = claim.evidence.iter();
        let cited = cited.filter(|evidence| evidence.role != EvidenceRole::Context);
        let mut evidence: Vec<Citation> = cited.map(|it| self.cited(it)).collect::<Option<_>>()?;
        evidence.sort();
        evidence.dedup();
        Some(Content {
            text,
            kind: self.item.kind().unwrap_or("fact").to_owned(),
            attribution: std::iter::once(asserts.to_owned())
                .chain(speakers)
                .collect(),
            evidence,
            hashes: OnceCell::new(),
            other_kinds: OnceCell::new(),
        })
    }

    fn target(&self, reference: usize) -> Option<Target<'_>> {
        self.workspace.target(self.file, self.item, reference)
    }

    fn cited(&self, evidence: &Evidence) -> Option<Citation> {
        let target = self.target(evidence.reference)?;
        let item = target.item()?;
        let role = match evidence.role {
            EvidenceRole::ContradictedBy => "contradicted-by",
            EvidenceRole::Source | EvidenceRole::Context => "source",
        };
        let identity = self.identity_of(target.file, item, item.source()?)?;
        let [label, place] = match evidence.locator {
            Some(Locator::Label { label, value }) => {
                let label = label.of(&self.segment.text);
                let known =
                    locators::label_of(label).map_or_else(|| self.fold(label), str::to_owned);
                [known, self.fold(value.of(&self.segment.text))]
            }
            Some(Locator::Time(time)) => {
                ["time".to_owned(), self.fold(time.of(&self.segment.text))]
            }
            Some(Locator::Missing) | None => [String::new(), String::new()],
        };
        let words = evidence.words.as_ref();
        let words = words.map_or(String::new(), |words| self.fold(&words.text));
        Some(Citation {
            source: format!("{role}\n{identity}"),
            place: [label, place, words],
        })
    }

    /// The identity of a source, in lines: its kind, title, date and authors. For a confidential source only
    /// its description: a short hash of a name can be guessed.
    fn identity_of(&self, file: FileId, item: &Item, source: &Source) -> Option<String> {
        if source.confidential {
            let described = source.described_as.as_ref();
            let described = described.map_or(String::new(), |text| self.fold(&text.text));
            return Some(format!("confidential\n{described}"));
        }
        let by = source.by.iter().map(|by| match by {
            By::Name(name) => Some(self.fold(&name.text)),
            By::Entity(reference) => self.title_of(&self.workspace.target(file, item, *reference)?),
        });
        let mut by: Vec<String> = by.collect::<Option<_>>()?;
        by.sort();
        by.dedup();
        let title = item.title.as_ref()?;
        let issued = source.issued.as_ref().map_or("", |date| &date.text);
        let mut lines = vec![
            item.kind().unwrap_or_default().to_owned(),
            self.fold(&title.text),
            issued.to_owned(),
        ];
        lines.extend(by);
        Some(lines.join("\n"))
    }

    /// The identity of an entity: its title.
    fn title_of(&self, target: &Target) -> Option<String> {
        let item = target.item()?;
        item.entity()?;
        Some(self.fold(&item.title.as_ref()?.text))
    }

    fn fold(&self, text: &str) -> String {
        self.edition.fold(text)
    }
}
