//! The table of requests and notifications. A handler that changes something does so before its first
//! `await`, and a handler that answers takes its snapshot before it. The transport polls the handlers in
//! the order in which messages arrive, so effects have the same order.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

use super::capabilities::capabilities;
use super::client::ClientAbilities;
use super::documents::OpenFolder;
use super::features::{
    article_highlights, article_hints, call_hierarchy, code_lenses, completion, definition,
    document_links, file_operations, folding, formatting, highlights, hover, inlay_hints,
    refactorings, references, rename, selection_ranges, semantic_tokens, signature_help, symbols,
};
use super::inbox::{Pull, Question};
use super::jobs::Pace;
use super::loading;
use super::parent;
use super::position::from_protocol;
use super::publisher::Publisher;
use super::registration::follow_articles;
use super::reports::Report;
use super::roots::open_folders;
use super::server::Server;
use super::session::NewDocument;
use super::settings;
use super::uri::changed_paths;
use super::workspaces::Workspaces;
use crate::configuration::governed_by;
use crate::ide::symbols::MAX_OUTLINE;
use crate::text::document;
use crate::workspace::disk::REPOSITORY;

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let abilities = ClientAbilities::of(&params.capabilities)
            .with_commands_of(params.initialization_options.as_ref())
            .with_name(params.client_info.as_ref());
        if let Some(options) = &params.initialization_options {
            self.state.set_preferences(options);
        }
        self.state.initialize(&abilities, open_folders(&params));
        if let Some(process) = params.process_id {
            parent::end_with(process);
        }
        self.state
            .refresher
            .start(self.client.clone(), abilities.refreshes);
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
        self.ask_for_settings();
        if self.state.abilities().watches_files {
            let client = self.client.clone();
            tokio::spawn(async move { loading::watch_open(&client).await });
        }
        if self.state.abilities().watches_settings {
            let client = self.client.clone();
            tokio::spawn(async move { settings::watch(&client).await });
        }
        loading::follow_copies(self.state.clone());
        if !self.state.abilities().registers.is_empty() {
            let (state, client) = (self.state.clone(), self.client.clone());
            tokio::spawn(async move { follow_articles(state, client).await });
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
        let documents = &self.state.workspaces().documents;
        self.tokens
            .forget(&documents.file_of(&params.text_document.uri));
        self.follow_roots();
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if !self.state.set_preferences(&params.settings) {
            self.ask_for_settings();
        }
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let uris = params.changes.iter().map(|event| &event.uri);
        let changes = changed_paths(uris);
        let paths = || changes.iter().map(|change| &*change.path);
        let governed: Vec<&Path> = paths().filter_map(governed_by).collect();
        if !governed.is_empty() || paths().any(is_repository_mark) {
            let new = self.find_roots();
            let is_governed = |root: &Arc<Path>| {
                let mut folders = governed.iter();
                folders.any(|folder| root.starts_with(folder) || folder.starts_with(root))
            };
            let known = self.state.workspaces().roots().into_iter();
            let known = known.filter(|root| !new.contains(root) && root.is_absolute());
            known.filter(is_governed).for_each(|root| self.load(&root));
        }
        self.state
            .apply(|session| session.changed_on_disk(&changes));
        self.state.copies.changed_on_disk(&changes);
        self.state.articles.tell_of_files();
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

    async fn signature_help(&self, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
        let about = &params.text_document_position_params;
        let document = about.text_document.uri.clone();
        self.work(Pace::Quick, document, move |snapshot, _| {
            signature_help::show(snapshot, &params)
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
            definition::go_to(snapshot, client, &params.text_document_position_params)
        })
        .await
    }

    async fn goto_declaration(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let about = params.text_document_position_params;
        let document = about.text_document.uri.clone();
        self.work(Pace::Quick, document, move |snapshot, client| {
            definition::go_to_declaration(snapshot, client, &about)
        })
        .await
    }

    async fn goto_type_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let about = params.text_document_position_params;
        let document = about.text_document.uri.clone();
        self.work(Pace::Quick, document, move |snapshot, client| {
            definition::go_to_type_definition(snapshot, client, &about)
        })
        .await
    }

    async fn goto_implementation(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let about = params.text_document_position_params;
        let document = about.text_document.uri.clone();
        self.work(Pace::Slow, document, move |snapshot, client| {
            definition::go_to_implementation(snapshot, client, &about)
        })
        .await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let about = params.text_document_position_params;
        let document = about.text_document.uri.clone();
        self.work(Pace::Quick, document, move |snapshot, _| {
            match snapshot.is_draft(&about.text_document.uri) {
                true => highlights::uses(snapshot, &about),
                false => article_highlights::find(snapshot, &about),
            }
        })
        .await
    }

    async fn linked_editing_range(
        &self,
        params: LinkedEditingRangeParams,
    ) -> Result<Option<LinkedEditingRanges>> {
        let about = params.text_document_position_params;
        let document = about.text_document.uri.clone();
        self.work(Pace::Quick, document, move |snapshot, _| {
            highlights::linked(snapshot, &about)
        })
        .await
    }

    async fn prepare_call_hierarchy(
        &self,
        params: CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<CallHierarchyItem>>> {
        let about = params.text_document_position_params;
        let document = about.text_document.uri.clone();
        self.work(Pace::Quick, document, move |snapshot, _| {
            call_hierarchy::prepare(snapshot, &about)
        })
        .await
    }

    async fn incoming_calls(
        &self,
        params: CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
        let document = params.item.uri.clone();
        self.work(Pace::Slow, document, move |snapshot, _| {
            call_hierarchy::incoming(snapshot, &params.item)
        })
        .await
    }

    async fn outgoing_calls(
        &self,
        params: CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
        let document = params.item.uri.clone();
        self.work(Pace::Quick, document, move |snapshot, _| {
            call_hierarchy::outgoing(snapshot, &params.item)
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

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        let work = move |workspaces: &Workspaces, _: &ClientAbilities| {
            rename::prepare(&workspaces.around(&params.text_document.uri), &params)
        };
        self.work_when_loaded(work).await?
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let work = move |workspaces: &Workspaces, client: &ClientAbilities| {
            rename::apply(workspaces, client, &params)
        };
        let Some((edit, unseen)) = self.work_when_loaded(work).await?? else {
            return Ok(None);
        };
        if let Some(warning) = unseen {
            self.client
                .show_message(MessageType::WARNING, warning)
                .await;
        }
        Ok(Some(edit))
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

    async fn on_type_formatting(
        &self,
        params: DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let document = params.text_document_position.text_document.uri.clone();
        self.work(Pace::Quick, document, move |snapshot, _| {
            formatting::on_line_break(snapshot, &params)
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

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        let document = params.text_document.uri.clone();
        self.work(Pace::Slow, document, move |snapshot, client| {
            document_links::find(snapshot, client, &params)
        })
        .await
    }

    async fn document_link_resolve(&self, link: DocumentLink) -> Result<DocumentLink> {
        self.work_on_all(Pace::Quick, move |workspaces, _| {
            document_links::resolve(workspaces, link)
        })
        .await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let document = params.text_document.uri.clone();
        let (choice, in_article) = {
            let preferences = self.state.preferences();
            (preferences.inlay_hints, preferences.article_hints)
        };
        self.work(Pace::Quick, document, move |snapshot, _| {
            match snapshot.is_draft(&params.text_document.uri) {
                true => inlay_hints::find(snapshot, choice, &params),
                false => article_hints::find(snapshot, in_article, &params),
            }
        })
        .await
    }

    async fn inlay_hint_resolve(&self, hint: InlayHint) -> Result<InlayHint> {
        self.work_on_all(Pace::Quick, move |workspaces, client| {
            inlay_hints::resolve(workspaces, client, hint)
        })
        .await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let document = params.text_document.uri.clone();
        let choice = self.state.preferences().code_lenses;
        self.work(Pace::Slow, document, move |snapshot, client| {
            code_lenses::find(snapshot, client, choice, &params)
        })
        .await
    }

    async fn code_lens_resolve(&self, lens: CodeLens) -> Result<CodeLens> {
        self.work_on_all(Pace::Quick, move |workspaces, client| {
            code_lenses::resolve(workspaces, client, lens)
        })
        .await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        let document = params.text_document.uri.clone();
        let results = self.tokens.clone();
        self.work(Pace::Slow, document, move |snapshot, _| {
            semantic_tokens::full(snapshot, &results, &params)
        })
        .await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let document = params.text_document.uri.clone();
        let results = self.tokens.clone();
        self.work(Pace::Slow, document, move |snapshot, _| {
            semantic_tokens::delta(snapshot, &results, &params)
        })
        .await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let document = params.text_document.uri.clone();
        self.work(Pace::Quick, document, move |snapshot, _| {
            semantic_tokens::in_range(snapshot, &params)
        })
        .await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let document = params.text_document.uri.clone();
        self.work(Pace::Slow, document, move |snapshot, client| {
            folding::fold(snapshot, client, &params)
        })
        .await
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        let document = params.text_document.uri.clone();
        self.work(Pace::Quick, document, move |snapshot, _| {
            selection_ranges::around(snapshot, &params)
        })
        .await
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
        let document = params.text_document.uri.clone();
        let mut actions = self.offered_actions(params.clone()).await?;
        let signing = self.state.signing();
        let refactorings = self
            .work(Pace::Slow, document, move |snapshot, client| {
                refactorings::offer(snapshot, client, &signing, &params)
            })
            .await?;
        actions.extend(refactorings);
        Ok(Some(actions))
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let Some(document) = refactorings::document_of(&action) else {
            return Ok(action);
        };
        let signing = self.state.signing();
        self.work(Pace::Slow, document, move |snapshot, client| {
            refactorings::resolve(snapshot, client, &signing, action)
        })
        .await
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        self.work_when_loaded(move |workspaces, client| {
            file_operations::before_renaming(workspaces, client, &params.files)
        })
        .await
    }

    async fn did_rename_files(&self, params: RenameFilesParams) {
        let files = params.files.iter();
        let uris = files.flat_map(|file| [&file.old_uri, &file.new_uri]);
        self.files_changed(uris);
    }

    async fn did_create_files(&self, params: CreateFilesParams) {
        self.files_changed(params.files.iter().map(|file| &file.uri));
        if !self.state.abilities().applies_edits {
            return;
        }
        let work = move |workspaces: &Workspaces, client: &ClientAbilities| {
            file_operations::beginnings(workspaces, client, &params.files)
        };
        if let Ok(Some(edit)) = self.work_when_loaded(work).await {
            let _ = self.client.apply_edit(edit).await;
        }
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        self.execute(&params.command, params.arguments).await
    }
}

impl Server {
    /// Files changed on disk; the editor may not watch them.
    fn files_changed<'a>(&self, uris: impl Iterator<Item = &'a String>) {
        let uris: Vec<Uri> = uris.filter_map(|uri| uri.parse().ok()).collect();
        let changes = changed_paths(uris.iter());
        self.state
            .apply(|session| session.changed_on_disk(&changes));
        self.state.copies.changed_on_disk(&changes);
    }
}

/// Whether the path is one that makes a folder a repository, or is written when that is made.
fn is_repository_mark(path: &Path) -> bool {
    path.ends_with(REPOSITORY) || path.ends_with(Path::new(REPOSITORY).join("HEAD"))
}
