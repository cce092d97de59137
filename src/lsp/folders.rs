//! Which folders the client has open, and which folders are the roots of the workspace.

use std::path::PathBuf;

use tower_lsp::ls_types::InitializeParams;

use super::uri::path_of;
use crate::configuration;

/// The roots of the workspace. If there is a `sayso.toml` in or above an open folder, the workspace extends
/// up to the folder of that file, as that of `sayso check` does: otherwise the two would resolve names
/// differently.
pub fn workspace_roots(folders: &[PathBuf]) -> Vec<PathBuf> {
    let root = |folder: &PathBuf| configuration::folder_above(folder).unwrap_or(folder.clone());
    let mut roots: Vec<PathBuf> = Vec::new();
    for root in folders.iter().map(root) {
        if !roots.contains(&root) {
            roots.push(root);
        }
    }
    roots
}

/// The folders that the client has open.
#[expect(deprecated, reason = "older clients send only a root")]
pub fn open_folders(params: &InitializeParams) -> Vec<PathBuf> {
    let folders = params
        .workspace_folders
        .iter()
        .flatten()
        .map(|folder| &folder.uri);
    let roots: Vec<PathBuf> = folders.map(path_of).collect();
    match (&params.root_uri, roots.is_empty()) {
        (Some(root), true) => vec![path_of(root)],
        _ => roots,
    }
}
