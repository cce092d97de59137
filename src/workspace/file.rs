//! One file: its segments in order, and the names that they declare and use.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::limits::too_much;
use super::paths::composed;
use super::protection;
use super::search::SearchEntry;
use super::segment::Segment;
use super::slot::{DeclarationId, Slot, Start};
use crate::model::{self, Allow, ArticleFields, Item, ProtectionSign};
use crate::syntax::{Keyword, remark, segment_starts};
use crate::tables::{Key, Multimap};
use crate::text::line_ends::line_ends;
use crate::text::{Slice, Span};

/// In bytes. Distributing the segments of a smaller text takes longer than it saves.
const LARGE: usize = 200_000;

/// The place of the segment with this number: its index among the slots, and its start in the file.
#[derive(Clone, Copy, Debug)]
struct SlotPlace {
    id: DeclarationId,
    at: u32,
    byte: u32,
    line: u32,
}

/// A comment in column 0 with an instruction for Sayso.
#[derive(Clone, Debug)]
pub struct FileRemark {
    pub id: DeclarationId,
    /// The comment, from its `#` to the end of its line.
    pub span: Span,
    /// Empty if it says something else.
    pub allows: Vec<Allow>,
}

#[derive(Clone, Debug)]
pub struct File {
    pub path: Arc<Path>,
    pub(super) slots: Vec<Slot>,
    pub(super) declares: Multimap<DeclarationId>,
    pub(super) refers: Multimap<DeclarationId>,
    /// The number of `article` and `text` declarations.
    of_article: u32,
    /// What comments in column 0 allow in the whole file, sorted by number. Most files have none.
    remarks: Vec<FileRemark>,
    next: u32,
    /// The place of each slot, sorted by number.
    places: OnceLock<Arc<[SlotPlace]>>,
    search_entries: OnceLock<Arc<[SearchEntry]>>,
    /// The index of the `article` among the slots.
    article: OnceLock<Option<usize>>,
}

impl File {
    pub fn new(path: &Path, text: impl Into<Slice>) -> File {
        let text = text.into();
        let mut file = File {
            path: path.into(),
            slots: Vec::new(),
            declares: Multimap::default(),
            refers: Multimap::default(),
            of_article: 0,
            remarks: Vec::new(),
            next: 0,
            places: OnceLock::new(),
            search_entries: OnceLock::new(),
            article: OnceLock::new(),
        };
        let mut slots = file.slots_of(&text, |span| text.part(span));
        let protected = protection::protected(&slots).into_iter();
        for (slot, is_protected) in slots.iter_mut().zip(protected) {
            slot.protect(is_protected);
        }
        file.note(&slots);
        file.slots = slots;
        file
    }

    /// The same file with numbers that `old`, which it replaces, never used: so nothing known about a
    /// declaration of `old` is taken for one of this file.
    pub fn numbered_after(mut self, old: &File) -> File {
        self.declares = Multimap::default();
        self.refers = Multimap::default();
        self.of_article = 0;
        self.remarks = Vec::new();
        self.next += old.next;
        let mut slots = std::mem::take(&mut self.slots);
        for slot in &mut slots {
            slot.id.0 += old.next;
        }
        self.note(&slots);
        self.slots = slots;
        self.clear_memos();
        self
    }

    /// Forgets what was worked out from the slots: they changed.
    pub(super) fn clear_memos(&mut self) {
        self.places = OnceLock::new();
        self.search_entries = OnceLock::new();
        self.article = OnceLock::new();
    }

    /// The file's name without its extension: the `file` of `@file/name`. In Unicode form NFC, as names are.
    pub fn stem(&self) -> SmolStr {
        let stem = self.path.file_stem().unwrap_or_default();
        composed(&stem.to_string_lossy()).into()
    }

    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    pub fn text(&self) -> Slice {
        self.slots.iter().map(|slot| &slot.segment.text).collect()
    }

    pub fn len(&self) -> usize {
        self.slots.iter().map(|slot| slot.bytes as usize).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Each segment with its start, in order.
    pub fn placed(&self) -> impl Iterator<Item = (Start, &Slot)> {
        self.slots.iter().scan(Start::default(), |next, slot| {
            let start = *next;
            next.byte += slot.bytes as usize;
            next.line += slot.lines as usize;
            Some((start, slot))
        })
    }

    /// Each declaration with its number, in order.
    pub fn items(&self) -> impl Iterator<Item = (DeclarationId, &Arc<Segment>, &Item)> {
        self.slots.iter().filter_map(|slot| {
            let item = slot.segment.item.as_ref()?;
            Some((slot.id, &slot.segment, item))
        })
    }

    /// The segment with this number, and where it starts.
    pub fn get(&self, id: DeclarationId) -> Option<(Start, &Slot)> {
        let places = self.places.get_or_init(|| {
            let placed = self.placed().enumerate();
            let mut places: Vec<SlotPlace> = placed
                .map(|(at, (start, slot))| SlotPlace {
                    id: slot.id,
                    at: at as u32,
                    byte: start.byte as u32,
                    line: start.line as u32,
                })
                .collect();
            places.sort_by_key(|place| place.id);
            places.into()
        });
        // Until somebody edits the file, all numbers are consecutive.
        let first = places.first()?.id.0;
        let likely = places.get(id.0.wrapping_sub(first) as usize);
        let place = match likely.filter(|place| place.id == id) {
            Some(place) => place,
            None => &places[places.binary_search_by_key(&id, |place| place.id).ok()?],
        };
        let start = Start {
            byte: place.byte as usize,
            line: place.line as usize,
        };
        Some((start, &self.slots[place.at as usize]))
    }

    /// The segment that contains the byte offset, and where it starts; the last one at the end of the file.
    pub fn at(&self, offset: usize) -> Option<(Start, &Slot)> {
        self.placed()
            .find(|(start, slot)| offset < start.byte + slot.bytes as usize)
            .or_else(|| self.placed().last())
    }

    /// The segment with this number.
    pub fn slot(&self, id: DeclarationId) -> Option<&Slot> {
        // Until somebody edits the file, all numbers are consecutive.
        let first = self.slots.first()?.id.0;
        let likely = self.slots.get(id.0.wrapping_sub(first) as usize);
        match likely.filter(|slot| slot.id == id) {
            Some(slot) => Some(slot),
            None => Some(self.get(id)?.1),
        }
    }

    /// The declarations with a name or a title, for searches.
    pub fn search_entries(&self) -> &[SearchEntry] {
        self.search_entries
            .get_or_init(|| self.slots.iter().filter_map(SearchEntry::of).collect())
    }

    /// The comments in column 0 with instructions for Sayso, in no particular order.
    pub fn remarks(&self) -> &[FileRemark] {
        &self.remarks
    }

    /// The comment with this number.
    pub fn remark(&self, id: DeclarationId) -> Option<&FileRemark> {
        // They are sorted, because numbers only ever grow.
        let found = self.remarks.binary_search_by_key(&id, |remark| remark.id);
        found.ok().map(|at| &self.remarks[at])
    }

    /// The first declaration with that keyword.
    pub fn first(&self, keyword: Keyword) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.keyword == Some(keyword))
    }

    /// The article that the file annotates. The file is searched for it only once.
    pub fn article(&self) -> Option<(DeclarationId, &ArticleFields)> {
        if self.is_registry() {
            return None;
        }
        let is_article = |slot: &Slot| slot.keyword == Some(Keyword::Article);
        let find = || self.slots.iter().position(is_article);
        let slot = &self.slots[(*self.article.get_or_init(find))?];
        Some((slot.id, slot.segment.item.as_ref()?.article()?))
    }

    /// Whether the file is a registry: it has no article.
    pub fn is_registry(&self) -> bool {
        self.of_article == 0
    }

    /// Cuts `text` into segments with new numbers and parses them; `part` yields the text of each.
    pub(super) fn slots_of(
        &mut self,
        text: &str,
        part: impl Fn(Span) -> Slice + Sync,
    ) -> Vec<Slot> {
        if let Some(why) = too_much(text) {
            let segment = Segment::unread(part(Span::new(0, text.len())), why);
            // Nobody knows what is in it.
            return vec![self.slot_of(segment, ProtectionSign::Field)];
        }
        let starts = segment_starts(text);
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let spans = starts.iter().zip(ends);
        let read = |(&start, end): (&usize, usize)| Segment::read(part(Span::new(start, end)));
        if text.len() < LARGE {
            let segments = spans.map(read);
            return segments
                .map(|(segment, sign)| self.slot_of(segment, sign))
                .collect();
        }
        // An editor waits for it, so all cores take part.
        let spans: Vec<(&usize, usize)> = spans.collect();
        let segments: Vec<_> = spans.into_par_iter().map(read).collect();
        segments
            .into_iter()
            .map(|(segment, sign)| self.slot_of(segment, sign))
            .collect()
    }

    pub(super) fn next_id(&mut self) -> DeclarationId {
        self.next += 1;
        DeclarationId(self.next - 1)
    }

    fn slot_of(&mut self, segment: Segment, sign: ProtectionSign) -> Slot {
        Slot {
            id: self.next_id(),
            bytes: segment.text.len() as u32,
            lines: line_ends(&segment.text) as u32,
            keyword: segment.item.as_ref().map(|item| item.keyword()),
            sign,
            is_protected: sign != ProtectionSign::Nothing,
            segment: Arc::new(segment),
        }
    }

    /// Adds what the slots declare and refer to. Each name is looked up once: a stranger's file may
    /// contain it a hundred thousand times.
    pub(super) fn note(&mut self, slots: &[Slot]) {
        let mut declared = Vec::with_capacity(slots.len());
        let mut refers = Vec::with_capacity(2 * slots.len());
        for slot in slots {
            let Some(item) = slot.segment.item.as_ref() else {
                self.remarks.extend(remark_of(slot));
                continue;
            };
            self.of_article += u32::from(is_of_article(item));
            declared.extend(item.name().map(|name| (Key::of(name.as_str()), slot.id)));
            refers.extend(keys_of_references(item).map(|key| (key, slot.id)));
        }
        refers.sort_unstable();
        refers.dedup();
        self.declares.extend(declared);
        self.refers.extend(refers);
    }

    pub(super) fn forget(&mut self, slots: &[Slot]) {
        let gone: FxHashSet<DeclarationId> = slots.iter().map(|slot| slot.id).collect();
        let mut declared: FxHashSet<Key> = FxHashSet::default();
        let mut refers: FxHashSet<Key> = FxHashSet::default();
        self.remarks.retain(|remark| !gone.contains(&remark.id));
        for item in slots.iter().filter_map(|slot| slot.segment.item.as_ref()) {
            self.of_article -= u32::from(is_of_article(item));
            declared.extend(item.name().map(|name| Key::of(name.as_str())));
            refers.extend(keys_of_references(item));
        }
        for key in declared {
            self.declares
                .change(key, |all| all.retain(|id| !gone.contains(id)));
        }
        for key in refers {
            self.refers
                .change(key, |users| users.retain(|user| !gone.contains(user)));
        }
    }
}

fn keys_of_references(item: &Item) -> impl Iterator<Item = Key> {
    let names = item.references.iter().map(|reference| &reference.name);
    names.map(|name| Key::of(name.as_str()))
}

fn remark_of(slot: &Slot) -> Option<FileRemark> {
    let text = &slot.segment.text;
    let remark = remark(text)?;
    Some(FileRemark {
        id: slot.id,
        span: remark.span,
        allows: model::allows_of_remark(text, &remark),
    })
}

fn is_of_article(item: &Item) -> bool {
    matches!(item.keyword(), Keyword::Article | Keyword::Text)
}
