//! Recognises sources that are encyclopedias.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::model::{By, Item, Source};
use crate::rules::context::web_addresses::{ENCYCLOPEDIAS, leads_to};
use crate::text::fold::fold_for_search;
use crate::text::words::words;
use crate::workspace::{DeclarationId, FileId, Target, Workspace};

/// Words that occur in names of encyclopedias and in little else, folded.
const WORDS: [&str; 18] = [
    "wikipedia",
    "wikipedie",
    "wikipedija",
    "wikipedio",
    "viquipedia",
    "vikipedi",
    "vichipedie",
    "википедия",
    "вікіпедія",
    "βικιπαιδεια",
    "ويكيبيديا",
    "ויקיפדיה",
    "britannica",
    "encyclopaedia",
    "encyclopedia",
    "enciclopedia",
    "enzyklopadie",
    "encyclopedie",
];

/// Remembers which sources are encyclopedias, since many claims may cite the same source. Valid for one state of
/// the workspace.
#[derive(Debug, Default)]
pub struct Encyclopedias(RefCell<FxHashMap<(FileId, DeclarationId), bool>>);

impl Encyclopedias {
    /// Whether the source that `target` refers to is an encyclopedia.
    pub fn include(&self, workspace: &Workspace, target: &Target) -> bool {
        let mut known = self.0.borrow_mut();
        let known = known.entry((target.file, target.id));
        *known.or_insert_with(|| is_encyclopedia(workspace, target))
    }
}

fn is_encyclopedia(workspace: &Workspace, target: &Target) -> bool {
    let Some((item, source)) = target.source().filter(|(_, source)| !source.confidential) else {
        return false;
    };
    let has_address_of_one = source
        .urls
        .iter()
        .any(|url| leads_to(&url.text, &ENCYCLOPEDIAS));
    has_address_of_one
        || has_title_of_one(item)
        || by_and_publisher(source).any(|by| is_by_one(workspace, target, item, by))
}

/// The people and organisations that a source is by, and its publisher.
pub fn by_and_publisher(source: &Source) -> impl Iterator<Item = &By> {
    source.by.iter().chain(&source.publisher)
}

/// Whether `by` is an encyclopedia.
fn is_by_one(workspace: &Workspace, target: &Target, item: &Item, by: &By) -> bool {
    match by {
        By::Name(name) => names_encyclopedia(&name.text),
        By::Entity(reference) => {
            let entity = workspace.target(target.file, item, *reference);
            let entity = entity.as_ref().and_then(Target::item);
            entity.is_some_and(|entity| entity.known_names().any(names_encyclopedia))
        }
    }
}

/// Whether the name is that of an encyclopedia.
pub fn names_encyclopedia(name: &str) -> bool {
    let folded = fold_for_search(name);
    words(&folded).any(|word| WORDS.contains(&&folded[word]))
}

/// Whether it is a page with a title such as "Harbour Bridge - Wikipedia". The word alone is not enough: a page
/// may be about an encyclopedia.
fn has_title_of_one(item: &Item) -> bool {
    let title = item
        .title
        .as_ref()
        .filter(|_| item.kind() == Some("webpage"));
    let Some(title) = title.map(|title| title.text.as_str()) else {
        return false;
    };
    let last = [" - ", " – ", " — ", " | "];
    let last = last
        .iter()
        .filter_map(|mark| Some(title.rsplit_once(mark)?.1));
    last.min_by_key(|last| last.len())
        .is_some_and(names_encyclopedia)
}
