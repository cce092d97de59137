//! The state that request handlers and the loading of the workspace share.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

use arc_swap::ArcSwap;
use tokio::sync::Notify;

use super::article_changes::ArticleChanges;
use super::client::ClientAbilities;
use super::configuration::Configurations;
use super::copies::CopyChanges;
use super::documents::OpenFolder;
use super::inbox::Inbox;
use super::outbox::Outbox;
use super::preferences::Preferences;
use super::publisher::Publisher;
use super::refresh::{Refresher, is_seen_elsewhere};
use super::session::{Loaded, Session};
use super::workspaces::{RootedChange, Workspaces};
use crate::signoff::Signing;

pub struct ServerState {
    session: Mutex<Session>,
    /// The latest state of the session, for requests: reading it takes no lock.
    workspaces: ArcSwap<Workspaces>,
    /// The state was replaced.
    replaced: Notify,
    publisher: OnceLock<Publisher>,
    abilities: OnceLock<ClientAbilities>,
    loading: OnceLock<()>,
    pub configurations: Configurations,
    pub articles: ArticleChanges,
    pub copies: CopyChanges,
    preferences: Mutex<Preferences>,
    pub refresher: Refresher,
}

impl ServerState {
    pub fn new(outbox: Outbox) -> ServerState {
        ServerState {
            session: Mutex::default(),
            workspaces: ArcSwap::default(),
            replaced: Notify::new(),
            publisher: OnceLock::new(),
            abilities: OnceLock::new(),
            loading: OnceLock::new(),
            configurations: Configurations::new(outbox),
            articles: ArticleChanges::default(),
            copies: CopyChanges::default(),
            preferences: Mutex::default(),
            refresher: Refresher::default(),
        }
    }

    /// Records what the client can do and which folders it has open.
    pub fn initialize(&self, abilities: &ClientAbilities, folders: Vec<OpenFolder>) {
        let _ = self.abilities.set(abilities.clone());
        let mut session = self.session();
        session.state.encoding = abilities.encoding;
        session.state.documents.folders = Arc::new(folders);
        self.publish(&session.state);
    }

    /// Sets the publisher. Events sent before are dropped.
    pub fn set_publisher(&self, publisher: Publisher) {
        publisher.inbox().set_delay(self.preferences().delay());
        let _ = self.publisher.set(publisher);
    }

    /// Calls `load` the first time, and does nothing after that.
    pub fn load_once(&self, load: impl FnOnce()) {
        self.loading.get_or_init(load);
    }

    /// Applies a change to the session and publishes the new state to requests and the publisher.
    pub fn apply(&self, change: impl FnOnce(&mut Session) -> Vec<RootedChange>) {
        let mut session = self.session();
        let changes = change(&mut session);
        let workspaces = session.state.clone();
        self.publish(&workspaces);
        if is_seen_elsewhere(&changes) || changes.iter().any(|(_, change)| change.files) {
            self.copies.tell();
        }
        if is_seen_elsewhere(&changes) && workspaces.documents.iter().nth(1).is_some() {
            self.refresher.refresh();
        }
        if let Some(inbox) = self.inbox() {
            inbox.changed(workspaces, changes);
        }
        self.articles.tell();
    }

    /// Replaces a workspace with one that was read from disk. Returns whether that was still wanted.
    pub fn take_loaded(&self, root: &Arc<Path>, loaded: Loaded) -> bool {
        let mut session = self.session();
        if !session.take_loaded(root, loaded) {
            return false;
        }
        let workspaces = session.state.clone();
        self.publish(&workspaces);
        if let Some(inbox) = self.inbox() {
            inbox.reloaded(workspaces, root.clone());
        }
        self.refresher.refresh();
        self.articles.tell();
        self.copies.tell();
        true
    }

    fn publish(&self, workspaces: &Workspaces) {
        self.workspaces.store(Arc::new(workspaces.clone()));
        self.replaced.notify_waiters();
    }

    /// The state as soon as all files are loaded, for what must not miss one of them.
    pub async fn loaded(&self) -> Arc<Workspaces> {
        loop {
            // Before looking, so that no change is missed.
            let replaced = self.replaced.notified();
            let workspaces = self.workspaces();
            if workspaces.are_loaded() {
                return workspaces;
            }
            replaced.await;
        }
    }

    /// What the publisher reads, if it is running.
    pub fn inbox(&self) -> Option<&Inbox> {
        self.publisher.get().map(Publisher::inbox)
    }

    /// Ignores a poisoned lock: a handler that panicked has applied its change completely or not at
    /// all, as far as others can see.
    pub fn session(&self) -> MutexGuard<'_, Session> {
        self.session
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    pub fn workspaces(&self) -> Arc<Workspaces> {
        self.workspaces.load_full()
    }

    pub fn abilities(&self) -> ClientAbilities {
        self.abilities.get().cloned().unwrap_or_default()
    }

    /// Who would sign now, and today's date.
    pub fn signing(&self) -> Signing {
        self.preferences().signing()
    }

    /// Takes over the user's settings. Returns whether the editor sent any.
    pub fn set_preferences(&self, settings: &serde_json::Value) -> bool {
        let Some(new) = Preferences::read(settings) else {
            return false;
        };
        let mut preferences = self.preferences();
        preferences.take(new);
        if let Some(inbox) = self.inbox() {
            inbox.set_delay(preferences.delay());
        }
        drop(preferences);
        self.refresher.refresh();
        true
    }

    pub fn preferences(&self) -> MutexGuard<'_, Preferences> {
        self.preferences
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}
