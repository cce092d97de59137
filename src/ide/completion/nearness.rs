//! What a claim is likely to refer to: whom it is about, and what was used last.

use rustc_hash::FxHashMap;

use super::Request;
use crate::rules::sources_by_its_people;
use crate::syntax::Keyword;
use crate::text::fold::fold;
use crate::workspace::{DeclarationId, FileId, Slot};

/// The number of declarations above the cursor in which what was used last is looked for.
const MOST_ABOVE: usize = 100;

/// The maximum number of references that are looked at in one of them.
const MOST_REFERENCES: usize = 50;

/// The maximum number of bytes of a passage in which names are looked for.
const LONGEST_PASSAGE: usize = 5_000;

type Declared = (FileId, DeclarationId);

pub(super) struct Nearness {
    to_claim: FxHashMap<Declared, u32>,
    recently_used: FxHashMap<Declared, u32>,
}

impl Nearness {
    /// Of everything that a reference at the cursor can refer to.
    pub fn of(request: &Request, keyword: Option<Keyword>) -> Nearness {
        Nearness {
            to_claim: match keyword {
                Some(Keyword::Source) => by_its_people(request),
                _ => in_its_passage(request),
            },
            recently_used: used_above(request),
        }
    }

    /// Zero if the claim around the cursor has nothing to do with the declaration.
    pub fn to_claim(&self, declared: Declared) -> u32 {
        self.to_claim.get(&declared).copied().unwrap_or(0)
    }

    /// Zero if no declaration right above refers to it. Largest for what the nearest one refers to.
    pub fn recently_used(&self, declared: Declared) -> u32 {
        self.recently_used.get(&declared).copied().unwrap_or(0)
    }
}

/// The sources by the speakers and the subjects of the claim.
fn by_its_people(request: &Request) -> FxHashMap<Declared, u32> {
    let item = request.segment.item.as_ref();
    match item.filter(|item| item.claim().is_some()) {
        Some(item) => sources_by_its_people(request.workspace, request.file_id, item),
        None => FxHashMap::default(),
    }
}

/// The entities that the claim's passage names: in the article, or in the claim's title if that is not found there. The
/// first one is the nearest.
fn in_its_passage(request: &Request) -> FxHashMap<Declared, u32> {
    let item = request.segment.item.as_ref();
    let claim = item.filter(|item| item.claim().is_some());
    let Some(title) = claim.and_then(|item| item.title.as_ref()) else {
        return FxHashMap::default();
    };
    let text = passage(request).unwrap_or_else(|| fold(&title.text));
    let text = &text[..text.floor_char_boundary(LONGEST_PASSAGE)];
    let mentions = request.workspace.known_names().mentions(text);
    let mut near = FxHashMap::default();
    for (mention, rank) in mentions.iter().rev().zip(1..) {
        near.insert(mention.id, rank);
    }
    near
}

fn passage(request: &Request) -> Option<String> {
    let text = request.workspace.article(request.file_id)?;
    let article = text.article()?;
    let passages = request.passages.of(request.workspace, request.file_id)?;
    let passage = passages.found(request.id)?;
    Some(article.folded_text(passage).to_owned())
}

/// What the declarations above the cursor refer to. What its own declaration refers to is there already.
fn used_above(request: &Request) -> FxHashMap<Declared, u32> {
    let above = request.file.slots().iter().rev();
    let above = above
        .skip_while(|slot| slot.id != request.id)
        .skip(1)
        .take(MOST_ABOVE);
    let mut used = FxHashMap::default();
    let mut rank = u32::MAX;
    for declared in above.flat_map(|slot| references_in(request, slot)) {
        used.entry(declared).or_insert(rank);
        rank -= 1;
    }
    used
}

fn references_in(request: &Request, slot: &Slot) -> Vec<Declared> {
    let references = slot.segment.item.iter().flat_map(|item| &item.references);
    let found = references.take(MOST_REFERENCES).filter_map(|reference| {
        let resolution = request.workspace.resolve(request.file_id, reference);
        resolution.found()
    });
    found.map(|target| (target.file, target.id)).collect()
}
