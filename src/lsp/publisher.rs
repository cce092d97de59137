//! The one thread that checks open drafts and tells the client. It works on the latest snapshot,
//! so that of versions that come faster than they are checked only the last is told.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use rustc_hash::FxHashMap;
use tokio::sync::oneshot;
use tower_lsp::ls_types::{Diagnostic, PublishDiagnosticsParams, Uri};

use super::client::ClientAbilities;
use super::diagnostics::diagnostics_of;
use super::outbox::Outbox;
use super::snapshot::{OpenDocument, Snapshot};
use crate::rules::{Analysis, analyse};
use crate::workspace::{Change, FileId};

/// What the publisher is told.
pub enum Event {
    /// The state after some changes.
    Changed(Box<Snapshot>, Vec<Change>),
    /// The whole workspace was read anew.
    Reloaded(Box<Snapshot>),
    /// The client asks for the diagnostics of a draft itself, from now on.
    Pulled(Box<Path>, oneshot::Sender<Vec<Diagnostic>>),
    /// Somebody needs what was found in an open file, with the state in which it was found.
    Asked(Box<Path>, oneshot::Sender<Option<Found>>),
}

/// What was found in a file, and the state that its numbers of files and declarations belong to.
pub struct Found {
    pub snapshot: Snapshot,
    pub analysis: Analysis,
}

/// The way to the publisher.
#[derive(Clone)]
pub struct Publisher {
    events: Sender<Event>,
}

impl Publisher {
    /// Starts the thread. `refresh` is called when diagnostics that the client pulled are out of date.
    pub fn start(
        client: ClientAbilities,
        outbox: Outbox,
        refresh: impl Fn() + Send + 'static,
    ) -> Publisher {
        let (events, received) = mpsc::channel();
        let mut desk = Desk {
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
            .spawn(move || desk.work(&received))
            .expect("a thread can be started");
        Publisher { events }
    }

    pub fn send(&self, event: Event) {
        // It only ends with the process.
        let _ = self.events.send(event);
    }
}

struct Desk {
    client: ClientAbilities,
    outbox: Outbox,
    refresh: Box<dyn Fn() + Send>,
    snapshot: Snapshot,
    drafts: FxHashMap<Arc<Path>, Draft>,
    /// Questions that came before the workspace was loaded.
    waiting: Vec<Event>,
    /// Whether the client has pulled: then drafts are not pushed too.
    pulls: bool,
}

/// An open draft or registry, as the client knows it.
struct Draft {
    uri: Uri,
    /// The version that was published last.
    version: Option<i32>,
    analysis: Option<Analysis>,
    /// What was found on its article.
    article: Option<(Arc<Path>, Vec<Diagnostic>)>,
}

impl Desk {
    fn work(&mut self, events: &Receiver<Event>) {
        while let Ok(first) = events.recv() {
            let mut changes = Vec::new();
            let mut next = Some(first);
            while let Some(event) = next {
                match event {
                    Event::Changed(snapshot, made) => {
                        self.snapshot = *snapshot;
                        changes.extend(made);
                    }
                    Event::Reloaded(snapshot) => {
                        self.snapshot = *snapshot;
                        // Made now, so that nobody who types waits for it.
                        self.snapshot.workspace.known_names();
                        for draft in self.drafts.values_mut() {
                            draft.analysis = None;
                        }
                    }
                    question => self.waiting.push(question),
                }
                next = events.try_recv().ok();
            }
            if self.snapshot.loaded {
                let answers = AssertUnwindSafe(|| self.tell_and_answer(&changes));
                if catch_unwind(answers).is_err() {
                    self.start_afresh();
                }
            }
        }
    }

    fn tell_and_answer(&mut self, changes: &[Change]) {
        self.settle(changes);
        for question in std::mem::take(&mut self.waiting) {
            self.answer(question);
        }
    }

    /// After a panic, which must not silence the checks for good: what was known may be half of
    /// the truth, so that with the next change everything is looked at again.
    fn start_afresh(&mut self) {
        for draft in self.drafts.values_mut() {
            draft.analysis = None;
        }
        // Whoever asked sees that the answer is gone.
        self.waiting.clear();
    }

    /// Brings everything up to date with the snapshot, and tells the client what is new.
    fn settle(&mut self, changes: &[Change]) {
        let mut articles = self.forget_closed();
        let mut stale = false;
        let snapshot = self.snapshot.clone();
        for (path, open) in &snapshot.documents {
            let Some(file) = snapshot.workspace.id_of(path) else {
                continue;
            };
            let looked_again = self.follow(path, file, open, changes);
            let told = self.drafts.get(path).and_then(|draft| draft.version)
                == Some(open.document.version);
            if looked_again || !told {
                stale |= told;
                articles.extend(self.publish(path, open.document.version));
            }
        }
        self.publish_articles(&articles);
        if stale && self.pulls {
            (self.refresh)();
        }
    }

    /// Says whether what was found in the file may be other than before.
    fn follow(
        &mut self,
        path: &Arc<Path>,
        file: FileId,
        open: &OpenDocument,
        changes: &[Change],
    ) -> bool {
        let workspace = &self.snapshot.workspace;
        let article = workspace.article(file).cloned();
        let draft = self.drafts.entry(path.clone()).or_insert_with(|| Draft {
            uri: open.uri.clone(),
            version: None,
            analysis: None,
            article: None,
        });
        match &mut draft.analysis {
            Some(analysis) => {
                let mut looked_again = false;
                for change in changes {
                    looked_again |= analysis.update(workspace, article.clone(), change);
                }
                self.snapshot.passages.take_from(analysis);
                looked_again
            }
            None => {
                let analysis = analyse(workspace, file, article);
                self.snapshot.passages.take_from(&analysis);
                draft.analysis = Some(analysis);
                true
            }
        }
    }

    /// Takes back what was told of drafts that are closed; returns the articles that this concerns.
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

    /// Publishes a draft; returns the articles whose diagnostics are others now.
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
            let diagnostics = about
                .flat_map(|(_, diagnostics)| diagnostics.clone())
                .collect();
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
        let params = PublishDiagnosticsParams {
            uri,
            diagnostics,
            version,
        };
        self.outbox
            .notify_raw("textDocument/publishDiagnostics", &params);
    }

    fn answer(&mut self, question: Event) {
        // Whoever asked may have cancelled.
        match question {
            Event::Pulled(path, reply) => {
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
            Event::Asked(path, reply) => {
                let analysis = self
                    .drafts
                    .get(&*path)
                    .and_then(|draft| draft.analysis.clone());
                let found = analysis.map(|analysis| Found {
                    snapshot: self.snapshot.clone(),
                    analysis,
                });
                let _ = reply.send(found);
            }
            Event::Changed(..) | Event::Reloaded(..) => {}
        }
    }

    /// From now on drafts are pulled: what was pushed must not stand there twice.
    fn start_pulling(&mut self) {
        self.pulls = true;
        for draft in self.drafts.values() {
            self.push(draft.uri.clone(), Vec::new(), None);
        }
    }
}
