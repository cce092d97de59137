//! Editing a file: only the segments that the edit touches are parsed again.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::file::File;
use super::limits::{LARGEST_FILE, MOST_LINES};
use super::protection;
use super::slot::Slot;
use crate::model::Item;
use crate::tables::Key;
use crate::text::line_ends::line_ends;

/// The slots that an edit replaced, and the new ones.
#[derive(Debug, Default)]
pub struct Replaced {
    pub old: Vec<Slot>,
    pub new: Vec<Slot>,
}

impl File {
    /// Replaces the bytes of `range`, which is on character boundaries, and parses the touched segments.
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
        // Each segment gets its own text: a segment that stays must not hold all text of the edit.
        let new = self.slots_of(&text, |span| span.of(&text).into());
        self.replace(slots, new)
    }

    /// Whether the file may become too large to be read: then all of it is cut again.
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

    /// The slots that an edit of `range` can change, and where the first one starts. A neighbour next
    /// to the edit is among them: a space typed in column 0 joins two segments.
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

    /// Replaces `slots` by `new`; equal slots at both ends stay.
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
        let placed = changed.start..changed.start + new.len();
        let mut old: Vec<Slot> = self.slots.splice(changed, new).collect();
        let mut new = self.protect_again(placed, &mut old);
        new.sort_unstable_by_key(|slot| slot.id);
        self.forget(&old);
        self.note(&new);
        self.clear_memos();
        self.sort_declared(&new);
        Replaced { old, new }
    }

    /// Protects the slots around `new`, which an edit put there, as their new neighbours require. Adds those that it
    /// replaces to `old`; returns the slots of `new` and those that replace others.
    fn protect_again(&mut self, new: Range<usize>, old: &mut Vec<Slot>) -> Vec<Slot> {
        let [affected, needed] = protection::affected(&self.slots, new.clone());
        let mut protected = protection::protected(&self.slots[needed.clone()]);
        protected.drain(..affected.start - needed.start);
        let mut all = Vec::with_capacity(new.len());
        for (at, is_protected) in affected.zip(protected) {
            let is_new = new.contains(&at);
            if self.slots[at].is_protected != is_protected {
                if !is_new {
                    old.push(self.slots[at].clone());
                    self.slots[at].id = self.next_id();
                }
                self.slots[at].protect(is_protected);
            } else if !is_new {
                continue;
            }
            all.push(self.slots[at].clone());
        }
        all
    }

    /// Sorts declarations of the same name by their place: the first one in the file counts.
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
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use std::path::Path;

    use super::*;
    use crate::workspace::DeclarationId;

    fn texts(file: &File) -> Vec<&str> {
        file.slots()
            .iter()
            .map(|slot| &*slot.segment.text)
            .collect()
    }

    #[test]
    fn an_edit_changes_only_its_declaration() {
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
    fn a_space_in_column_0_joins_two_declarations() {
        let mut file = File::new(Path::new("a.sayso"), "claim a\nclaim b\n");
        file.edit(8..8, " ");
        assert_eq!(texts(&file), ["claim a\n claim b\n"]);
        assert!(!file.declares("b"));
        file.edit(8..9, "");
        assert_eq!(texts(&file), ["claim a\n", "claim b\n"]);
    }

    #[test]
    fn an_edit_beside_what_is_protected_protects_nothing_else() {
        let text = "aclaim claim claim \n# sayso: allow \nconfidential: yes\"\nsource :";
        let protected = |file: &File| -> Vec<bool> {
            file.slots().iter().map(|slot| slot.is_protected).collect()
        };
        let mut file = File::new(Path::new("a.sayso"), text);
        file.edit(text.len()..text.len(), "\n\n");
        let fresh = File::new(Path::new("a.sayso"), format!("{text}\n\n"));
        assert_eq!(protected(&file), protected(&fresh));
        assert_eq!(protected(&file), [true, true, true, false]);
    }

    proptest! {
        #[test]
        fn an_edited_file_equals_a_new_one(
            text in "([a-c @:\"“”\n\r\t#é]|claim |source |article |\n  by: @|\n# sayso: allow |confidential: yes|\n# confidential: yes\n|\nsource |\n  confidential: yes\n|\n\n){0,30}",
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
                let protection = |file: &File| -> Vec<_> {
                    let slots = file.slots().iter();
                    let is_hidden = |slot: &Slot| slot.segment.item.as_ref().and_then(Item::source).map(|it| it.confidential);
                    slots.map(|slot| (slot.sign, slot.is_protected, is_hidden(slot))).collect()
                };
                prop_assert_eq!(protection(&file), protection(&fresh));
                let own = file.slots().iter().all(|slot| file.slot(slot.id).is_some_and(|it| it.segment.text == slot.segment.text));
                prop_assert!(own);
            }
        }
    }
}
