//! Loading the workspace in the background, and watching for changes on disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::watch;
use tower_lsp::Client;
use tower_lsp::ls_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, OneOf, ProgressToken,
    Registration, RelativePattern,
};

use super::snapshot::Snapshot;
use super::state::ServerState;
use super::uri::uri_of;
use crate::workspace::{Workspace, disk};

/// Progress is shown from this number of files on. Smaller workspaces load before it would be visible.
const WORTH_SHOWING: usize = 500;

/// The pause between two reports of progress.
const PAUSE: Duration = Duration::from_millis(100);

/// All files: any of them may be an article, and a renamed folder moves all files in it.
const WATCHED: &str = "**/*";

/// Loads all files below the roots on a separate thread, then replaces the workspace in one step.
pub fn start(state: Arc<ServerState>, client: Client) {
    let runtime = Handle::current();
    state.begin_loading();
    let work = move || {
        let snapshot = state.snapshot();
        let roots = roots_of(&snapshot);
        let configurations = snapshot.workspace.configurations.clone();
        let found = roots.iter().zip(&configurations);
        let paths: Vec<PathBuf> = found
            .flat_map(|(root, configuration)| disk::find(root, configuration).files)
            .collect();
        let (done, progress) = watch::channel(0);
        if state.abilities().shows_progress && paths.len() >= WORTH_SHOWING {
            runtime.spawn(show_progress(client, progress, paths.len()));
        }
        let files = disk::load(&paths, || done.send_modify(|done| *done += 1));
        let mut workspace = Workspace::new(roots);
        workspace.configurations = configurations;
        workspace.fill(files.into_iter().flatten());
        state.take_loaded(workspace);
    };
    thread::Builder::new()
        .name("loader".into())
        .spawn(work)
        .expect("a thread can be started");
}

fn roots_of(snapshot: &Snapshot) -> Vec<PathBuf> {
    let roots = snapshot.workspace.roots.iter();
    roots.map(|root| root.to_path_buf()).collect()
}

/// Shows how many of `all` files are loaded, until the sender is dropped.
async fn show_progress(client: Client, mut done: watch::Receiver<usize>, all: usize) {
    let token = ProgressToken::String("sayso/loading".to_owned());
    if client
        .create_work_done_progress(token.clone())
        .await
        .is_err()
    {
        return;
    }
    let progress = client
        .progress(token, "Reading drafts")
        .with_percentage(0)
        .begin()
        .await;
    while done.changed().await.is_ok() {
        let read = *done.borrow_and_update();
        progress.report((read * 100 / all.max(1)) as u32).await;
        tokio::time::sleep(PAUSE).await;
    }
    progress.finish().await;
}

/// Asks the client to report changes on disk in the folders that it has open.
pub async fn watch_files(client: &Client) {
    let pattern = GlobPattern::String(WATCHED.to_owned());
    watch(client, "sayso/files".to_owned(), pattern).await;
}

/// Asks the client to report changes in a folder above the open ones, if the workspace extends up to it.
/// The folder stays watched when it leaves the workspace: changes in it then have no effect.
pub async fn watch_folder(client: &Client, folder: &Path) {
    let Some(base) = uri_of(folder) else { return };
    let id = format!("sayso/files in {}", base.as_str());
    let pattern = GlobPattern::Relative(RelativePattern {
        base_uri: OneOf::Right(base),
        pattern: WATCHED.to_owned(),
    });
    watch(client, id, pattern).await;
}

async fn watch(client: &Client, id: String, glob_pattern: GlobPattern) {
    let watchers = vec![FileSystemWatcher {
        glob_pattern,
        kind: None,
    }];
    let options = DidChangeWatchedFilesRegistrationOptions { watchers };
    let registration = Registration {
        id,
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: serde_json::to_value(options).ok(),
    };
    // If the client refuses, files keep the content that they had when they were loaded.
    let _ = client.register_capability(vec![registration]).await;
}
