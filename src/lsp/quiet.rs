//! What is not shown yet while somebody types: unfinished is not wrong.
//!
//! New findings in the declaration of the last edit wait until an edit is elsewhere, or nothing was typed for a while.
//! So do new findings elsewhere that are about that declaration, and new advice elsewhere: while a name is typed, its
//! first word may be the name of somebody else. Errors elsewhere appear at once, and whatever is no longer found
//! disappears at once. The marks of the article's sentences stay while the quotation of a claim is not found.
//!
//! A client says where it is by its edits only, so one that sends none gets everything.

use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::workspaces::RootedChange;
use crate::article::Anchor;
use crate::rules::{Analysis, Finding, SentenceFindings, Severity};
use crate::workspace::{ArticlePlace, ArticleText, Change, DeclarationId, FileId, Place};

/// How long nothing must be typed, unless the user sets another time.
pub const DELAY: Duration = Duration::from_millis(700);

/// Where somebody types, in each workspace, by its root.
#[derive(Default)]
pub struct TypingPlaces(FxHashMap<Arc<Path>, Typing>);

/// Where somebody types in a workspace.
#[derive(Clone, Debug)]
pub struct Typing {
    file: FileId,
    declarations: Vec<DeclarationId>,
    until: Instant,
}

impl TypingPlaces {
    /// Follows edits. Returns the roots of the workspaces in which somebody types elsewhere now.
    pub fn follow(&mut self, changes: &[RootedChange], delay: Duration) -> FxHashSet<Arc<Path>> {
        let mut left = FxHashSet::default();
        let until = Instant::now() + delay;
        for (root, change) in changes {
            let before = self.0.get(root);
            let stays = before.is_some_and(|typing| typing.is_followed_by(change));
            let is_elsewhere = !change.edited.is_empty() || change.article;
            if before.is_some() && is_elsewhere && !stays {
                self.0.remove(root);
                left.insert(root.clone());
            }
            if let Some(file) = change.file.filter(|_| !change.edited.is_empty())
                && !delay.is_zero()
            {
                let typing = Typing {
                    file,
                    declarations: change.edited.clone(),
                    until,
                };
                self.0.insert(root.clone(), typing);
            }
        }
        left
    }

    pub fn get(&self, root: &Path) -> Option<&Typing> {
        self.0.get(root)
    }

    pub fn forget(&mut self, root: &Path) {
        self.0.remove(root);
    }

    /// The roots of the workspaces in which nothing was typed for long enough; nobody types there any more.
    pub fn take_rested(&mut self) -> FxHashSet<Arc<Path>> {
        let now = Instant::now();
        let all = self.0.iter();
        let rested = all.filter(|(_, typing)| typing.until <= now);
        let rested: FxHashSet<Arc<Path>> = rested.map(|(root, _)| root.clone()).collect();
        self.0.retain(|root, _| !rested.contains(root));
        rested
    }

    /// When the first of them has rested for long enough.
    pub fn until(&self) -> Option<Instant> {
        self.0.values().map(|typing| typing.until).min()
    }
}

impl Typing {
    /// Whether the change is one more edit of the same declaration.
    fn is_followed_by(&self, change: &Change) -> bool {
        let mut declarations = self.declarations.iter();
        change.file == Some(self.file)
            && !change.edited.is_empty()
            && declarations.any(|id| change.removed.contains(id))
    }

    fn contains(&self, place: Place) -> bool {
        match place {
            Place::Declaration { file, id, .. } => {
                file == self.file && self.declarations.contains(&id)
            }
            Place::Article { .. } => false,
        }
    }

    /// Whether a new finding waits.
    fn delays(&self, finding: &Finding) -> bool {
        let mut related = finding.related.iter();
        finding.severity != Severity::Error
            || self.contains(finding.place)
            || related.any(|related| self.contains(related.place))
    }

    /// Whether all quotations that are typed in this draft are found where they are meant.
    fn is_settled(&self, analysis: &Analysis) -> bool {
        let mut anchors = self
            .declarations
            .iter()
            .filter_map(|id| analysis.passages().anchor(*id));
        let is_found = |anchor: &Anchor| !matches!(anchor, Anchor::Missing | Anchor::Ambiguous(_));
        analysis.file() != self.file || anchors.all(is_found)
    }

    /// Whether the text of the draft's article is typed in the draft.
    fn is_in_text(&self, analysis: &Analysis) -> bool {
        let place = analysis.article().and_then(|text| text.place.as_ref());
        let Some(ArticlePlace::Embedded(id)) = place else {
            return false;
        };
        analysis.file() == self.file && self.declarations.contains(id)
    }
}

/// What is not shown of the findings of a draft.
#[derive(Default)]
pub struct Quiet {
    /// By declaration; without one, those in the whole article.
    waiting: FxHashMap<Option<DeclarationId>, FxHashSet<FindingKey>>,
    /// What is shown in the sentences of the article, if not all.
    sentences: Option<SentenceFindings>,
}

/// The rule and the message of a finding: what remains of it when text moves.
type FindingKey = u64;

fn key_of(finding: &Finding) -> FindingKey {
    let mut hasher = FxHasher::default();
    (finding.rule.name, finding.message.as_str()).hash(&mut hasher);
    hasher.finish()
}

impl Quiet {
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.sentences.is_none()
    }

    /// Whether a finding of that declaration, or in the whole article, is shown.
    pub fn shows(&self, declaration: Option<DeclarationId>, finding: &Finding) -> bool {
        let waiting = self.waiting.get(&declaration);
        waiting.is_none_or(|waiting| !waiting.contains(&key_of(finding)))
    }

    /// What is shown in the sentences of the article.
    pub fn sentences<'a>(&'a self, analysis: &'a Analysis) -> &'a SentenceFindings {
        self.sentences
            .as_ref()
            .unwrap_or_else(|| analysis.sentence_findings())
    }
}

/// The findings of a draft before a change, and what was not shown of them. Cloning findings is cheap.
pub struct Before {
    article: Option<Arc<ArticleText>>,
    declarations: FxHashMap<DeclarationId, Arc<[Finding]>>,
    in_text: FxHashSet<FindingKey>,
    sentences: SentenceFindings,
    quiet: Quiet,
}

impl Before {
    pub fn of(analysis: &Analysis, quiet: Quiet) -> Before {
        Before {
            article: analysis.article().cloned(),
            declarations: analysis.of_declarations().clone(),
            in_text: analysis.in_text().iter().map(key_of).collect(),
            sentences: quiet.sentences(analysis).clone(),
            quiet,
        }
    }

    /// What is not shown after the changes, in which somebody types there.
    pub fn followed_by(self, changes: &[&Change], analysis: &Analysis, typing: &Typing) -> Quiet {
        let origins = Origins::of(changes, analysis.file());
        let mut waiting = FxHashMap::default();
        for (id, now) in analysis.of_declarations() {
            let unchanged = self.declarations.get(id);
            if unchanged.is_some_and(|before| Arc::ptr_eq(before, now)) {
                let known = self.quiet.waiting.get(&Some(*id));
                waiting.extend(known.map(|keys| (Some(*id), keys.clone())));
                continue;
            }
            let shown = self.shown_in(&origins.of_declaration(*id));
            let is_typed = analysis.file() == typing.file && typing.declarations.contains(id);
            let new = now.iter().filter(|it| !shown.contains(&key_of(it)));
            let delayed = new.filter(|it| is_typed || typing.delays(it));
            let keys: FxHashSet<FindingKey> = delayed.map(key_of).collect();
            if !keys.is_empty() {
                waiting.insert(Some(*id), keys);
            }
        }
        let known = self.quiet.waiting.get(&None);
        let was_shown = |key: &FindingKey| {
            self.in_text.contains(key) && known.is_none_or(|known| !known.contains(key))
        };
        let in_text = analysis.in_text().iter();
        let delayed = in_text.filter(|it| !was_shown(&key_of(it)) && typing.delays(it));
        let keys: FxHashSet<FindingKey> = delayed.map(key_of).collect();
        if !keys.is_empty() {
            waiting.insert(None, keys);
        }
        Quiet {
            waiting,
            sentences: self.shown_sentences(analysis, typing),
        }
    }

    /// The findings that were shown in these declarations.
    fn shown_in(&self, declarations: &[DeclarationId]) -> FxHashSet<FindingKey> {
        let mut shown = FxHashSet::default();
        for id in declarations {
            let known = self.quiet.waiting.get(&Some(*id));
            let findings = self.declarations.get(id).into_iter();
            let keys = findings.flat_map(|findings| findings.iter().map(key_of));
            shown.extend(keys.filter(|key| known.is_none_or(|known| !known.contains(key))));
        }
        shown
    }

    /// The marks of sentences. While nobody checks the article, coverage is one number, which waits.
    fn shown_sentences(&self, analysis: &Analysis, typing: &Typing) -> Option<SentenceFindings> {
        let is_same_text = match (&self.article, analysis.article()) {
            (Some(before), Some(now)) => Arc::ptr_eq(before, now),
            (before, now) => before.is_none() && now.is_none(),
        };
        match (is_same_text, analysis.is_in_check()) {
            (true, true) if typing.is_settled(analysis) => Some(self.still_found(analysis)),
            (true, _) => Some(self.sentences.clone()),
            (false, true) if typing.is_in_text(analysis) => Some(self.still_found(analysis)),
            (false, _) => None,
        }
    }

    /// The findings in sentences of now that were shown before.
    fn still_found(&self, analysis: &Analysis) -> SentenceFindings {
        let shown = self.sentences.iter().flatten();
        let shown = shown.flat_map(|findings| findings.iter().map(key_of));
        let shown: FxHashSet<FindingKey> = shown.collect();
        let is_shown = |finding: &&Finding| shown.contains(&key_of(finding));
        let sentences = analysis.sentence_findings().iter();
        let still = sentences.map(|findings| {
            let findings = findings.as_ref()?;
            if findings.iter().all(|finding| is_shown(&finding)) {
                return Some(findings.clone());
            }
            let still = findings.iter().filter(is_shown);
            Some(Arc::new(still.cloned().collect()))
        });
        still.collect()
    }
}

/// Which declarations of a file became which in several changes: an edited declaration gets a new number.
struct Origins(FxHashMap<DeclarationId, Vec<DeclarationId>>);

impl Origins {
    fn of(changes: &[&Change], file: FileId) -> Origins {
        let mut origins = Origins(FxHashMap::default());
        for change in changes.iter().filter(|change| change.file == Some(file)) {
            let removed = change.removed.iter();
            let from = removed.flat_map(|id| origins.of_declaration(*id));
            let from: Vec<DeclarationId> = from.collect();
            // Whatever was pasted over a whole draft has no common past.
            if change.added.len() <= FEW {
                let added = change.added.iter();
                origins.0.extend(added.map(|id| (*id, from.clone())));
            }
        }
        origins
    }

    fn of_declaration(&self, id: DeclarationId) -> Vec<DeclarationId> {
        self.0.get(&id).cloned().unwrap_or_else(|| vec![id])
    }
}

/// The maximum number of declarations that an edit made from others.
const FEW: usize = 16;
