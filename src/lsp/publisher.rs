//! The one thread that checks open drafts and publishes their diagnostics. It works on the latest
//! snapshot: if versions arrive faster than they can be checked, only the last one is published.
//!
//! Diagnostics are pushed until the client first pulls; from then on drafts are only pulled, because
//! some clients say that they can pull and then do not always do it. What was pushed is withdrawn at
//! the first pull. Pulling is offered only to clients that can be asked to pull again, since a change in
//! one file can be a finding in another. Diagnostics on the article's own file are always pushed: it is
//! not a Sayso file, and no client would ask for them.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::thread;

use rustc_hash::FxHashMap;
use tower_lsp::ls_types::{Diagnostic, DiagnosticSeverity, PublishDiagnosticsParams, Uri};

use super::client::ClientAbilities;
use super::diagnostics::{Shown, diagnostics_of, key_of};
use super::inbox::{AnalysedDraft, Inbox, Question};
use super::outbox::Outbox;
use super::snapshot::{OpenDocument, Snapshot};
use crate::rules::{Analysis, analyse};
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
            snapshot: Snapshot::default(),
            drafts: FxHashMap::default(),
            waiting: Vec::new(),
            pulls: false,
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
    snapshot: Snapshot,
    drafts: FxHashMap<Arc<Path>, OpenDraft>,
    /// Requests that arrived before the workspace was loaded.
    waiting: Vec<Question>,
    /// Whether the client has pulled: then drafts are not pushed.
    pulls: bool,
}

/// An open draft or registry, as the client knows it.
struct OpenDraft {
    uri: Uri,
    /// The version that was published last.
    version: Option<i32>,
    analysis: Option<Arc<Analysis>>,
    /// The diagnostics on the file of its article.
    article: Option<(Arc<Path>, Vec<Diagnostic>)>,
}

impl PublisherThread {
    fn run(&mut self, inbox: &Inbox) {
        // The thread runs as long as the process.
        loop {
            let unread = inbox.read();
            let changes = unread.changes;
            self.waiting.extend(unread.questions);
            if let Some(snapshot) = unread.snapshot {
                self.snapshot = *snapshot;
            }
            if unread.anew {
                self.start_anew();
            }
            if self.snapshot.loaded {
                let answers = AssertUnwindSafe(|| self.publish_and_answer(&changes));
                if catch_unwind(answers).is_err() {
                    self.discard_analyses();
                }
            }
        }
    }

    fn start_anew(&mut self) {
        let workspace = &self.snapshot.workspace;
        // Collected now, so that it does not delay an edit.
        workspace.known_names();
        self.snapshot.passages.forget_unused(workspace);
        for draft in self.drafts.values_mut() {
            draft.analysis = None;
        }
    }

    fn publish_and_answer(&mut self, changes: &[Change]) {
        self.bring_up_to_date(changes);
        for question in std::mem::take(&mut self.waiting) {
            self.answer(question);
        }
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

    /// Brings all analyses up to date with the snapshot and publishes what changed.
    fn bring_up_to_date(&mut self, changes: &[Change]) {
        let mut articles = self.forget_closed();
        let mut stale = false;
        let snapshot = self.snapshot.clone();
        for (path, open) in &snapshot.documents {
            let Some(file) = snapshot.workspace.id_of(path) else {
                continue;
            };
            let checked_again = self.check(path, file, open, changes);
            let is_published = self.drafts.get(path).and_then(|draft| draft.version)
                == Some(open.document.version);
            if checked_again || !is_published {
                stale |= is_published;
                articles.extend(self.publish(path, open.document.version));
            }
        }
        self.publish_articles(&articles);
        if stale && self.pulls {
            (self.refresh)();
        }
    }

    /// Checks a file. Returns whether its findings may have changed.
    fn check(
        &mut self,
        path: &Arc<Path>,
        file: FileId,
        open: &OpenDocument,
        changes: &[Change],
    ) -> bool {
        let workspace = &self.snapshot.workspace;
        let article = workspace.article(file).cloned();
        let draft = self
            .drafts
            .entry(path.clone())
            .or_insert_with(|| OpenDraft {
                uri: open.uri.clone(),
                version: None,
                analysis: None,
                article: None,
            });
        match &mut draft.analysis {
            Some(analysis) => {
                let mut checked_again = false;
                // Copies it only while a request still works on it.
                let analysis = Arc::make_mut(analysis);
                for change in changes {
                    checked_again |= analysis.update(workspace, article.clone(), change);
                }
                self.snapshot.passages.take_from(analysis);
                checked_again
            }
            None => {
                let analysis = analyse(workspace, file, article);
                self.snapshot.passages.take_from(&analysis);
                draft.analysis = Some(Arc::new(analysis));
                true
            }
        }
    }

    /// Withdraws the diagnostics of closed drafts. Returns the articles with diagnostics of those drafts.
    fn forget_closed(&mut self) -> BTreeSet<Arc<Path>> {
        let is_open = |path: &Arc<Path>| self.snapshot.documents.contains_key(path);
        let closed: Vec<Arc<Path>> = self
            .drafts
            .keys()
            .filter(|path| !is_open(path))
            .cloned()
            .collect();
        let mut articles = BTreeSet::new();
        if !closed.is_empty() {
            self.snapshot
                .passages
                .forget_unused(&self.snapshot.workspace);
        }
        for path in closed {
            if let Some(draft) = self.drafts.remove(&path) {
                articles.extend(draft.article.map(|(path, _)| path));
                self.push(draft.uri, Vec::new(), None);
            }
        }
        articles
    }

    /// Publishes a draft. Returns the articles whose diagnostics changed.
    fn publish(&mut self, path: &Arc<Path>, version: i32) -> Vec<Arc<Path>> {
        let Some(draft) = self.drafts.get_mut(path) else {
            return Vec::new();
        };
        let Some(analysis) = &draft.analysis else {
            return Vec::new();
        };
        let found = diagnostics_of(&self.snapshot, &self.client, analysis);
        draft.version = Some(version);
        let uri = draft.uri.clone();
        let mut articles = Vec::new();
        if draft.article != found.article {
            let old = std::mem::replace(&mut draft.article, found.article);
            let both = old.iter().chain(&draft.article);
            articles.extend(both.map(|(path, _)| path.clone()));
        }
        if !self.pulls {
            self.push(uri, found.draft, Some(version));
        }
        articles
    }

    fn publish_articles(&self, paths: &BTreeSet<Arc<Path>>) {
        for path in paths {
            let found = self
                .drafts
                .values()
                .filter_map(|draft| draft.article.as_ref());
            let about = found.filter(|(other, _)| other == path);
            let diagnostics = of_all_drafts(about.map(|(_, diagnostics)| &diagnostics[..]));
            let version = self
                .snapshot
                .open_document(path)
                .map(|open| open.document.version);
            if let Some(uri) = self.snapshot.uri(path) {
                self.push(uri, diagnostics, version);
            }
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
        // Sending fails if the request was cancelled.
        match question {
            Question::Pulled(path, reply) => {
                if !self.pulls && self.client.pulls_diagnostics {
                    self.start_pulling();
                }
                let analysis = self
                    .drafts
                    .get(&*path)
                    .and_then(|draft| draft.analysis.as_ref());
                let found =
                    analysis.map(|analysis| diagnostics_of(&self.snapshot, &self.client, analysis));
                let _ = reply.send(found.unwrap_or_default().draft);
            }
            Question::Asked(path, reply) => {
                let analysis = self
                    .drafts
                    .get(&*path)
                    .and_then(|draft| draft.analysis.clone());
                let found = analysis.map(|analysis| AnalysedDraft {
                    snapshot: self.snapshot.clone(),
                    analysis,
                });
                let _ = reply.send(found);
            }
        }
    }

    /// From now on drafts are pulled. What was pushed is withdrawn, so that nothing appears twice.
    fn start_pulling(&mut self) {
        self.pulls = true;
        for draft in self.drafts.values() {
            self.push(draft.uri.clone(), Vec::new(), None);
        }
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
