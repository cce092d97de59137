//! Loading the workspace in the background, and watching for changes on disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rustc_hash::FxHashSet;
use tokio::runtime::Handle;
use tokio::sync::watch;
use tower_lsp::Client;
use tower_lsp::ls_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, MessageType, OneOf,
    ProgressToken, Registration, RelativePattern, Unregistration,
};

use super::copies::NewCopies;
use super::roots::{WatchChanges, WatchedFolder};
use super::session::Loaded;
use super::state::ServerState;
use super::uri::uri_of;
use crate::configuration::FILE_NAME;
use crate::workspace::disk::{self, Reach};
use crate::workspace::{Configuration, Workspace};

/// Progress is shown from this number of files on. Smaller workspaces load before it would be visible.
const WORTH_SHOWING: usize = 500;

/// The pause between two reports of progress.
const PAUSE: Duration = Duration::from_millis(100);

/// All files: any of them may be an article, and a renamed folder moves all files in it. Some clients do not take
/// hidden files for a part of that.
const WATCHED: [&str; 4] = [
    "**/*",
    "**/.gitignore",
    "**/.ignore",
    "**/.git/info/exclude",
];

/// The files in a folder above a workspace that decide about the workspace.
const WATCHED_ABOVE: [&str; 1] = ["{sayso.toml,.gitignore,.ignore,.git}"];

/// Loads all files below a root on a separate thread, then replaces the workspace in one step, unless a later load
/// was begun.
pub fn start(state: Arc<ServerState>, client: Client, root: Arc<Path>, number: usize) {
    let runtime = Handle::current();
    let work = move || {
        let Some(configuration) = state
            .workspaces()
            .get(&root)
            .map(|it| it.workspace.configuration(&root))
        else {
            return;
        };
        let begun = Instant::now();
        let paths = disk::find(&root, &configuration, Reach::AroundFile).files;
        let (done, progress) = watch::channel(0);
        if state.abilities().shows_progress && paths.len() >= WORTH_SHOWING {
            let token = format!("sayso/loading/{number}");
            runtime.spawn(show_progress(client.clone(), token, progress, paths.len()));
        }
        let files = disk::load(&paths, || done.send_modify(|done| *done += 1));
        let mut workspace = Workspace::new([root.to_path_buf()]);
        workspace.configurations = vec![configuration.clone()];
        workspace.fill(files.into_iter().flatten());
        // Worked out here, so that it delays nobody.
        workspace.named_articles();
        let loaded = Loaded {
            number,
            workspace,
            time: begun.elapsed(),
        };
        let message = message_of(&root, &configuration, &loaded);
        if state.take_loaded(&root, loaded) {
            runtime.spawn(async move { client.log_message(MessageType::INFO, message).await });
        }
    };
    thread::Builder::new()
        .name("loader".into())
        .spawn(work)
        .expect("a thread can be started");
}

/// Reads the copies of sources on a thread of its own, as long as the server runs: it may take seconds, and no message
/// waits for it.
pub fn follow_copies(state: Arc<ServerState>) {
    let work = move || {
        loop {
            let (on_disk, of_all) = state.copies.next();
            let on_disk: FxHashSet<PathBuf> = on_disk.into_iter().collect();
            let workspaces = state.workspaces();
            for root in workspaces.roots() {
                let new = NewCopies::read(&workspaces, &root, &on_disk, of_all);
                if let Some(new) = new {
                    state.apply(|session| session.took_copies(&root, new));
                }
            }
        }
    };
    thread::Builder::new()
        .name("copies".into())
        .spawn(work)
        .expect("a thread can be started");
}

/// "Read 12 Sayso files in /desk in 30 ms, with the settings in /desk/sayso.toml"
fn message_of(root: &Path, configuration: &Configuration, loaded: &Loaded) -> String {
    let files = match loaded.workspace.files().count() {
        1 => "1 Sayso file".to_owned(),
        count => format!("{count} Sayso files"),
    };
    let settings = match configuration.digest {
        Some(_) => format!("with the settings in {}", root.join(FILE_NAME).display()),
        None => format!("without a {FILE_NAME}"),
    };
    let (folder, time) = (root.display(), loaded.time.as_millis());
    format!("Read {files} in {folder} in {time} ms, {settings}")
}

/// Shows how many of `all` files are loaded, until the sender is dropped.
async fn show_progress(
    client: Client,
    token: String,
    mut done: watch::Receiver<usize>,
    all: usize,
) {
    let token = ProgressToken::String(token);
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

/// The method of events about files.
const EVENTS: &str = "workspace/didChangeWatchedFiles";

/// Asks the client to report changes on disk in the folders that it has open.
pub async fn watch_open(client: &Client) {
    let patterns = WATCHED.map(|pattern| GlobPattern::String(pattern.to_owned()));
    let registration = registration("sayso/files".to_owned(), patterns.into());
    // If the client refuses, files keep the content that they had when they were loaded.
    let _ = client.register_capability(vec![registration]).await;
}

/// Asks the client to report changes in folders that it does not have open, or not any more.
pub async fn watch_elsewhere(client: &Client, changes: WatchChanges) {
    let new = changes.begin.iter().filter_map(|folder| {
        let base = uri_of(folder.path())?;
        let patterns: &[&str] = match folder {
            WatchedFolder::Root(_) => &WATCHED,
            WatchedFolder::Above(_) => &WATCHED_ABOVE,
        };
        let relative = patterns.iter().map(|pattern| {
            GlobPattern::Relative(RelativePattern {
                base_uri: OneOf::Right(base.clone()),
                pattern: (*pattern).to_owned(),
            })
        });
        Some(registration(id_of(folder), relative.collect()))
    });
    let new: Vec<Registration> = new.collect();
    if !new.is_empty() {
        let _ = client.register_capability(new).await;
    }
    let ended = changes.end.iter().map(|folder| Unregistration {
        id: id_of(folder),
        method: EVENTS.to_owned(),
    });
    let ended: Vec<Unregistration> = ended.collect();
    if !ended.is_empty() {
        let _ = client.unregister_capability(ended).await;
    }
}

fn id_of(folder: &WatchedFolder) -> String {
    match folder {
        WatchedFolder::Root(path) => format!("sayso/files in {}", path.display()),
        WatchedFolder::Above(path) => format!("sayso/files of {}", path.display()),
    }
}

fn registration(id: String, patterns: Vec<GlobPattern>) -> Registration {
    let watchers = patterns.into_iter().map(|glob_pattern| FileSystemWatcher {
        glob_pattern,
        kind: None,
    });
    let options = DidChangeWatchedFilesRegistrationOptions {
        watchers: watchers.collect(),
    };
    Registration {
        id,
        method: EVENTS.to_owned(),
        register_options: serde_json::to_value(options).ok(),
    }
}
