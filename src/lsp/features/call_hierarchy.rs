//! `textDocument/prepareCallHierarchy`, `callHierarchy/incomingCalls` and `callHierarchy/outgoingCalls`: a claim “calls”
//! what it rests on.

use tower_lsp::ls_types::{
    CallHierarchyIncomingCall, CallHierarchyItem, CallHierarchyOutgoingCall, Range,
    TextDocumentPositionParams,
};

use super::super::ranges::Ranges;
use super::super::snapshot::Snapshot;
use super::symbols::kind_of;
use crate::ide::provenance::{Link, Step, bases_of, link, links_at, resting_on};
use crate::workspace::{DeclarationId, FileId, Location};

pub fn prepare(
    snapshot: &Snapshot,
    about: &TextDocumentPositionParams,
) -> Option<Vec<CallHierarchyItem>> {
    let (file, offset) = snapshot.place(&about.text_document.uri, about.position)?;
    let links = links_at(&snapshot.workspace, file, offset);
    let mut ranges = Ranges::of(snapshot);
    let items = links.into_iter().filter_map(|link| item(&mut ranges, link));
    Some(items.collect::<Vec<_>>()).filter(|items| !items.is_empty())
}

/// What rests on the item.
pub fn incoming(
    snapshot: &Snapshot,
    of: &CallHierarchyItem,
) -> Option<Vec<CallHierarchyIncomingCall>> {
    let (file, id) = declaration(snapshot, of)?;
    let steps = resting_on(&snapshot.workspace, file, id);
    let calls = shown(snapshot, &steps)
        .map(|(from, from_ranges)| CallHierarchyIncomingCall { from, from_ranges });
    Some(calls.collect())
}

/// What the item rests on.
pub fn outgoing(
    snapshot: &Snapshot,
    of: &CallHierarchyItem,
) -> Option<Vec<CallHierarchyOutgoingCall>> {
    let (file, id) = declaration(snapshot, of)?;
    let steps = bases_of(&snapshot.workspace, file, id);
    let calls = shown(snapshot, &steps)
        .map(|(to, from_ranges)| CallHierarchyOutgoingCall { to, from_ranges });
    Some(calls.collect())
}

fn shown<'a>(
    snapshot: &'a Snapshot,
    steps: &'a [Step],
) -> impl Iterator<Item = (CallHierarchyItem, Vec<Range>)> {
    // Two, because an item and the references to it are often in different files.
    let (mut ranges, mut of_references) = (Ranges::of(snapshot), Ranges::of(snapshot));
    steps.iter().filter_map(move |step| {
        let link = link(&snapshot.workspace, step.file, step.id)?;
        let references = step.references.iter();
        let references = references
            .filter_map(|Location { path, range }| of_references.range(path, range.clone()));
        Some((item(&mut ranges, link)?, references.collect()))
    })
}

fn item(ranges: &mut Ranges, link: Link) -> Option<CallHierarchyItem> {
    let name = ranges.location(&link.place.location)?;
    let whole = ranges.location(&link.place.whole)?;
    Some(CallHierarchyItem {
        name: link.title,
        kind: kind_of(link.keyword),
        tags: None,
        detail: Some(link.detail),
        uri: name.uri,
        range: whole.range,
        selection_range: name.range,
        data: link.name.map(Into::into),
    })
}

/// The declaration of an item: by its name, because it may have moved, or by its place.
fn declaration(snapshot: &Snapshot, item: &CallHierarchyItem) -> Option<(FileId, DeclarationId)> {
    let (id, offset) = snapshot.place(&item.uri, item.selection_range.start)?;
    let file = snapshot.workspace.file(id)?;
    let name = item.data.as_ref().and_then(|data| data.as_str());
    let there = || {
        let (_, slot) = file.at(offset)?;
        slot.segment.item.as_ref().map(|_| slot.id)
    };
    let found = match name {
        Some(name) => file.declared(name).next().map(|declared| declared.id),
        None => there(),
    };
    Some((id, found?))
}
