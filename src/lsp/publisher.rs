//! The one thread that checks drafts that somebody looks at, and publishes their diagnostics: the drafts that are open,
//! and those whose article is. It works on the latest
//! state: if versions arrive faster than they can be checked, only the last one is published.
//!
//! Diagnostics are pushed until the client first pulls; from then on drafts are only pulled, because
//! some clients say that they can pull and then do not always do it. What was pushed is withdrawn at
//! the first pull. Pulling is offered only to clients that can be asked to pull again, since a change in
//! one file can be a finding in another. Diagnostics on the article's own file are always pushed: it is
//! not a Sayso file, and no client would ask for them.
//!
//! While somebody types, some findings wait (`src/lsp/quiet.rs`): the thread looks again when they have waited long
//! enough.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rustc_hash::{FxHashMap, FxHashSet};
use tower_lsp::ls_types::{
    Diagnostic, DiagnosticSeverity, PublishDiagnosticsParams, TextDocumentIdentifier, Uri,
};

use super::checked_draft::CheckedDraft;
use super::client::ClientAbilities;
use super::diagnostics::{Shown, diagnostics_of, key_of};
use super::inbox::{AnalysedDraft, Anew, Inbox, Question};
use super::outbox::Outbox;
use super::quiet::{Before, Quiet, TypingPlaces};
use super::reports::Report;
use super::snapshot::Snapshot;
use super::workspaces::{RootedChange, WorkspaceState, Workspaces};
use crate::rules::analyse;
use crate::workspace::{Change, FileId};

/// A handle to the publisher's thread.
#[derive(Clone)]
pub struct Publisher {
    inbox: Arc<Inbox>,
}

impl Publisher {
    /// Starts the thread. It calls `refresh` when diagnostics that the client pulled are out of date.
    pub fn start(
        client: ClientAbilities,
        outbox: Outbox,
        refresh: impl Fn() + Send + 'static,
    ) -> Publisher {
        let inbox = Arc::new(Inbox::default());
        let unread = inbox.clone();
        let mut thread = PublisherThread {
            client,
            outbox,
            refresh: Box::new(refresh),
            workspaces: Workspaces::default(),
            drafts: FxHashMap::default(),
            articles: FxHashMap::default(),
            waiting: Vec::new(),
            pulls: false,
            typing: TypingPlaces::default(),
            delay: Duration::ZERO,
        };
        thread::Builder::new()
            .name("publisher".into())
            .spawn(move || thread.run(&unread))
            .expect("a thread can be started");
        Publisher { inbox }
    }

    /// Where it takes its work from.
    pub fn inbox(&self) -> &Inbox {
        &self.inbox
    }
}

struct PublisherThread {
    client: ClientAbilities,
    outbox: Outbox,
    refresh: Box<dyn Fn() + Send>,
    workspaces: Workspaces,
    drafts: FxHashMap<Arc<Path>, CheckedDraft>,
    /// The articles with diagnostics, as they were published.
    articles: FxHashMap<Arc<Path>, PublishedArticle>,
    /// Requests that arrived before the workspace of their document was loaded.
    waiting: Vec<Question>,
    /// Whether the client has pulled: then drafts are not pushed.
    pulls: bool,
    typing: TypingPlaces,
    /// How long findings wait while somebody types.
    delay: Duration,
}

/// Drafts, by the root of their workspace.
type ServedDrafts = BTreeMap<Arc<Path>, Vec<(Arc<Path>, FileId)>>;

struct PublishedArticle {
    uri: Uri,
    /// Whether it was open. Some editors show only what is published for an open document.
    is_open: bool,
}

impl PublisherThread {
    fn run(&mut self, inbox: &Inbox) {
        // The thread runs as long as the process.
        loop {
            let unread = inbox.read(self.typing.until());
            self.delay = unread.delay.unwrap_or(self.delay);
            let changes = unread.changes;
            self.waiting.extend(unread.questions);
            if let Some(workspaces) = unread.workspaces {
                self.workspaces = *workspaces;
            }
            self.start_anew(&unread.anew);
            let answers = AssertUnwindSafe(|| self.publish_and_answer(&changes));
            if catch_unwind(answers).is_err() {
                self.discard_analyses();
            }
        }
    }

    fn start_anew(&mut self, anew: &Anew) {
        for root in self.workspaces.roots() {
            if let Some(state) = self.workspaces.get(&root).filter(|_| anew.contains(&root)) {
                // Collected now, so that it does not delay an edit.
                state.workspace.known_names();
                state.passages.forget_unused(&state.workspace);
            }
        }
        let drafts = self.drafts.values_mut();
        for draft in drafts.filter(|draft| anew.contains(&draft.root)) {
            draft.analysis = None;
            self.typing.forget(&draft.root);
        }
    }

    fn publish_and_answer(&mut self, changes: &[RootedChange]) {
        self.bring_up_to_date(changes);
        for question in std::mem::take(&mut self.waiting) {
            match self.is_loaded(question.file()) {
                true => self.answer(question),
                false => self.waiting.push(question),
            }
        }
    }

    /// Whether the workspace of an open document is loaded. Nothing is known of a document that is not open.
    fn is_loaded(&self, file: &Path) -> bool {
        let open = self.workspaces.documents.get(file);
        let state = open.and_then(|open| self.workspaces.get(&open.root));
        state.is_none_or(|state| state.is_loaded)
    }

    /// After a panic, the analyses may be half updated. The next change checks everything again, so
    /// that one panic does not stop diagnostics for good.
    fn discard_analyses(&mut self) {
        for draft in self.drafts.values_mut() {
            draft.analysis = None;
        }
        // The requests see that their channel is closed.
        self.waiting.clear();
    }

    /// Brings all analyses up to date with the workspaces and publishes what changed.
    fn bring_up_to_date(&mut self, changes: &[RootedChange]) {
        let all_served = self.served_drafts();
        let mut articles = self.forget_closed(&all_served);
        let mut stale = false;
        let mut over = self.typing.take_rested();
        over.extend(self.typing.follow(changes, self.delay));
        for (root, served) in all_served {
            let is_loaded = |state: &WorkspaceState| state.is_loaded;
            if !self.workspaces.get(&root).is_some_and(is_loaded) {
                continue;
            }
            let Some(snapshot) = self.workspaces.snapshot(&root) else {
                continue;
            };
            let own = changes.iter().filter(|(other, _)| *other == root);
            let own: Vec<&Change> = own.map(|(_, change)| change).collect();
            let changed = own.iter().filter_map(|change| change.file);
            let changed = changed.filter_map(|id| snapshot.workspace.file(id));
            let changed: FxHashSet<Uri> = changed
                .filter_map(|file| snapshot.uri(&file.path))
                .collect();
            for (path, file) in &served {
                let Some(uri) = snapshot.uri(path) else {
                    continue;
                };
                articles.extend(self.rename(path, &uri, &root));
                let waited = over.contains(&root) && self.stop_waiting(path);
                let checked_again = self.check(&snapshot, path, *file, (&uri, &root), &own);
                if checked_again {
                    self.tell_of_coverage(&snapshot, *file);
                }
                let open = snapshot.documents.get(path);
                let version = open.map(|open| open.document.version);
                let draft = self.drafts.get(path);
                let is_as_published = draft.is_some_and(|draft| {
                    draft.published == Some(version) && !draft.refers_to(&changed)
                });
                if checked_again || waited || !is_as_published {
                    stale |= self.publish(&snapshot, path, version, &mut articles);
                }
            }
        }
        let documents = &self.workspaces.documents;
        let published = self.articles.iter();
        let opened = published.filter(|(path, published)| {
            let open = documents.get(path);
            published.is_open != open.is_some()
                || open.is_some_and(|open| open.uri != published.uri)
        });
        articles.extend(opened.map(|(path, _)| path.clone()));
        self.publish_articles(&articles);
        if stale && self.pulls {
            (self.refresh)();
        }
    }

    /// The drafts that somebody looks at, by the root of their workspace.
    fn served_drafts(&self) -> ServedDrafts {
        let roots = self.workspaces.roots().into_iter();
        let served = roots.map(|root| {
            let drafts = self.workspaces.served_drafts(&root).into_iter();
            let workspace = self.workspaces.get(&root).map(|state| &state.workspace);
            let path = |draft| Some((workspace?.file(draft)?.path.clone(), draft));
            let drafts = drafts.filter_map(path).collect();
            (root, drafts)
        });
        served.collect()
    }

    /// Begins anew with a draft that was opened under another URI, or is in another workspace now. Returns the article
    /// with diagnostics of it.
    fn rename(&mut self, path: &Arc<Path>, uri: &Uri, root: &Arc<Path>) -> Option<Arc<Path>> {
        let is_other = |draft: &CheckedDraft| draft.uri != *uri || draft.root != *root;
        if !self.drafts.get(path).is_some_and(is_other) {
            return None;
        }
        let draft = self.drafts.remove(path)?;
        if draft.uri != *uri {
            self.withdraw(&draft);
        }
        draft.article.map(|(path, _)| path)
    }

    /// Shows what waited in a draft. Returns whether there was something.
    fn stop_waiting(&mut self, path: &Arc<Path>) -> bool {
        let draft = self.drafts.get_mut(path);
        draft.is_some_and(|draft| !std::mem::take(&mut draft.quiet).is_empty())
    }

    /// Checks a file. Returns whether its findings may have changed.
    fn check(
        &mut self,
        snapshot: &Snapshot,
        path: &Arc<Path>,
        file: FileId,
        (uri, root): (&Uri, &Arc<Path>),
        changes: &[&Change],
    ) -> bool {
        let workspace = &snapshot.workspace;
        let article = workspace.article(file).cloned();
        let draft = self
            .drafts
            .entry(path.clone())
            .or_insert_with(|| CheckedDraft {
                uri: uri.clone(),
                root: root.clone(),
                published: None,
                analysis: None,
                quiet: Quiet::default(),
                shown: Vec::new(),
                article: None,
            });
        let typing = self.typing.get(root);
        let typing = typing.filter(|_| !changes.is_empty());
        match &mut draft.analysis {
            Some(analysis) => {
                let mut checked_again = false;
                // Copies it only while a request still works on it.
                let analysis = Arc::make_mut(analysis);
                let quiet = &mut draft.quiet;
                let before = typing.map(|_| Before::of(analysis, std::mem::take(quiet)));
                for change in changes {
                    checked_again |= analysis.update(workspace, article.clone(), change);
                }
                if let (Some(before), Some(typing)) = (before, typing) {
                    *quiet = before.followed_by(changes, analysis, typing);
                }
                snapshot.passages.take_from(analysis);
                checked_again
            }
            None => {
                let analysis = analyse(workspace, file, article);
                draft.quiet = Quiet::default();
                snapshot.passages.take_from(&analysis);
                draft.analysis = Some(Arc::new(analysis));
                true
            }
        }
    }

    /// Says that the coverage of an article may have changed: of its draft, and of its file if it has one.
    fn tell_of_coverage(&self, snapshot: &Snapshot, draft: FileId) {
        if !self.client.follows_coverage {
            return;
        }
        let draft_path = snapshot.workspace.file(draft).map(|file| &*file.path);
        let text = snapshot.workspace.article(draft);
        let article = text.and_then(|text| text.file());
        for path in draft_path
            .filter(|_| text.is_some())
            .into_iter()
            .chain(article)
        {
            if let Some(uri) = snapshot.uri(path) {
                let params = TextDocumentIdentifier { uri };
                self.outbox.notify("sayso/coverageChanged", &params);
            }
        }
    }

    /// Withdraws the diagnostics of drafts at which nobody looks any more. Returns the articles with diagnostics of those
    /// drafts.
    fn forget_closed(&mut self, served: &ServedDrafts) -> BTreeSet<Arc<Path>> {
        let served = served.values().flatten().map(|(path, _)| path);
        let served: FxHashSet<&Arc<Path>> = served.collect();
        let drafts = self.drafts.keys();
        let closed: Vec<Arc<Path>> = drafts
            .filter(|path| !served.contains(path))
            .cloned()
            .collect();
        let mut articles = BTreeSet::new();
        for path in closed {
            if let Some(draft) = self.drafts.remove(&path) {
                if let Some(state) = self.workspaces.get(&draft.root) {
                    state.passages.forget_unused(&state.workspace);
                }
                self.withdraw(&draft);
                articles.extend(draft.article.map(|(path, _)| path));
            }
        }
        articles
    }

    /// Withdraws the diagnostics of a draft, if any were published.
    fn withdraw(&self, draft: &CheckedDraft) {
        if let Some(Some(_)) = draft.published {
            self.push(draft.uri.clone(), Vec::new(), None);
        }
    }

    /// Publishes a draft, unless the client has the same diagnostics already. Adds the articles whose diagnostics changed.
    /// Returns whether the diagnostics of a version that was published before changed.
    fn publish(
        &mut self,
        snapshot: &Snapshot,
        path: &Arc<Path>,
        version: Option<i32>,
        articles: &mut BTreeSet<Arc<Path>>,
    ) -> bool {
        let Some(draft) = self.drafts.get_mut(path) else {
            return false;
        };
        let Some(analysis) = &draft.analysis else {
            return false;
        };
        let found = diagnostics_of(snapshot, &self.client, analysis, &draft.quiet);
        let before = draft.published.replace(version).flatten();
        let is_same_version = before.is_some() && before == version;
        let is_same = before.is_some() && version.is_some() && draft.shown == found.draft;
        draft.shown = found.draft;
        if draft.article != found.article {
            let old = std::mem::replace(&mut draft.article, found.article);
            let both = old.iter().chain(&draft.article);
            articles.extend(both.map(|(path, _)| path.clone()));
        }
        let is_known = is_same && (is_same_version || !self.client.diagnostic_versions);
        let uri = draft.uri.clone();
        match version {
            _ if self.pulls || is_known => {}
            Some(_) => {
                let shown = draft.shown.clone();
                self.push(uri, shown, version);
            }
            None if before.is_some() => self.push(uri, Vec::new(), None),
            None => {}
        }
        is_same_version && !is_same
    }

    /// Publishes what the drafts have found in their articles. A client may open an article under another URI than the
    /// one under which something was published: that is withdrawn.
    fn publish_articles(&mut self, paths: &BTreeSet<Arc<Path>>) {
        for path in paths {
            let found = self
                .drafts
                .values()
                .filter_map(|draft| draft.article.as_ref());
            let mut about = found.filter(|(other, _)| other == path).peekable();
            let is_annotated = about.peek().is_some();
            let diagnostics = of_all_drafts(about.map(|(_, diagnostics)| &diagnostics[..]));
            let open = self.workspaces.documents.get(path);
            let version = open.map(|open| open.document.version);
            let before = self.articles.remove(path);
            let before = before.map(|before| before.uri);
            let uri = match (open, &before) {
                (None, Some(before)) => Some(before.clone()),
                _ => self.workspaces.documents.uri(path),
            };
            let Some(uri) = uri else { continue };
            if let Some(other) = before.filter(|before| *before != uri) {
                self.push(other, Vec::new(), None);
            }
            if is_annotated {
                let published = PublishedArticle {
                    uri: uri.clone(),
                    is_open: open.is_some(),
                };
                self.articles.insert(path.clone(), published);
            }
            self.push(uri, diagnostics, version);
        }
    }

    fn push(&self, uri: Uri, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
        // There may be thousands of open documents, each with many diagnostics.
        self.outbox.wait_for_room();
        let params = PublishDiagnosticsParams {
            uri,
            diagnostics,
            version,
        };
        self.outbox.publish(&params);
    }

    fn answer(&mut self, question: Question) {
        if !self.pulls && self.client.pulls_diagnostics && matches!(question, Question::Pulled(..))
        {
            self.start_pulling();
        }
        let draft = self.drafts.get(question.file());
        // Sending fails if the request was cancelled.
        match question {
            Question::Pulled(pull, reply) => {
                let shown = draft.map_or(&[][..], |draft| &draft.shown);
                let _ = reply.send(Report::of(shown, pull.known.as_deref()));
            }
            Question::Asked(_, reply) => {
                let found = draft.and_then(|draft| {
                    Some(AnalysedDraft {
                        snapshot: self.workspaces.snapshot(&draft.root)?,
                        analysis: draft.analysis.clone()?,
                    })
                });
                let _ = reply.send(found);
            }
        }
    }

    /// From now on drafts are pulled. What was pushed is withdrawn, so that nothing appears twice.
    fn start_pulling(&mut self) {
        self.pulls = true;
        self.drafts.values().for_each(|draft| self.withdraw(draft));
    }
}

/// The diagnostics that the drafts of one article have on it. All of them find the same in its sentences.
fn of_all_drafts<'a>(drafts: impl Iterator<Item = &'a [Diagnostic]>) -> Vec<Diagnostic> {
    let mut seen = FxHashMap::default();
    let mut shown = Shown::default();
    for (draft, diagnostics) in drafts.enumerate() {
        for diagnostic in diagnostics {
            let first = *seen.entry(key_of(diagnostic)).or_insert(draft);
            if first == draft || diagnostic.related_information.is_some() {
                let severity = diagnostic.severity.unwrap_or(DiagnosticSeverity::ERROR);
                shown.add(severity, || Some(diagnostic.clone()));
            }
        }
    }
    shown.done()
}
