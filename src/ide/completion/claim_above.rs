//! The speaker and the sources of the claim above, for the next claim: articles often cite one source several times.

use super::snippet::escaped;
use super::{Completion, CompletionKind, Insert, Request};
use crate::model::{Claim, Evidence, Item};
use crate::syntax::Locator;
use crate::workspace::Segment;

/// The maximum number of declarations above the cursor in which a claim is looked for.
const MOST_ABOVE: usize = 100;
/// The maximum number of sources that are offered.
const MOST_SOURCES: usize = 3;

impl Request<'_> {
    /// Whole lines of the nearest claim above that cites a source or names a speaker.
    pub(super) fn lines_of_claim_above(&self) -> Vec<Completion> {
        let Some((item, claim)) = self.segment.item.as_ref().and_then(claim_of) else {
            return Vec::new();
        };
        if !self.rest_of_line().trim().is_empty() {
            return Vec::new();
        }
        let slots = self.file.slots();
        let here = slots.iter().position(|slot| slot.id == self.id);
        let here = here.unwrap_or_default();
        let above = slots[..here].iter().rev().take(MOST_ABOVE);
        let found = above
            .map(|slot| &*slot.segment)
            .find_map(|segment| lines_of(segment, item, claim));
        let lines = found.unwrap_or_default().into_iter();
        lines.map(|line| self.line(&line)).collect()
    }

    fn line(&self, line: &str) -> Completion {
        let mut item = self.item(CompletionKind::Field, line.trim_end());
        item.detail = Some("as in the claim above".to_owned());
        item.insert = match self.options.snippets && line.ends_with(' ') {
            true => Insert::Snippet(format!("{}$0", escaped(line))),
            false => Insert::Text(line.to_owned()),
        };
        item
    }
}

fn claim_of(item: &Item) -> Option<(&Item, &Claim)> {
    Some((item, item.claim()?))
}

/// The lines of the claim above that the claim at the cursor lacks. `None` if that is no claim, or says neither.
fn lines_of(above: &Segment, item: &Item, claim: &Claim) -> Option<Vec<String>> {
    let (item_above, claim_above) = above.item.as_ref().and_then(claim_of)?;
    let written = |reference: usize| item_above.references[reference].span.of(&above.text);
    let mut lines = Vec::new();
    if item.said_by().next().is_none()
        && let Some(speaker) = item_above.said_by().next()
    {
        lines.push(format!("said-by: {}", written(speaker)));
    }
    let is_cited = |evidence: &&Evidence| {
        let name = &item_above.references[evidence.reference].name;
        let mut own = claim.sources();
        own.any(|own| item.references[own.reference].name == *name)
    };
    let sources = claim_above.sources().filter(|evidence| !is_cited(evidence));
    lines.extend(sources.take(MOST_SOURCES).map(|evidence| {
        let place = match evidence.locator {
            Some(Locator::Label { label, .. }) => format!(" at {} ", label.of(&above.text)),
            Some(_) => " at ".to_owned(),
            None => String::new(),
        };
        format!("source: {}{place}", written(evidence.reference))
    }));
    let says_something =
        item_above.said_by().next().is_some() || claim_above.sources().next().is_some();
    says_something.then_some(lines)
}
