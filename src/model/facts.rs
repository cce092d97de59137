//! What other declarations read in a declaration.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::details::{By, Entity, Source};
use super::items::{Detail, Item};
use super::references::Role;

impl Item {
    /// A hash of everything that other declarations read in this one, without places. While it stays the
    /// same, no finding elsewhere changes.
    pub fn facts(&self) -> u64 {
        let mut hasher = FxHasher::default();
        self.keyword().hash(&mut hasher);
        self.kind().hash(&mut hasher);
        self.is_protected().hash(&mut hasher);
        match &self.detail {
            Detail::Source(source) => facts_of_source(self, source, &mut hasher),
            Detail::Entity(entity) => facts_of_entity(self, entity, &mut hasher),
            _ => {}
        }
        hasher.finish()
    }
}

fn facts_of_source(item: &Item, source: &Source, hasher: &mut FxHasher) {
    source.confidential.hash(hasher);
    for text in [&item.title, &source.described_as] {
        text.as_ref().map(|text| &text.text).hash(hasher);
    }
    for reference in &item.references {
        if matches!(
            reference.role,
            Role::By | Role::DerivedFrom | Role::Publisher
        ) {
            (reference.role, &reference.name, &reference.file).hash(hasher);
        }
    }
    for by in source.by.iter().chain(&source.publisher) {
        if let By::Name(name) = by {
            name.text.hash(hasher);
        }
    }
    for text in [&source.issued, &source.event, &source.terms] {
        text.as_ref().map(|text| &text.text).hash(hasher);
    }
    for url in &source.urls {
        url.text.hash(hasher);
    }
    for file in &source.files {
        file.path.text.hash(hasher);
        file.checksum.as_ref().map(|sum| &sum.text).hash(hasher);
    }
    source.language.hash(hasher);
    source.retracted.is_some().hash(hasher);
}

fn facts_of_entity(item: &Item, entity: &Entity, hasher: &mut FxHasher) {
    for name in item.known_names() {
        name.hash(hasher);
    }
    let texts = [
        &entity.wikidata,
        &entity.born,
        &entity.died,
        &entity.founded,
    ];
    for text in texts {
        text.as_ref().map(|text| &text.text).hash(hasher);
    }
    for role in &entity.roles {
        (&role.title.text, role.time.as_ref().map(|time| &time.text)).hash(hasher);
    }
}
