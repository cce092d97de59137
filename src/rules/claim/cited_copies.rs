//! The newsroom's copies of the sources that a claim cites.

use crate::documents::{DocumentPlace, DocumentText, Excerpt, PlacePart, Presence};
use crate::model::{CitedPlace, Evidence, cited_places};
use crate::rules::context::Context;
use crate::text::message::{Message, message, written};
use crate::workspace::{FoundCopy, ReadCopy};

/// A source that a claim cites, with the places that it cites in it, and the copies that may have them.
pub struct CitedCopies<'a> {
    pub evidence: &'a Evidence,
    /// The language of the source, if the draft says so.
    pub language: Option<&'a str>,
    pub places: Vec<CitedPlace<'a>>,
    pub copies: Vec<CitedCopy<'a>>,
}

pub struct CitedCopy<'a> {
    /// As the draft names it.
    pub path: &'a str,
    pub copy: &'a ReadCopy,
    pub text: &'a DocumentText,
}

/// The cited sources all of whose copies were read. What one of them cannot show, such as a scan or a recording, may be
/// where the claim says.
pub fn cited_copies<'a>(context: &Context<'a>) -> Vec<CitedCopies<'a>> {
    let Some((_, claim)) = context.claim() else {
        return Vec::new();
    };
    let cited = claim.evidence.iter().filter_map(|evidence| {
        let target = context.target(evidence.reference)?;
        let file = context.workspace.file(target.file)?;
        let copies = context.workspace.copies_of(file, target.item()?);
        let copies = copies.map(|(named, copy)| match copy {
            FoundCopy::Yes(copy) => Some(CitedCopy {
                path: &named.path.text,
                copy,
                text: copy.readable()?,
            }),
            _ => None,
        });
        let copies: Vec<CitedCopy> = copies.collect::<Option<_>>()?;
        let locator = evidence.locator;
        let (_, source) = target.source()?;
        Some(CitedCopies {
            evidence,
            language: source.language.as_deref(),
            places: locator.map_or_else(Vec::new, |it| cited_places(&context.segment.text, it)),
            copies,
        })
    });
    cited.filter(|cited| !cited.copies.is_empty()).collect()
}

impl CitedCopies<'_> {
    pub fn parts(&self) -> Vec<PlacePart<'_>> {
        let parts = self.places.iter().map(|place| PlacePart {
            label: place.label,
            from: place.from,
            to: place.to,
        });
        parts.collect()
    }

    /// Whether the claim names a place, and Sayso cannot tell which.
    pub fn is_place_unclear(&self) -> bool {
        self.evidence.locator.is_some() && self.places.is_empty()
    }

    /// Whether what the claim cites may be on a page of a copy that is a scan.
    pub fn may_be_scanned(&self) -> bool {
        self.copies.iter().any(|copy| {
            let mut places = self.places.iter().filter(|place| place.label == "page");
            let scans = &copy.text.extent.unreadable_pages;
            let Some(first) = places.next() else {
                return !scans.is_empty();
            };
            std::iter::once(first).chain(places).any(|place| {
                let ends = [Some(place.from), place.to].into_iter().flatten();
                let pages: Vec<u32> = ends.flat_map(|end| copy.text.pages_called(end)).collect();
                let range = pages.iter().min().zip(pages.iter().max());
                range.is_some_and(|(from, to)| scans.iter().any(|it| (from..=to).contains(&it)))
            })
        })
    }
}

impl<'a> CitedCopy<'a> {
    /// Where the words are, and whether each of these places is among the cited ones. Without a place, all are; if Sayso
    /// does not know the place, all may be.
    pub fn places_of(&self, quoted: &str, parts: &[PlacePart]) -> Vec<(DocumentPlace, bool)> {
        let found = self.text.at(parts);
        let is_anywhere = parts.is_empty() || found.presence == Presence::Unknown;
        let places = self.copy.words().places_of(quoted);
        let places = places.into_iter().map(|words| {
            let overlaps = |it: &Excerpt| {
                let place = |at| DocumentPlace {
                    passage: it.passage,
                    at,
                };
                words.start < place(it.range.end) && place(it.range.start) <= words.end
            };
            let is_cited = is_anywhere || found.excerpts.iter().any(overlaps);
            (words.start, is_cited)
        });
        places.collect()
    }

    /// What a locator calls the places, each once.
    pub fn locators(&self, places: impl Iterator<Item = DocumentPlace>) -> Vec<String> {
        let mut locators: Vec<String> = Vec::new();
        for place in places {
            let locator = self.text.locator_of(place.passage, place.at);
            if let Some(locator) = locator.filter(|it| !locators.contains(it)) {
                locators.push(locator);
            }
        }
        locators
    }

    /// For messages: "the copy `minutes.pdf`".
    pub fn named(&self) -> Message {
        message!("the copy `{}`", written(self.path))
    }
}
