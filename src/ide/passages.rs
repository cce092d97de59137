//! The passages that the claims of a draft quote, and the claims that quote a place in the article.
//!
//! [`DraftPassages`] is the only place that features read passages from. Diagnostics and code actions
//! read the same ones from the analysis that it takes them over from.

use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::Article;
use crate::rules::{Analysis, Passages};
use crate::workspace::{
    ArticleText, ClaimAnchors, DeclarationId, File, FileId, Location, Workspace, anchors_of,
};

/// The passages of each draft whose article was read, shared by all states of the workspace.
///
/// An edited declaration gets a new number, and a changed article is a new [`ArticleText`]. So what is
/// known of one state is right for any other as far as both are the same: after an edit only the claims
/// that it changed are looked for in the article again.
#[derive(Debug, Default)]
pub struct DraftPassages {
    known: Mutex<FxHashMap<FileId, KnownPassages>>,
}

#[derive(Debug)]
struct KnownPassages {
    article: Arc<ArticleText>,
    passages: Arc<Passages>,
}

impl DraftPassages {
    /// Takes over the passages that the analysis of a draft found, unless those of its article are
    /// already known.
    pub fn take_from(&self, analysis: &Analysis) {
        let Some(article) = analysis.article() else {
            return;
        };
        let mut known = self.known();
        let is_known = known
            .get(&analysis.file())
            .is_some_and(|known| Arc::ptr_eq(&known.article, article));
        if !is_known {
            let taken = KnownPassages {
                article: article.clone(),
                passages: Arc::new(analysis.passages().clone()),
            };
            known.insert(analysis.file(), taken);
        }
    }

    /// The passages of all claims of a draft. None if its article was not or could not be read.
    pub fn of(&self, workspace: &Workspace, draft: FileId) -> Option<Arc<Passages>> {
        let file = workspace.file(draft)?;
        let text = workspace.article(draft)?;
        let article = text.article()?;
        let mut all = self.known();
        let known = all
            .get_mut(&draft)
            .filter(|known| Arc::ptr_eq(&known.article, text));
        if let Some(known) = known {
            bring_up_to_date(&mut known.passages, article, file);
            return Some(known.passages.clone());
        }
        let items = file.items();
        let anchors = items.filter_map(|(id, _, item)| Some((id, anchors_of(article, item)?)));
        let passages = Arc::new(Passages::of(Some(article), anchors));
        let known = KnownPassages {
            article: text.clone(),
            passages: passages.clone(),
        };
        all.insert(draft, known);
        Some(passages)
    }

    /// Forgets the passages in articles that the workspace no longer holds.
    pub fn forget_unused(&self, workspace: &Workspace) {
        self.known().retain(|draft, known| {
            let article = workspace.article(*draft);
            article.is_some_and(|article| Arc::ptr_eq(article, &known.article))
        });
    }

    /// Ignores a poisoned lock: if bringing passages up to date panicked halfway, the next request
    /// does the rest.
    fn known(&self) -> MutexGuard<'_, FxHashMap<FileId, KnownPassages>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Removes the claims that `file` no longer has and adds those that are new.
fn bring_up_to_date(passages: &mut Arc<Passages>, article: &Article, file: &File) {
    let claims = || file.items().filter(|(_, _, item)| item.claim().is_some());
    let is_new = |id: &DeclarationId| passages.anchor(*id).is_none();
    let new: Vec<(DeclarationId, ClaimAnchors)> = claims()
        .filter(|(id, _, _)| is_new(id))
        .filter_map(|(id, _, item)| Some((id, anchors_of(article, item)?)))
        .collect();
    let present = claims().filter(|(id, _, _)| !is_new(id)).count();
    let gone: Vec<DeclarationId> = match present == passages.anchors().len() {
        true => Vec::new(),
        false => {
            let present: FxHashSet<DeclarationId> = claims().map(|(id, ..)| id).collect();
            let known = passages.anchors().map(|(id, _)| id);
            known.filter(|id| !present.contains(id)).collect()
        }
    };
    if new.is_empty() && gone.is_empty() {
        return;
    }
    let passages = Arc::make_mut(passages);
    for id in gone {
        passages.remove(article, id);
    }
    for (id, anchors) in new {
        passages.insert(article, id, anchors);
    }
}

/// The passages that a claim quotes: one, several if its words are ambiguous, or none.
pub fn passages_of(
    workspace: &Workspace,
    passages: &DraftPassages,
    draft: FileId,
    claim: DeclarationId,
) -> Vec<Location> {
    let locate = || {
        let text = workspace.article(draft)?;
        let passages = passages.of(workspace, draft)?;
        let ranges = passages.ranges_of(claim).cloned();
        let located =
            ranges.filter_map(|range| workspace.article_location(draft, text, range.into()));
        Some(located.collect())
    };
    locate().unwrap_or_default()
}

/// The maximum number of claims that are listed for one place in an article.
const MOST_CLAIMS: usize = 100;

/// The claims of a draft that quote the text at `offset` of its article's source, in the draft's order: the first
/// [`MOST_CLAIMS`].
pub fn claims_at(
    workspace: &Workspace,
    passages: &DraftPassages,
    draft: FileId,
    offset: usize,
) -> Vec<DeclarationId> {
    let known = workspace.file(draft).zip(passages.of(workspace, draft));
    let Some((file, passages)) = known else {
        return Vec::new();
    };
    let quotes = |id| {
        let touches = |range: &Range<usize>| range.start <= offset && offset <= range.end;
        passages.ranges_of(id).any(touches)
    };
    let ids = file.items().map(|(id, ..)| id);
    ids.filter(|id| quotes(*id)).take(MOST_CLAIMS).collect()
}

/// The claims of all drafts of that article that quote the text at `offset`.
pub fn claims_in_file(
    workspace: &Workspace,
    passages: &DraftPassages,
    article: &Path,
    offset: usize,
) -> Vec<(FileId, DeclarationId)> {
    let drafts = workspace.drafts_of(article).into_iter();
    let claims = |draft| {
        let claims = claims_at(workspace, passages, draft, offset).into_iter();
        claims.map(move |claim| (draft, claim))
    };
    drafts.flat_map(claims).take(MOST_CLAIMS).collect()
}

/// For each sentence of the article, the number of claims other than `claim` that cover it.
pub fn claims_of_others_per_sentence(
    passages: &Passages,
    article: &Article,
    claim: DeclarationId,
) -> Vec<u32> {
    let mut counts = passages.claims_per_sentence().to_vec();
    for range in passages.ranges_of(claim) {
        for count in &mut counts[article.places_of_sentences_in(range.clone())] {
            *count = count.saturating_sub(1);
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::testing::Fixture;
    use crate::rules::analyse;

    const DRAFT: &str = "text\n  One was freed. Two were freed. Nobody spoke. Nobody spoke.\nclaim: \"One was\"\n  also: \"Two\", \"Nobody\"\nclaim: \"were freed\"\nclaim: \"Nobody spoke\"\nclaim: \"nowhere\"\nentity e: person \"E\"\n";

    /// Checks that the passages equal those of a fresh analysis.
    #[track_caller]
    fn check(workspace: &Workspace, passages: &DraftPassages, draft: FileId) {
        let analysis = analyse(workspace, draft, workspace.article(draft).cloned());
        let known = passages.of(workspace, draft).expect("an article");
        let fresh = analysis.passages();
        assert_eq!(known.claims_per_sentence(), fresh.claims_per_sentence());
        assert_eq!(known.anchors().len(), fresh.anchors().len());
        for (claim, anchors) in fresh.anchors() {
            assert_eq!(known.anchor(claim), Some(&anchors.title));
            assert_eq!(known.also(claim), anchors.also);
        }
    }

    #[test]
    fn passages_follow_every_state_of_the_workspace() {
        let fixture = Fixture::of(DRAFT);
        let mut workspace = fixture.workspace;
        let (draft, _) = workspace.files().next().expect("a draft");
        let passages = DraftPassages::default();
        passages.take_from(&analyse(
            &workspace,
            draft,
            workspace.article(draft).cloned(),
        ));
        check(&workspace, &passages, draft);
        let before = workspace.clone();
        let at = |workspace: &Workspace, words: &str| {
            let text = workspace.file(draft).expect("a draft").text();
            let start = text.find(words).expect("the words");
            start..start + words.len()
        };
        for (old, new) in [
            ("\"were freed\"", "\"Two were\""),
            ("claim: \"nowhere\"\n", ""),
            (
                "entity e",
                "claim: \"Two\"\nclaim: \"spoke. Nobody\"\nentity e",
            ),
            ("claim: \"One was\"", "claim: \"\""),
        ] {
            workspace.edit(draft, at(&workspace, old), new);
            check(&workspace, &passages, draft);
        }
        check(&before, &passages, draft);
        check(&workspace, &passages, draft);
        workspace.edit(draft, at(&workspace, "One was freed."), "Two were freed.");
        workspace.refresh_article(draft, &|_| unreachable!("the article is embedded"));
        check(&workspace, &passages, draft);
        workspace.drop_article(draft);
        passages.forget_unused(&workspace);
        assert!(passages.known().is_empty());
    }

    #[test]
    fn a_claim_can_be_left_out() {
        let Fixture { workspace, .. } = Fixture::of(DRAFT);
        let (draft, file) = workspace.files().next().expect("a draft");
        let passages = DraftPassages::default().of(&workspace, draft);
        let passages = passages.expect("an article");
        let text = workspace.article(draft).expect("an article");
        let article = text.article().expect("it can be read");
        for (id, ..) in file.items() {
            let mut without = Passages::clone(&passages);
            without.remove(article, id);
            assert_eq!(
                claims_of_others_per_sentence(&passages, article, id),
                without.claims_per_sentence()
            );
        }
    }
}
