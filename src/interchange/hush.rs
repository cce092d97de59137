//! The words by which a text could give a confidential source away. Stricter than what the other outputs look for:
//! they print what a desk reads itself, and what is exported goes to others.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;

use crate::model::{By, Item};
use crate::syntax::{Keyword, PartKind, contents_span};
use crate::text::fold::{fold, fold_for_search};
use crate::text::words::{is_boundary, words};
use crate::workspace::{FileId, Segment, Workspace};

/// The words of all confidential sources of a workspace.
pub struct Hush<'a> {
    workspace: &'a Workspace,
    search: Option<AhoCorasick>,
    /// The entities that such sources refer to, by name.
    entities: BTreeSet<String>,
}

/// Fields of a confidential source that do not say who it is.
const OPEN_FIELDS: [&str; 7] = [
    "described-as",
    "language",
    "terms",
    "reason",
    "approved",
    "retracted",
    "allow",
];

impl<'a> Hush<'a> {
    pub fn of(workspace: &'a Workspace) -> Hush<'a> {
        let confidential = workspace.confidential_words();
        let mut all = BTreeSet::new();
        let mut entities = BTreeSet::new();
        for source in workspace.confidential_sources() {
            all.extend(confidential.names_of(source).map(searchable));
            let file = workspace.file(source.0);
            let Some(slot) = file.and_then(|file| file.slot(source.1)) else {
                continue;
            };
            all.extend(texts_of(&slot.segment).iter().map(|text| searchable(text)));
            if let Some(item) = &slot.segment.item {
                names_behind(workspace, source.0, item, &mut all, &mut entities);
            }
        }
        all.retain(|words| !words.is_empty());
        let search = (!all.is_empty())
            .then(|| AhoCorasick::new(&all).ok())
            .flatten();
        Hush {
            workspace,
            search,
            entities,
        }
    }

    /// The text, unless it could give a source away.
    pub fn said(&self, text: &str) -> Option<String> {
        (!self.is_telling(text)).then(|| text.to_owned())
    }

    pub fn is_telling(&self, text: &str) -> bool {
        let Some(search) = &self.search else {
            return false;
        };
        let plain = searchable(text);
        let mut found = search.find_overlapping_iter(&plain);
        let is_word =
            |start: usize, end: usize| is_boundary(&plain, start) && is_boundary(&plain, end);
        found.any(|found| is_word(found.start(), found.end())) || {
            let people = &self.workspace.confidential_words().people;
            !people.in_prose(&fold(text)).is_empty()
        }
    }

    /// Whether a confidential source refers to the entity of this name.
    pub fn is_behind(&self, entity: &str) -> bool {
        self.entities.contains(entity)
    }
}

/// What the declaration says in strings and addresses, except how the source may be described. A single word may be any
/// word; that of a name is found by its field.
fn texts_of(segment: &Segment) -> Vec<String> {
    let text = &segment.text;
    let Some(declaration) = segment.syntax().declaration.as_ref() else {
        return vec![text.to_string()];
    };
    let mut all = Vec::new();
    let title = declaration
        .title
        .map(|title| contents_span(text, title).of(text));
    all.extend(title.map(str::to_owned));
    for field in &declaration.fields {
        let name = field.name.of(text);
        if OPEN_FIELDS.contains(&name) || declaration.keyword == Keyword::Unknown {
            continue;
        }
        for part in field.values.iter().flat_map(|value| &value.parts) {
            match part.kind {
                PartKind::String => all.push(contents_span(text, part.span).of(text).to_owned()),
                PartKind::Url | PartKind::Unquoted => all.push(part.span.of(text).to_owned()),
                _ => {}
            }
        }
    }
    all.retain(|text| words(text).count() > 1);
    all
}

/// The names of the entities that the source refers to.
fn names_behind(
    workspace: &Workspace,
    file: FileId,
    item: &Item,
    all: &mut BTreeSet<String>,
    entities: &mut BTreeSet<String>,
) {
    let Some(identity) = item.source().and_then(|source| source.identity.as_ref()) else {
        return;
    };
    for by in &identity.by {
        if let By::Name(name) = by {
            all.insert(searchable(&name.text));
        }
    }
    for reference in &identity.references {
        entities.insert(reference.name.to_string());
        let target = workspace.resolve(file, reference).found();
        if let Some(item) = target.and_then(|target| target.item()) {
            all.extend(item.known_names().map(searchable));
        }
    }
}

/// The text without letter case, accents, and what stands between words.
fn searchable(text: &str) -> String {
    let text = fold_for_search(text);
    let all: Vec<&str> = words(&text).map(|word| &text[word]).collect();
    all.join(" ")
}
