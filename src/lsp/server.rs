//! What the handlers of requests and notifications share: the state, and how work on a request is done.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{Notify, oneshot};
use tokio::time::timeout;
use tower_lsp::Client;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{CodeActionParams, CodeActionResponse, MessageType, Uri};

use super::client::ClientAbilities;
use super::features::code_actions;
use super::inbox::Question;
use super::jobs::{Jobs, Pace, on_pool};
use super::loading;
use super::outbox::Outbox;
use super::session::Session;
use super::settings;
use super::snapshot::Snapshot;
use super::state::ServerState;
use super::token_results::TokenResults;
use super::workspace_reports::{FileDiagnostics, WorkspaceReports, in_closed_files};
use super::workspaces::Workspaces;

/// How long the server waits for an answer before it asks the client to refresh again.
const PATIENCE: Duration = Duration::from_secs(10);

pub struct Server {
    pub client: Client,
    pub outbox: Outbox,
    pub state: Arc<ServerState>,
    pub jobs: Jobs,
    pub tokens: Arc<TokenResults>,
    /// One answer after the other.
    reports: tokio::sync::Mutex<WorkspaceReports>,
}

impl Server {
    pub fn new(client: Client, outbox: Outbox) -> Server {
        let state = Arc::new(ServerState::new(outbox.clone()));
        Server {
            client,
            state,
            jobs: Jobs::new(outbox.clone()),
            outbox,
            tokens: Arc::default(),
            reports: tokio::sync::Mutex::default(),
        }
    }

    /// Loads the workspaces that are needed now, lets go of those that are not, and watches their folders. Returns the
    /// roots of new ones.
    pub fn follow_roots(&self) -> Vec<Arc<Path>> {
        let new = self.state.session().roots.take_new();
        new.iter().for_each(|root| self.load(root));
        let gone = self.state.session().unneeded();
        if !gone.is_empty() {
            self.state.apply(|session| {
                session.let_go(&gone);
                Vec::new()
            });
        }
        for root in gone {
            self.state.configurations.withdraw(&root);
        }
        let changes = self.state.session().watch();
        if self.state.abilities().watches_elsewhere && !changes.are_none() {
            let client = self.client.clone();
            tokio::spawn(async move { loading::watch_elsewhere(&client, changes).await });
        }
        new
    }

    /// Reads a workspace and its configuration.
    ///
    /// The new configuration applies at once, before the files are read again: from now on, nothing
    /// that is excluded is offered.
    pub fn load(&self, root: &Arc<Path>) {
        let configuration = self
            .state
            .configurations
            .read(&self.state.workspaces(), root);
        let mut number = 0;
        self.state.apply(|session| {
            number = session.begin_load(root, configuration);
            // Drafts are checked again once everything is read.
            Vec::new()
        });
        loading::start(
            self.state.clone(),
            self.client.clone(),
            root.clone(),
            number,
        );
    }

    /// Loading starts when the client is initialized, or at the latest when it opens a document.
    pub fn load_once(&self) {
        self.state.load_once(|| {
            self.find_roots();
        });
    }

    /// Finds the workspaces of all folders and documents again. Returns the roots of new ones.
    pub fn find_roots(&self) -> Vec<Arc<Path>> {
        self.state.apply(Session::find_roots);
        self.follow_roots()
    }

    /// Works on a request about a document when it is its turn, on the state of now. The request can be cancelled.
    pub async fn work<T: Send + 'static>(
        &self,
        pace: Pace,
        document: Uri,
        work: impl FnOnce(&Snapshot, &ClientAbilities) -> T + Send + 'static,
    ) -> Result<T> {
        let work = move |workspaces: &Workspaces, client: &ClientAbilities| {
            work(&workspaces.around(&document), client)
        };
        self.work_on_all(pace, work).await
    }

    /// The same for a request about all workspaces.
    pub async fn work_on_all<T: Send + 'static>(
        &self,
        pace: Pace,
        work: impl FnOnce(&Workspaces, &ClientAbilities) -> T + Send + 'static,
    ) -> Result<T> {
        let workspaces = self.state.workspaces();
        let abilities = self.state.abilities();
        let work = move |workspaces: &Workspaces| work(workspaces, &abilities);
        self.jobs.run(pace, workspaces, work).await
    }

    /// Works on a request that has to see all files, as soon as they are loaded.
    pub async fn work_when_loaded<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Workspaces, &ClientAbilities) -> T + Send + 'static,
    ) -> Result<T> {
        let workspaces = self.state.loaded().await;
        let abilities = self.state.abilities();
        let work = move |workspaces: &Workspaces| work(workspaces, &abilities);
        self.jobs.run(Pace::Slow, workspaces, work).await
    }

    /// The answer of the publisher to a question, after every message that arrived before.
    pub fn ask<T>(
        &self,
        question: impl FnOnce(oneshot::Sender<T>) -> Question,
    ) -> oneshot::Receiver<T> {
        let (reply, answer) = oneshot::channel();
        // Without a publisher, the channel closes.
        if let Some(inbox) = self.state.inbox() {
            inbox.ask(question(reply));
        }
        answer
    }

    /// The code actions at a place.
    pub async fn offered_actions(&self, params: CodeActionParams) -> Result<CodeActionResponse> {
        let client = self.state.abilities();
        let asking = self.jobs.turn(Pace::Publisher).await;
        let document = &params.text_document.uri;
        let (snapshot, signing) = (
            self.state.workspaces().around(document),
            self.state.signing(),
        );
        let drafts = code_actions::drafts_about(&snapshot, document);
        let asked = drafts.iter().map(|draft| {
            let draft = draft.as_path().into();
            self.ask(|reply| Question::Asked(draft, reply))
        });
        let asked: Vec<_> = asked.collect();
        let mut found = Vec::new();
        for answer in asked {
            found.extend(answer.await.ok().flatten());
        }
        let turn = self.jobs.turn(Pace::Slow).await;
        let work = move || code_actions::offer(&params, &client, &snapshot, &found, &signing);
        let actions = on_pool(turn, work).await;
        drop(asking);
        actions
    }

    /// Asks the client for its settings, if it can be asked.
    pub fn ask_for_settings(&self) {
        if self.state.abilities().has_settings {
            let (client, state) = (self.client.clone(), self.state.clone());
            tokio::spawn(async move { state.set_preferences(&settings::ask(&client).await) });
        }
    }

    /// The findings in the files of all workspaces that are not open.
    pub async fn in_closed_files(&self) -> Result<Arc<FileDiagnostics>> {
        self.state.copies.want_all();
        let mut reports = self.reports.lock().await;
        if let Some(found) = reports.of(&self.state.workspaces()) {
            return Ok(found);
        }
        tokio::time::sleep(reports.rest()).await;
        let state = self.state.workspaces();
        let client = self.state.abilities();
        let start = Instant::now();
        let work = move |state: &Workspaces| in_closed_files(state, &client);
        let found = Arc::new(self.jobs.run(Pace::Slow, state.clone(), work).await?);
        reports.keep(state, found.clone(), start.elapsed());
        Ok(found)
    }

    /// Says in the editor's log that an answer is not complete.
    pub async fn log_cut(&self, what: &str, listed: usize) {
        let message = format!("Only the first {listed} {what} are listed");
        self.client.log_message(MessageType::WARNING, message).await;
    }

    /// Asks the client to pull diagnostics again: once for however many changes, and again when it has answered if more
    /// followed.
    pub fn refresher(&self) -> impl Fn() + Send + 'static {
        let runtime = tokio::runtime::Handle::current();
        let due = Arc::new(Notify::new());
        let (client, asked) = (self.client.clone(), due.clone());
        runtime.spawn(async move {
            loop {
                asked.notified().await;
                // A client that does not support this pulls again by itself.
                let refresh = client.workspace_diagnostic_refresh();
                let _ = timeout(PATIENCE, refresh).await;
            }
        });
        move || due.notify_one()
    }
}
