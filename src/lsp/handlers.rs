//! The table of requests and notifications. A handler that changes something does so before its first
//! `await`, and a handler that answers takes its snapshot before it. The transport polls the handlers in
//! the order in which messages arrive, so effects have the same order.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;

use super::capabilities::capabilities;
use super::client::ClientAbilities;
use super::documents::OpenFolder;
use super::features::{
    code_actions, completion, definition, formatting, hover, references, symbols,
};
use super::inbox::{Pull, Question};
use super::jobs::{Pace, on_pool};
use super::loading;
use super::parent;
use super::position::from_protocol;
use super::publisher::Publisher;
use super::reports::Report;
use super::roots::open_folders;
use super::server::Server;
use super::session::NewDocument;
use super::uri::changed_paths;
use crate::configuration::governed_by;
use crate::ide::symbols::MAX_OUTLINE;
use crate::text::document;
use crate::workspace::disk::REPOSITORY;

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let abilities = ClientAbilities::of(&params.capabilities);
        if let Some(options) = &params.initialization_options {
            self.state.set_preferences(options);
        }
        self.state.initialize(&abilities, open_folders(&params));
        if let Some(process) = params.process_id {
            parent::end_with(process);
        }
        let refresh = self.refresher();
        let publisher = Publisher::start(abilities.clone(), self.outbox.clone(), refresh);
        self.state.set_publisher(publisher);
        Ok(InitializeResult {
            capabilities: capabilities(&abilities),
            server_info: Some(ServerInfo {
                name: "sayso".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            ..InitializeResult::default()
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.load_once();
        if self.state.abilities().watches_files {
            let client = self.client.clone();
            tokio::spawn(async move { loading::watch_open(&client).await });
        }
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.load_once();
        let document = params.text_document;
        self.state.apply(|session| {
            session.open(NewDocument {
                uri: document.uri,
                language: &document.language_id,
                version: document.version,
                text: &document.text,
            })
        });
        self.follow_roots();
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let changes: Vec<document::TextChange> = params
            .content_changes
            .into_iter()
            .map(|change| document::TextChange {
                range: change
                    .range
                    .map(|range| [range.start, range.end].map(from_protocol)),
                text: change.text,
            })
            .collect();
        let document = params.text_document;
        self.state
            .apply(|session| session.change(&document.uri, document.version, &changes));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.state
            .apply(|session| session.close(&params.text_document.uri));
        self.follow_roots();
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.state.set_preferences(&params.settings);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let uris = params.changes.iter().map(|event| &event.uri);
        let paths = changed_paths(uris);
        let governed: Vec<&Path> = paths.iter().filter_map(|path| governed_by(path)).collect();
        if !governed.is_empty() || paths.iter().any(|path| is_repository_mark(path)) {
            let new = self.find_roots();
            let is_governed = |root: &Arc<Path>| {
                let mut folders = governed.iter();
                folders.any(|folder| root.starts_with(folder) || folder.starts_with(root))
            };
            let known = self.state.workspaces().roots().into_iter();
            let known = known.filter(|root| !new.contains(root) && root.is_absolute());
            known.filter(is_governed).for_each(|root| self.load(&root));
        }
        self.state.apply(|session| session.changed_on_disk(&paths));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let of = |folders: &[WorkspaceFolder]| -> Vec<OpenFolder> {
            folders
                .iter()
                .map(|folder| OpenFolder::of(&folder.uri))
                .collect()
        };
        let (gone, added) = (of(&params.event.removed), of(&params.event.added));
        self.state.apply(|session| {
            let folders = Arc::make_mut(&mut session.state.documents.folders);
            folders.retain(|folder| !gone.contains(folder) && !added.contains(folder));
            folders.extend(added);
            Vec::new()
        });
        self.find_roots();
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        let path = self
            .state
            .workspaces()
            .documents
            .file_of(&params.text_document.uri);
        let turn = self.jobs.turn(Pace::Publisher).await;
        let pull = Pull {
            file: path.into(),
            known: params.previous_result_id,
        };
        let answer = self.ask(|reply| Question::Pulled(pull, reply));
        let report = answer.await.unwrap_or_else(|_| Report::of(&[], None));
        drop(turn);
        Ok(report.of_document().into())
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        let previous = params.previous_result_ids.into_iter();
        let mut known: HashMap<String, String> = previous
            .map(|it| (it.uri.as_str().to_owned(), it.value))
            .collect();
        let closed = self.in_closed_files().await?;
        let mut items = Vec::new();
        for (uri, diagnostics) in closed.iter() {
            let known = known.remove(uri.as_str());
            let report = Report::of(diagnostics, known.as_deref());
            items.extend(report.of_workspace(uri.clone(), None, known.is_some()));
        }
        let documents = self.state.workspaces().documents.clone();
        for (file, open) in documents.iter().filter(|(_, open)| open.is_draft) {
            let known = known.remove(open.uri.as_str());
            let is_known = known.is_some();
            let file = file.as_ref().into();
            let answer = self.ask(|reply| Question::Pulled(Pull { file, known }, reply));
            if let Ok(report) = answer.await {
                let version = Some(open.document.version);
                items.extend(report.of_workspace(open.uri.clone(), version, is_known));
            }
        }
        // Files that are gone have no findings.
        let gone = known.keys().filter_map(|uri| uri.parse().ok());
        items.extend(gone.filter_map(|uri| Report::of(&[], None).of_workspace(uri, None, true)));
        Ok(WorkspaceDiagnosticReport { items }.into())
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let signing = self.state.signing();
        let document = params.text_document_position.text_document.uri.clone();
        self.work(Pace::Quick, document, move |snapshot, client| {
            completion::complete(snapshot, client, &signing, &params)
        })
        .await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        self.work_on_all(Pace::Quick, move |workspaces, client| {
            completion::resolve(workspaces, client, item)
        })
        .await
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let about = &params.text_document_position_params;
        let document = about.text_document.uri.clone();
        self.work(Pace::Quick, document, move |snapshot, client| {
            definition::go_to(snapshot, client, &params)
        })
        .await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let about = &params.text_document_position_params;
        let document = about.text_document.uri.clone();
        self.work(Pace::Quick, document, move |snapshot, client| {
            hover::show(snapshot, client, &params)
        })
        .await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let document = params.text_document_position.text_document.uri.clone();
        let found = self
            .work(Pace::Slow, document, move |snapshot, _| {
                references::find(snapshot, &params)
            })
            .await?;
        let Some((locations, is_cut)) = found else {
            return Ok(None);
        };
        if is_cut {
            self.log_cut("references", locations.len()).await;
        }
        Ok(Some(locations))
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let document = params.text_document.uri.clone();
        self.work(Pace::Slow, document, move |snapshot, _| {
            formatting::whole(snapshot, &params)
        })
        .await
    }

    async fn range_formatting(
        &self,
        params: DocumentRangeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let document = params.text_document.uri.clone();
        self.work(Pace::Slow, document, move |snapshot, _| {
            formatting::in_range(snapshot, &params)
        })
        .await
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        let document = params.text_document.uri.clone();
        let outline = self.work(Pace::Slow, document, move |snapshot, client| {
            symbols::outline(snapshot, client, &params)
        });
        let outline = outline.await?;
        let length = match &outline {
            Some(DocumentSymbolResponse::Nested(symbols)) => symbols.len(),
            Some(DocumentSymbolResponse::Flat(symbols)) => symbols.len(),
            None => 0,
        };
        if length >= MAX_OUTLINE {
            self.log_cut("declarations", length).await;
        }
        Ok(outline)
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<WorkspaceSymbolResponse>> {
        self.work_on_all(Pace::Slow, move |workspaces, _| {
            Some(symbols::search(workspaces, &params))
        })
        .await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let client = self.state.abilities();
        if !client.code_action_literals {
            return Ok(None);
        }
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
        let work = move || code_actions::offer(&params, &client, &found, &signing);
        let actions = on_pool(turn, work).await;
        drop(asking);
        actions
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        if params.command != code_actions::WHO_SIGNS {
            return Err(Error::method_not_found());
        }
        let reason = params.arguments.first().and_then(LSPAny::as_str);
        self.client
            .show_message(MessageType::INFO, reason.unwrap_or_default())
            .await;
        Ok(Some(LSPAny::Bool(true)))
    }
}

/// Whether the path is one that makes a folder a repository, or is written when that is made.
fn is_repository_mark(path: &Path) -> bool {
    path.ends_with(REPOSITORY) || path.ends_with(Path::new(REPOSITORY).join("HEAD"))
}
