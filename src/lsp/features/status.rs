//! `sayso/status`: the workspace of a document and the progress of its article, for a status bar.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{TextDocumentIdentifier, Uri};

use super::super::snapshot::Snapshot;
use super::super::workspaces::Workspaces;
use crate::configuration::FILE_NAME;
use crate::ide::coverage::{claim_states, coverage_of};
use crate::signoff::ClaimState;
use crate::workspace::FileId;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusParams {
    text_document: Option<TextDocumentIdentifier>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    root: PathBuf,
    /// The `sayso.toml` of the workspace, if it has one.
    configuration: Option<PathBuf>,
    /// The number of Sayso files in the workspace.
    files: usize,
    /// In milliseconds; none while it is being loaded.
    loaded_in: Option<u128>,
    article: Option<ArticleStatus>,
}

#[derive(Serialize)]
struct ArticleStatus {
    /// The first of its drafts.
    draft: Uri,
    status: String,
    /// The number of claims of all its drafts, and of those in some states.
    claims: usize,
    unsourced: usize,
    broken: usize,
    signed: usize,
    /// The number of sentences without a claim.
    uncovered: usize,
}

/// The status of the workspace of a document, or of the first one. `None` if there is none.
pub fn show(workspaces: &Workspaces, params: &StatusParams) -> Option<Status> {
    let document = params.text_document.as_ref();
    let (snapshot, root) = match document {
        Some(document) => {
            let snapshot = workspaces.around(&document.uri);
            let root = snapshot.workspace.roots.first()?.clone();
            (Some(snapshot), root)
        }
        None => (None, first_root(workspaces)?),
    };
    let state = workspaces.get(&root)?;
    let configuration = state.workspace.configuration(&root);
    let article = snapshot.zip(document).and_then(|(snapshot, document)| {
        let path = snapshot.file_of(&document.uri);
        article_status(&snapshot, &snapshot.drafts_about(&path))
    });
    Some(Status {
        configuration: configuration.digest.map(|_| root.join(FILE_NAME)),
        root: root.to_path_buf(),
        files: state.workspace.files().count(),
        loaded_in: state.loaded_in.map(|time| time.as_millis()),
        article,
    })
}

/// The workspace of the first open folder, or else any.
fn first_root(workspaces: &Workspaces) -> Option<Arc<Path>> {
    let roots = workspaces.roots();
    let folder = workspaces.documents.folders.first();
    let around = folder.and_then(|folder| {
        let folder: &Path = folder.as_ref();
        roots.iter().find(|root| folder.starts_with(root))
    });
    around.or(roots.first()).cloned()
}

fn article_status(snapshot: &Snapshot, drafts: &[FileId]) -> Option<ArticleStatus> {
    let Snapshot {
        workspace,
        passages,
        ..
    } = snapshot;
    let first = workspace.file(*drafts.first()?)?;
    let (_, article) = first.article()?;
    let coverage = coverage_of(workspace, passages, drafts);
    let states = drafts.iter();
    let states: Vec<ClaimState> = states
        .flat_map(|draft| claim_states(workspace, passages, *draft))
        .collect();
    let count = |wanted| states.iter().filter(|state| **state == wanted).count();
    let status = article.status.as_ref();
    Some(ArticleStatus {
        draft: snapshot.uri(&first.path)?,
        status: status.map_or("draft".to_owned(), |status| status.text.to_string()),
        claims: states.len(),
        unsourced: count(ClaimState::Unsourced),
        broken: count(ClaimState::Broken),
        signed: count(ClaimState::Checked),
        uncovered: coverage.map_or(0, |coverage| coverage.total - coverage.covered),
    })
}
