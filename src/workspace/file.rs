//! One file: its segments in order, and which names they declare and use.

use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::limits::{LARGEST_FILE, MOST_LINES, too_much};
use super::search::Named;
use super::segment::{Segment, line_ends};
use crate::model::{self, Allow, Article, Item};
use crate::syntax::{Keyword, remark, segment_starts};
use crate::tables::{Key, Multimap};
use crate::text::{Slice, Span};

/// A file of the workspace, for as long as the process lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A segment of one file. An edited segment gets a new number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeclarationId(pub u32);

/// A segment in its place.
#[derive(Clone, Debug)]
pub struct Slot {
    pub id: DeclarationId,
    pub bytes: u32,
    pub lines: u32,
    pub keyword: Option<Keyword>,
    pub segment: Arc<Segment>,
}

/// Where a segment starts in its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Start {
    pub byte: usize,
    pub line: usize,
}

/// Where the segment with a number stands: among the slots, and in the file.
#[derive(Clone, Copy, Debug)]
struct SlotPlace {
    id: DeclarationId,
    at: u32,
    byte: u32,
    line: u32,
}

/// A declaration of some name.
#[derive(Clone, Copy, Debug)]
pub struct Declared<'a> {
    pub id: DeclarationId,
    pub segment: &'a Arc<Segment>,
}

impl<'a> Declared<'a> {
    pub fn item(&self) -> Option<&'a Item> {
        self.segment.item.as_ref()
    }
}

/// What an edit of a file replaced.
#[derive(Debug, Default)]
pub struct Replaced {
    pub old: Vec<Slot>,
    pub new: Vec<Slot>,
}

/// A comment in column 0 that speaks to Sayso.
#[derive(Clone, Debug)]
pub struct FileRemark {
    pub id: DeclarationId,
    /// The comment, from its `#` to the end of its line.
    pub span: Span,
    /// Nothing where it says something else.
    pub allows: Vec<Allow>,
}

#[derive(Clone, Debug)]
pub struct File {
    pub path: Arc<Path>,
    slots: Vec<Slot>,
    declares: Multimap<DeclarationId>,
    refers: Multimap<DeclarationId>,
    /// How many declarations are of the article or its text.
    of_article: u32,
    /// What comments in column 0 allow in the whole file. Most files have none.
    remarks: Vec<FileRemark>,
    next: u32,
    /// Where each slot stands, in the order of their numbers.
    places: OnceLock<Arc<[SlotPlace]>>,
    named: OnceLock<Arc<[Named]>>,
    /// Where the `article` stands among the slots.
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
            named: OnceLock::new(),
            article: OnceLock::new(),
        };
        let slots = file.slots_of(&text, |span| text.part(span));
        file.note(&slots);
        file.slots = slots;
        file
    }

    /// The same file with numbers that `old`, which it replaces, never gave: what was known of a
    /// number there is not taken for what is here.
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
        self.places = OnceLock::new();
        self.named = OnceLock::new();
        self.article = OnceLock::new();
        self
    }

    /// The file's name without its extension: the `file` of `@file/name`.
    pub fn stem(&self) -> SmolStr {
        self.path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into()
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

    /// The segment with that number, and where it starts.
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
        // As long as nobody has edited the file, all numbers follow each other.
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

    /// The segment that holds the byte offset, and where it starts. At the end of the file, the last.
    pub fn at(&self, offset: usize) -> Option<(Start, &Slot)> {
        self.placed()
            .find(|(start, slot)| offset < start.byte + slot.bytes as usize)
            .or_else(|| self.placed().last())
    }

    /// The segment with that number.
    pub fn slot(&self, id: DeclarationId) -> Option<&Slot> {
        // As long as nobody has edited the file, all numbers follow each other.
        let first = self.slots.first()?.id.0;
        let likely = self.slots.get(id.0.wrapping_sub(first) as usize);
        match likely.filter(|slot| slot.id == id) {
            Some(slot) => Some(slot),
            None => Some(self.get(id)?.1),
        }
    }

    /// The declarations of that name, in order.
    pub fn declared<'a, 'n>(
        &'a self,
        name: &'n str,
    ) -> impl Iterator<Item = Declared<'a>> + use<'a, 'n> {
        self.declared_by(Key::of(name)).filter(move |declared| {
            let own = declared.item().and_then(Item::name);
            own.is_some_and(|own| own == name)
        })
    }

    /// The declarations of names with that hash, in order.
    pub fn declared_by(&self, key: Key) -> impl Iterator<Item = Declared<'_>> {
        let ids = self.declares.get(key).iter();
        ids.filter_map(|&id| {
            let segment = &self.slot(id)?.segment;
            Some(Declared { id, segment })
        })
    }

    pub fn declares(&self, name: &str) -> bool {
        self.declared(name).next().is_some()
    }

    /// The declarations that use that name.
    pub fn referring(&self, name: &str) -> &[DeclarationId] {
        self.refers.get(Key::of(name))
    }

    /// The names that are declared here, each once.
    pub fn declared_names(&self) -> impl Iterator<Item = &Slice> {
        self.items().filter_map(|(id, _, item)| {
            let name = item.name()?;
            let first = self.declared(name).next()?;
            (first.id == id).then_some(name)
        })
    }

    /// The hashes of the names that are declared here.
    pub fn declared_keys(&self) -> impl Iterator<Item = Key> {
        self.declares.keys()
    }

    /// The hashes of the names that are used here.
    pub fn referred_keys(&self) -> impl Iterator<Item = Key> {
        self.refers.keys()
    }

    /// The declarations that have a name or a title, to be found by what somebody types.
    pub fn named(&self) -> &[Named] {
        self.named
            .get_or_init(|| self.slots.iter().filter_map(Named::of).collect())
    }

    /// The comments in column 0 that speak to Sayso, in no order.
    pub fn remarks(&self) -> &[FileRemark] {
        &self.remarks
    }

    /// What the comment with that number says.
    pub fn remark(&self, id: DeclarationId) -> Option<&FileRemark> {
        // Numbers only ever grow.
        let found = self.remarks.binary_search_by_key(&id, |remark| remark.id);
        found.ok().map(|at| &self.remarks[at])
    }

    /// The first declaration with that keyword.
    pub fn first(&self, keyword: Keyword) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.keyword == Some(keyword))
    }

    /// The article that the file annotates. However often it is asked for, the file is searched once.
    pub fn article(&self) -> Option<(DeclarationId, &Article)> {
        if self.is_registry() {
            return None;
        }
        let is_article = |slot: &Slot| slot.keyword == Some(Keyword::Article);
        let find = || self.slots.iter().position(is_article);
        let slot = &self.slots[(*self.article.get_or_init(find))?];
        Some((slot.id, slot.segment.item.as_ref()?.article()?))
    }

    /// Whether the file annotates no article: a registry of entities and sources.
    pub fn is_registry(&self) -> bool {
        self.of_article == 0
    }

    /// Replaces the bytes of `range`, which lie on character boundaries, and parses what that touched.
    pub fn edit(&mut self, range: Range<usize>, replacement: &str) -> Replaced {
        let (slots, start) = match self.may_be_too_much(&range, replacement) {
            true => (0..self.slots.len(), 0),
            false => self.touched(&range),
        };
        let old_text: String = self.slots[slots.clone()]
            .iter()
            .map(|slot| &*slot.segment.text)
            .collect();
        let (from, to) = (range.start - start, range.end - start);
        let text = [&old_text[..from], replacement, &old_text[to..]].concat();
        // A text of its own for each: a segment that stays must not keep all that was typed with it.
        let new = self.slots_of(&text, |span| span.of(&text).into());
        self.replace(slots, new)
    }

    /// Whether the file may become one that is not read: then it is cut anew as a whole.
    fn may_be_too_much(&self, range: &Range<usize>, replacement: &str) -> bool {
        let bytes = self.len() + replacement.len() - range.len();
        let lines = || {
            self.slots
                .iter()
                .map(|slot| slot.lines as usize)
                .sum::<usize>()
        };
        bytes > LARGEST_FILE || bytes > MOST_LINES && lines() + line_ends(replacement) >= MOST_LINES
    }

    /// The slots that an edit of `range` can change, and where the first starts. A neighbour that
    /// the edit only touches is among them: a space typed in column 0 makes one of two.
    fn touched(&self, range: &Range<usize>) -> (Range<usize>, usize) {
        let (mut first, mut first_start) = (0, 0);
        let mut last = 0;
        for (at, (start, slot)) in self.placed().enumerate() {
            let end = start.byte + slot.bytes as usize;
            if end < range.start {
                (first, first_start) = (at + 1, end);
            }
            if start.byte <= range.end {
                last = at + 1;
            }
            if start.byte > range.end {
                break;
            }
        }
        if first >= self.slots.len() && first > 0 {
            first = self.slots.len() - 1;
            first_start -= self.slots[first].bytes as usize;
        }
        (first..last.max(first), first_start)
    }

    /// Puts `new` in the place of `slots`; what is the same at both ends stays.
    fn replace(&mut self, slots: Range<usize>, mut new: Vec<Slot>) -> Replaced {
        let old = &self.slots[slots.clone()];
        let same = |(a, b): &(&Slot, &Slot)| a.segment.text == b.segment.text;
        let head = old.iter().zip(&new).take_while(same).count();
        let tail = old[head..]
            .iter()
            .rev()
            .zip(new[head..].iter().rev())
            .take_while(same)
            .count();
        let changed = slots.start + head..slots.end - tail;
        new.truncate(new.len() - tail);
        new.drain(..head);
        let old: Vec<Slot> = self.slots.splice(changed, new.iter().cloned()).collect();
        self.forget(&old);
        self.note(&new);
        self.places = OnceLock::new();
        self.named = OnceLock::new();
        self.article = OnceLock::new();
        self.sort_declared(&new);
        Replaced { old, new }
    }

    /// Cuts and parses `text`, with `part` as the text of each segment, which gets a new number.
    fn slots_of(&mut self, text: &str, part: impl Fn(Span) -> Slice) -> Vec<Slot> {
        if let Some(why) = too_much(text) {
            let segment = Segment::unread(part(Span::new(0, text.len())), why);
            return vec![self.slot_of(segment)];
        }
        let starts = segment_starts(text);
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        starts
            .iter()
            .zip(ends)
            .map(|(&start, end)| self.slot_of(Segment::new(part(Span::new(start, end)))))
            .collect()
    }

    fn slot_of(&mut self, segment: Segment) -> Slot {
        self.next += 1;
        Slot {
            id: DeclarationId(self.next - 1),
            bytes: segment.text.len() as u32,
            lines: line_ends(&segment.text) as u32,
            keyword: segment.item.as_ref().map(|item| item.keyword()),
            segment: Arc::new(segment),
        }
    }

    /// Takes up what the slots declare and refer to. Each name is looked up once: a stranger's file
    /// may have it a hundred thousand times.
    fn note(&mut self, slots: &[Slot]) {
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

    /// Of several declarations of one name the first in the file counts.
    fn sort_declared(&mut self, new: &[Slot]) {
        let items = new.iter().filter_map(|slot| slot.segment.item.as_ref());
        let names = items.filter_map(Item::name);
        let keys: FxHashSet<Key> = names.map(|name| Key::of(name.as_str())).collect();
        for key in keys {
            let mut declared = self.declares.get(key).to_vec();
            if declared.len() > 1 {
                declared.sort_by_key(|id| self.get(*id).map(|(start, _)| start.byte));
                self.declares.change(key, |all| *all = declared.into());
            }
        }
    }

    fn forget(&mut self, slots: &[Slot]) {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(file: &File) -> Vec<&str> {
        file.slots()
            .iter()
            .map(|slot| &*slot.segment.text)
            .collect()
    }

    #[test]
    fn an_edit_touches_its_declaration_only() {
        let mut file = File::new(Path::new("a.sayso"), "claim a\nclaim b\nclaim c\n");
        let before: Vec<DeclarationId> = file.slots().iter().map(|slot| slot.id).collect();
        let replaced = file.edit(15..15, ": fact");
        assert_eq!(texts(&file), ["claim a\n", "claim b: fact\n", "claim c\n"]);
        assert_eq!((replaced.old.len(), replaced.new.len()), (1, 1));
        assert_eq!(file.slots()[0].id, before[0]);
        assert_eq!(file.slots()[2].id, before[2]);
        assert!(file.declared("b").count() == 1);
    }

    #[test]
    fn a_space_in_column_0_joins() {
        let mut file = File::new(Path::new("a.sayso"), "claim a\nclaim b\n");
        file.edit(8..8, " ");
        assert_eq!(texts(&file), ["claim a\n claim b\n"]);
        assert!(!file.declares("b"));
        file.edit(8..9, "");
        assert_eq!(texts(&file), ["claim a\n", "claim b\n"]);
    }

    proptest! {
        #[test]
        fn edited_equals_built_afresh(
            text in "([a-c @:\"“”\n\r\t#é]|claim |source |article |\n  by: @|\n# sayso: allow ){0,30}",
            edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..6, "[a-c \n\r\"]{0,4}|\nclaim x|\narticle"), 1..6),
        ) {
            let mut file = File::new(Path::new("a.sayso"), &text);
            let mut expected = text;
            for (at, length, replacement) in edits {
                let mut start = at.index(expected.len() + 1);
                while !expected.is_char_boundary(start) { start -= 1; }
                let mut end = (start + length).min(expected.len());
                while !expected.is_char_boundary(end) { end += 1; }
                expected.replace_range(start..end, &replacement);
                file.edit(start..end, &replacement);
                let fresh = File::new(Path::new("a.sayso"), &expected);
                prop_assert_eq!(texts(&file), texts(&fresh));
                let names = |file: &File| {
                    let mut names: Vec<_> = file.declared_names().map(|n| (n.clone(), file.declared(n).count())).collect();
                    let references = file.items().flat_map(|(_, _, item)| &item.references);
                    let mut uses: Vec<_> = references.map(|r| (r.name.clone(), file.referring(&r.name).len())).collect();
                    names.sort();
                    uses.sort();
                    (names, uses)
                };
                prop_assert_eq!(names(&file), names(&fresh));
                let lines = |file: &File| file.slots().iter().map(|slot| slot.lines).collect::<Vec<_>>();
                prop_assert_eq!(lines(&file), lines(&fresh));
                let article = |file: &File| file.article().map(|(id, _)| file.get(id).map(|(start, _)| start));
                prop_assert_eq!(article(&file), article(&fresh));
                let remarks = |file: &File| {
                    let mut all: Vec<_> = file.remarks().iter()
                        .map(|remark| (file.get(remark.id).map(|(start, _)| start.byte), format!("{:?}", remark.allows)))
                        .collect();
                    all.sort();
                    all
                };
                prop_assert_eq!(remarks(&file), remarks(&fresh));
            }
        }
    }
}
