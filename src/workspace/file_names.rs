//! The names that a file declares and uses.

use std::sync::Arc;

use super::file::File;
use super::segment::Segment;
use super::slot::DeclarationId;
use crate::model::Item;
use crate::tables::Key;
use crate::text::Slice;

/// A declaration that was looked up by its name.
#[derive(Clone, Copy, Debug)]
pub struct NamedDeclaration<'a> {
    pub id: DeclarationId,
    pub segment: &'a Arc<Segment>,
}

impl<'a> NamedDeclaration<'a> {
    pub fn item(&self) -> Option<&'a Item> {
        self.segment.item.as_ref()
    }
}

impl File {
    /// The declarations of this name, in order.
    pub fn declared<'a, 'n>(
        &'a self,
        name: &'n str,
    ) -> impl Iterator<Item = NamedDeclaration<'a>> + use<'a, 'n> {
        self.declared_by(Key::of(name)).filter(move |declared| {
            let own = declared.item().and_then(Item::name);
            own.is_some_and(|own| own == name)
        })
    }

    /// The declarations of names with this hash, in order.
    pub fn declared_by(&self, key: Key) -> impl Iterator<Item = NamedDeclaration<'_>> {
        let ids = self.declares.get(key).iter();
        ids.filter_map(|&id| {
            let segment = &self.slot(id)?.segment;
            Some(NamedDeclaration { id, segment })
        })
    }

    pub fn declares(&self, name: &str) -> bool {
        self.declared(name).next().is_some()
    }

    /// The declarations that use this name.
    pub fn referring(&self, name: &str) -> &[DeclarationId] {
        self.refers.get(Key::of(name))
    }

    /// The names declared in this file, each once.
    pub fn declared_names(&self) -> impl Iterator<Item = &Slice> {
        self.items().filter_map(|(id, _, item)| {
            let name = item.name()?;
            let first = self.declared(name).next()?;
            (first.id == id).then_some(name)
        })
    }

    /// The hashes of the names declared in this file.
    pub fn declared_keys(&self) -> impl Iterator<Item = Key> {
        self.declares.keys()
    }

    /// The hashes of the names used in this file.
    pub fn referred_keys(&self) -> impl Iterator<Item = Key> {
        self.refers.keys()
    }
}
