//! The selected part of a draft or of its article, and what is there.

use std::ops::Range;
use std::path::Path;

use crate::article::Article;
use crate::ide::cursor::{headline_span, whole_span};
use crate::rules::Analysis;
use crate::signoff::Signing;
use crate::workspace::{ArticlePlace, ArticleText, DeclarationId, File, Slot, Start, Workspace};

pub struct Selection<'a> {
    pub workspace: &'a Workspace,
    /// The draft.
    pub file: &'a File,
    pub analysis: &'a Analysis,
    /// The draft or the file of its article.
    pub path: &'a Path,
    /// Bytes of the file at `path`.
    pub range: Range<usize>,
    pub signing: &'a Signing,
}

impl Selection<'_> {
    /// The declarations in the selection, with the blank lines below them.
    pub fn declarations(&self) -> Vec<DeclarationId> {
        if *self.path != *self.file.path {
            return Vec::new();
        }
        let placed = self.file.placed();
        let near = placed
            .skip_while(|(start, slot)| start.byte + (slot.bytes as usize) < self.range.start)
            .take_while(|(start, _)| start.byte <= self.range.end);
        near.map(|(_, slot)| slot.id).collect()
    }

    /// The article, and the selection in bytes of its source. None if the selection is not in the
    /// article.
    pub fn in_article(&self) -> Option<(&Article, Range<usize>)> {
        let text = self.analysis.article()?;
        let origin = match text.place.as_ref()? {
            ArticlePlace::File(path) => (**path == *self.path).then_some(0)?,
            ArticlePlace::Embedded(id) => {
                let (start, slot) = self.file.get(*id)?;
                let is_near = self.declarations().contains(&slot.id);
                is_near.then_some(start.byte)?
            }
        };
        let from = |offset: usize| offset.saturating_sub(origin);
        // A cursor between two letters touches both.
        let range = from(self.range.start)..from(self.range.end) + 1;
        Some((text.article()?, range))
    }

    /// The words of the article that are selected. None if the cursor is only somewhere.
    pub fn selected_in_article(&self) -> Option<Range<usize>> {
        if self.range.is_empty() {
            return None;
        }
        let (_, touched) = self.in_article()?;
        let text = &*self.article_text()?.text;
        let selected = touched.start..(touched.end - 1).min(text.len());
        let words = text.get(selected.clone())?;
        let start = selected.start + words.len() - words.trim_start().len();
        (!words.trim().is_empty()).then(|| start..start + words.trim().len())
    }

    /// Whether the selection touches the headline of the declaration, or a passage that it quotes.
    pub fn is_about(&self, id: DeclarationId) -> bool {
        let touches = |range: Range<usize>, selected: &Range<usize>| {
            range.start <= selected.end && selected.start <= range.end
        };
        let is_headline = || {
            let (start, slot) = self.file.get(id)?;
            let headline = headline_span(&slot.segment)?.shifted(start.byte).range();
            Some(*self.path == *self.file.path && touches(headline, &self.range))
        };
        let is_quoted = || {
            let (_, selected) = self.in_article()?;
            let mut places = self.analysis.passages().passages_of(id);
            Some(places.any(|place| place.start < selected.end && selected.start < place.end))
        };
        is_headline() == Some(true) || is_quoted() == Some(true)
    }

    /// The claims in the selection, and those whose passages are in it.
    pub fn claims(&self) -> Vec<&Slot> {
        let is_claim = |slot: &Slot| {
            let item = slot.segment.item.as_ref();
            item.is_some_and(|item| item.claim().is_some())
        };
        let mut ids = self.declarations();
        ids.retain(|id| {
            self.file
                .get(*id)
                .is_some_and(|at| self.touches_lines_of(at))
        });
        if let Some((_, range)) = self.in_article() {
            let quoting = self.analysis.passages().overlapping(range);
            ids.extend(quoting.map(|(id, _)| id));
            ids.sort();
            ids.dedup();
        }
        let slots = ids.iter().filter_map(|id| Some(self.file.get(*id)?.1));
        slots.filter(|slot| is_claim(slot)).collect()
    }

    /// Whether the selection touches the declaration itself, not only the blank lines below it.
    fn touches_lines_of(&self, (start, slot): (Start, &Slot)) -> bool {
        let lines = whole_span(&slot.segment).shifted(start.byte).range();
        lines.start <= self.range.end && self.range.start <= lines.end
    }

    pub fn article_text(&self) -> Option<&ArticleText> {
        self.analysis.article().map(|text| &**text)
    }
}
