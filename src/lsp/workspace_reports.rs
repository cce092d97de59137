//! The findings in the files of all workspaces that are not open, for clients that pull them.
//!
//! Clients ask again and again, and a change in one file can be a finding in any other. So the answer is kept until
//! something changes, and working it out anew takes a small part of the time only, however often clients ask.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;
use tower_lsp::ls_types::{Diagnostic, Uri};

use super::client::ClientAbilities;
use super::diagnostics::diagnostics_of;
use super::quiet::Quiet;
use super::snapshot::Snapshot;
use super::workspaces::Workspaces;
use crate::rules::{SharedAnalysis, analyse_shared};
use crate::workspace::{FileId, disk};

/// The time between the starts of two answers is at least this many times that of the work.
const REST: u32 = 10;

/// The diagnostics of files, by their addresses.
pub type FileDiagnostics = Vec<(Uri, Vec<Diagnostic>)>;

/// The last answer, and the state that it is about.
#[derive(Default)]
pub struct WorkspaceReports(Option<Answer>);

struct Answer {
    state: Arc<Workspaces>,
    found: Arc<FileDiagnostics>,
    until: Instant,
}

impl WorkspaceReports {
    /// The findings in that state, if they are known.
    pub fn of(&self, state: &Arc<Workspaces>) -> Option<Arc<FileDiagnostics>> {
        let answer = self.0.as_ref()?;
        Arc::ptr_eq(&answer.state, state).then(|| answer.found.clone())
    }

    /// How long to wait before the next answer is worked out.
    pub fn rest(&self) -> Duration {
        let until = self.0.as_ref().map(|answer| answer.until);
        until.map_or(Duration::ZERO, |until| {
            until.saturating_duration_since(Instant::now())
        })
    }

    pub fn keep(&mut self, state: Arc<Workspaces>, found: Arc<FileDiagnostics>, took: Duration) {
        let until = Instant::now() + took * REST;
        self.0 = Some(Answer {
            state,
            found,
            until,
        });
    }
}

/// The findings in the files that are not open.
pub fn in_closed_files(state: &Workspaces, client: &ClientAbilities) -> FileDiagnostics {
    let mut found = FxHashMap::default();
    for root in state.roots() {
        let is_loaded = state.get(&root).is_some_and(|state| state.is_loaded);
        let Some(snapshot) = state.snapshot(&root).filter(|_| is_loaded) else {
            continue;
        };
        let shared = SharedAnalysis::default();
        for (id, file) in snapshot.workspace.files() {
            let is_own = state.is_nearest(&root, &file.path);
            if is_own
                && !state.documents.contains(&file.path)
                && let Some(uri) = snapshot.uri(&file.path)
            {
                found.insert(uri, in_file(&snapshot, client, id, &shared));
            }
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by(|(left, _), (right, _)| left.as_str().cmp(right.as_str()));
    found
}

fn in_file(
    snapshot: &Snapshot,
    client: &ClientAbilities,
    id: FileId,
    shared: &SharedAnalysis,
) -> Vec<Diagnostic> {
    let mut workspace = snapshot.workspace.clone();
    let roots = snapshot.workspace.roots.clone();
    let read = |path: &Path| match snapshot.documents.get(path) {
        Some(open) => Ok(open.document.rope.to_string().into()),
        None => disk::read_article_for_editor(&roots, path),
    };
    workspace.refresh_article(id, &read);
    let article = workspace.article(id).cloned();
    let analysis = analyse_shared(&workspace, id, article, shared);
    diagnostics_of(snapshot, client, &analysis, &Quiet::default()).draft
}
