//! Updates an analysis after a change: rechecks only what the change can affect.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use crate::article::Article;
use crate::model::Item;
use crate::prose::lexicon;
use crate::rules::context::allowances::Allowances;
use crate::rules::engine::analysis::Analysis;
use crate::rules::engine::shared::SharedAnalysis;
use crate::rules::finding::Finding;
use crate::syntax::Keyword;
use crate::text::fold::fold;
use crate::text::suggest::slips_of;
use crate::workspace::{
    ArticleText, Change, DeclarationId, File, Place, Resolution, Workspace, anchors_of,
};

/// If more declarations than this change, the file is analysed afresh.
const LARGE: usize = 1_000;
/// If more names than this change, the references to nothing are searched for instead of those that are nearly theirs.
const FEW_NAMES: usize = 50;

impl Analysis {
    /// Updates the findings after a change that is already in `workspace`. `article` is the file's current article.
    /// Returns whether anything was checked again.
    pub fn update(
        &mut self,
        workspace: &Workspace,
        article: Option<Arc<ArticleText>>,
        change: &Change,
    ) -> bool {
        let Some(file) = workspace.file(self.file).cloned() else {
            return false;
        };
        let same_article = match (&self.article, &article) {
            (Some(known), Some(now)) => Arc::ptr_eq(known, now),
            (None, None) => true,
            _ => false,
        };
        let own = change.file == Some(self.file);
        // If a draft becomes a registry, or a registry a draft, other declarations in it are unused. After a large
        // change, finding out what is unaffected takes longer than a fresh analysis.
        let is_large = change.removed.len() + change.added.len() > LARGE;
        if !same_article || own && (change.article || is_large) {
            *self = Analysis::of(workspace, self.file, article, &SharedAnalysis::default());
            return true;
        }
        let mut dirty = self.dependants(workspace, &file, change);
        if own && self.has_no_words() {
            let named = [Keyword::Article, Keyword::Text];
            let named = named.into_iter().filter_map(|keyword| file.first(keyword));
            dirty.extend(named.map(|slot| slot.id));
        }
        let passages_changed = own && self.move_passages(&file, change, &mut dirty);
        let allows_changed = own && self.allowances.changed_in(&file);
        if allows_changed {
            self.allowances = Allowances::of(&file);
            dirty.extend(file.slots().iter().map(|slot| slot.id));
            self.sentences.clear();
        }
        let naming = self.sentences_naming(workspace, change);
        if let Some(article) = article.as_deref().and_then(ArticleText::article) {
            for &at in &naming {
                let range = with_quotations(article, article.sentences()[at].range.clone());
                dirty.extend(self.passages.overlapping(range).map(|(id, _)| id));
                self.forget_sentences(at..at + 1);
            }
            self.forget_sentences_of(article, &dirty);
        }
        if !dirty.is_empty() {
            let slots = file.slots().iter().filter(|slot| dirty.contains(&slot.id));
            self.check(workspace, &file, slots, &SharedAnalysis::default());
        }
        let any_affected = !dirty.is_empty() || !naming.is_empty();
        if passages_changed || allows_changed || any_affected {
            self.check_sentences(workspace, &file);
        }
        let text_changed = allows_changed
            || change.confidential
            || !naming.is_empty()
            || self.text_depends_on(&file, change);
        if text_changed {
            self.check_text(workspace, &file);
        }
        let checked_again = own || text_changed || any_affected;
        if checked_again {
            self.check_allows(workspace, &file);
        }
        let exposed = self.check_exposures(workspace, &file, change.confidential);
        checked_again || exposed
    }

    /// Whether the article has no words, which is reported if the file has claims.
    fn has_no_words(&self) -> bool {
        let text = self.article.as_deref();
        text.is_none_or(|text| {
            let article = text.article();
            article.is_some_and(|article| article.folded().text().is_empty())
        })
    }

    /// The indexes of the sentences that may name, or nearly name, an entity whose names changed.
    fn sentences_naming(&self, workspace: &Workspace, change: &Change) -> Vec<usize> {
        let text = self.article.as_deref();
        let Some(article) = text.and_then(ArticleText::article) else {
            return Vec::new();
        };
        let shared = self.shared_names(workspace, change);
        let names = change.names.iter().chain(&shared);
        article.sentences_with(names.map(|name| name.as_str()))
    }

    /// Forgets the findings in the sentences that these claims cover: they depend on what the claims refer to.
    fn forget_sentences_of(&mut self, article: &Article, claims: &FxHashSet<DeclarationId>) {
        let passages = claims.iter().flat_map(|id| self.passages.passages_of(*id));
        let sentences = passages.map(|passage| article.places_of_sentences_in(passage.clone()));
        let mut sentences: Vec<Range<usize>> = sentences.collect();
        sentences.sort_unstable_by_key(|places| places.start);
        let mut done = 0;
        for places in sentences {
            self.forget_sentences(places.start.max(done)..places.end);
            done = done.max(places.end);
        }
    }

    /// Forgets the findings in the sentences that the claim covers, also if its passage is ambiguous.
    fn forget_anchored(&mut self, article: &Article, id: DeclarationId) {
        let ranges: Vec<Range<usize>> = self.passages.ranges_of(id).cloned().collect();
        for range in ranges {
            self.forget_sentences(article.places_of_sentences_in(range));
        }
    }

    /// Forgets the findings in the sentences with these indexes.
    fn forget_sentences(&mut self, places: Range<usize>) {
        let end = places.end.min(self.sentences.len());
        if let Some(sentences) = self.sentences.get_mut(places.start..end) {
            sentences.fill(None);
        }
    }

    /// The names of entities that this file may refer to differently after the change, if several entities have them.
    fn shared_names(&self, workspace: &Workspace, change: &Change) -> Vec<SmolStr> {
        let used = change.referred.iter();
        let used = used.filter(|_| change.file == Some(self.file));
        let mut shared = Vec::new();
        for name in used.chain(&change.declared) {
            for &file in workspace.index.declaring(name) {
                let file = workspace.file(file).into_iter();
                let declared = file.flat_map(|file| file.declared(name));
                let items = declared.filter_map(|declared| declared.item());
                let known = items.flat_map(Item::known_names);
                shared.extend(
                    known
                        .filter(|name| is_shared(workspace, name))
                        .map(SmolStr::from),
                );
            }
        }
        shared
    }

    /// The declarations of this file that depend on something that the change can affect.
    fn dependants(
        &self,
        workspace: &Workspace,
        file: &File,
        change: &Change,
    ) -> FxHashSet<DeclarationId> {
        let mut dirty = FxHashSet::default();
        for name in &workspace.with_derived(&change.declared) {
            dirty.extend(file.referring(name));
            dirty.extend(file.declared(name).map(|declared| declared.id));
        }
        dirty.extend(self.nearly_referring(workspace, file, change));
        for name in &change.referred {
            dirty.extend(file.declared(name).map(|declared| declared.id));
        }
        for key in &change.entities {
            let same = workspace.index.entities(key).iter();
            dirty.extend(same.filter(|(id, _)| *id == self.file).map(|(_, id)| *id));
        }
        dirty.extend(self.pointing_at(change));
        if let Some(article) = file.first(Keyword::Article)
            && dirty.contains(&article.id)
        {
            dirty.extend(signed_claims(file));
        }
        if change.copies {
            dirty.extend(self.resting_on_copies(workspace, file));
        }
        if change.file == Some(self.file) && workspace.copies.miss_folder() {
            // The first of these sources says so for all.
            let sources = file.items().filter(|(.., item)| item.has_files());
            dirty.extend(sources.map(|(id, ..)| id));
        }
        if change.file == Some(self.file) && !self.is_language_read() {
            // A rule about the article asks whether there are claims.
            dirty.extend(file.article().map(|(id, _)| id));
        }
        dirty
    }

    /// The sources with copies, and the claims that cite one.
    fn resting_on_copies(&self, workspace: &Workspace, file: &File) -> Vec<DeclarationId> {
        let cites = |reference| {
            let target = workspace.resolve(self.file, reference).found();
            target
                .and_then(|target| target.item())
                .is_some_and(Item::has_files)
        };
        let items = file.items();
        let resting = items.filter(|(.., item)| {
            item.has_files() || item.claim().is_some() && item.references.iter().any(cites)
        });
        resting.map(|(id, ..)| id).collect()
    }

    fn is_language_read(&self) -> bool {
        let text = self.article.as_deref();
        text.is_none_or(|text| lexicon::of_language(&text.language).is_some())
    }

    /// The declarations that refer to nothing under a name that a changed declaration nearly has: the finding suggests it.
    fn nearly_referring(
        &self,
        workspace: &Workspace,
        file: &File,
        change: &Change,
    ) -> Vec<DeclarationId> {
        if change.declared.len() <= FEW_NAMES {
            let slips = change.declared.iter().flat_map(|name| slips_of(name));
            return slips
                .flat_map(|name| file.referring(&name).to_vec())
                .collect();
        }
        let is_unresolved = |reference| {
            matches!(
                workspace.resolve(self.file, reference),
                Resolution::Unresolved
            )
        };
        let items = file.items();
        let unresolved = items.filter(|(_, _, item)| item.references.iter().any(is_unresolved));
        unresolved.map(|(id, ..)| id).collect()
    }

    /// The declarations whose findings refer to a place that was removed.
    fn pointing_at(&self, change: &Change) -> impl Iterator<Item = DeclarationId> {
        let is_gone = |place: Place| match place {
            Place::Declaration { file, id, .. } => {
                Some(file) == change.file && change.removed.contains(&id)
            }
            Place::Article { .. } => false,
        };
        let shows = move |finding: &Finding| finding.related.iter().any(|it| is_gone(it.place));
        self.findings
            .iter()
            .filter(move |(_, findings)| findings.iter().any(shows))
            .map(|(id, _)| *id)
    }

    /// Removes the passages of removed claims and adds those of new ones. Adds the claims that overlap them to `dirty`.
    /// Returns whether any passage changed.
    fn move_passages(
        &mut self,
        file: &File,
        change: &Change,
        dirty: &mut FxHashSet<DeclarationId>,
    ) -> bool {
        dirty.extend(&change.added);
        for id in &change.removed {
            self.findings.remove(id);
            self.allowances.forget(*id);
        }
        let text = self.article.clone();
        let Some(article) = text.as_deref().and_then(ArticleText::article) else {
            return false;
        };
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut moved = false;
        for &id in &change.removed {
            moved |= self.passages.anchor(id).is_some();
            self.forget_anchored(article, id);
            ranges.extend(self.passages.passages_of(id).cloned());
            self.passages.remove(article, id);
            dirty.extend(self.same_quantities.affected_by(id));
            self.same_quantities.remove(id);
        }
        let added: FxHashSet<DeclarationId> = change.added.iter().copied().collect();
        for slot in file.slots().iter().filter(|slot| added.contains(&slot.id)) {
            let item = slot.segment.item.as_ref();
            if let Some(anchors) = item.and_then(|item| anchors_of(article, item)) {
                moved = true;
                self.passages.insert(article, slot.id, anchors);
                self.forget_anchored(article, slot.id);
                ranges.extend(self.passages.passages_of(slot.id).cloned());
                self.note_quantity(slot);
                dirty.extend(self.same_quantities.affected_by(slot.id));
            }
        }
        for range in ranges {
            dirty.extend(self.passages.overlapping(range).map(|(id, _)| id));
        }
        moved
    }
}

/// A range of the article's source, with the quotations that it touches: a name beside a quotation may be that of its
/// speaker.
fn with_quotations(article: &Article, range: Range<usize>) -> Range<usize> {
    let folded = article.folded();
    let within = folded.folded_range(range.clone());
    let quoted = article.quotations_within(within.start.saturating_sub(1)..within.end + 1);
    let quoted = &article.quoted()[quoted];
    let (Some(first), Some(last)) = (quoted.first(), quoted.last()) else {
        return range;
    };
    let quoted = folded.source_range(first.range.start..last.range.end);
    range.start.min(quoted.start)..range.end.max(quoted.end)
}

/// The claims with a sign-off, which rules compare with the article's byline.
fn signed_claims(file: &File) -> impl Iterator<Item = DeclarationId> {
    let is_signed = |item: &Item| {
        item.claim()
            .is_some_and(|claim| !claim.checked().is_empty())
    };
    let claims = file.items().filter(move |(_, _, item)| is_signed(item));
    claims.map(|(id, ..)| id)
}

/// Whether several entities have that name.
fn is_shared(workspace: &Workspace, name: &str) -> bool {
    let mentions = workspace.known_names().mentions(&fold(name));
    mentions.iter().any(|mention| mention.id != mentions[0].id)
}
