//! What the client can do.

use serde_json::Value;
use tower_lsp::ls_types::{
    ClientCapabilities, ClientInfo, CodeActionClientCapabilities, CompletionItemCapability,
    CompletionItemKind, GotoCapability, MarkupContent, MarkupKind, ResourceOperationKind,
    WorkspaceClientCapabilities,
};

use super::position::agreed_encoding;
use crate::ide::markdown::plain;
use crate::text::position::PositionEncoding;

/// The kinds of completions that the client has icons for, if it says so.
#[derive(Clone, Debug, Default)]
pub struct CompletionIcons(Option<Vec<CompletionItemKind>>);

impl CompletionIcons {
    /// The kinds that the first version of the protocol did not have.
    const LATER: [CompletionItemKind; 7] = [
        CompletionItemKind::FOLDER,
        CompletionItemKind::ENUM_MEMBER,
        CompletionItemKind::CONSTANT,
        CompletionItemKind::STRUCT,
        CompletionItemKind::EVENT,
        CompletionItemKind::OPERATOR,
        CompletionItemKind::TYPE_PARAMETER,
    ];

    /// A client that lists no kinds knows those of the first version.
    pub fn knows(&self, kind: CompletionItemKind) -> bool {
        match &self.0 {
            Some(kinds) => kinds.contains(&kind),
            None => !CompletionIcons::LATER.contains(&kind),
        }
    }
}

/// What the server is asked in articles. The first three belong together.
const IN_ARTICLES: [&str; 10] = [
    "textDocument/didOpen",
    "textDocument/didChange",
    "textDocument/didClose",
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/documentSymbol",
    "textDocument/codeAction",
    "textDocument/inlayHint",
];

#[derive(Clone, Debug, Default)]
pub struct ClientAbilities {
    pub encoding: PositionEncoding,
    pub snippets: bool,
    /// Lets the user choose whether a completion replaces the rest of a word.
    pub insert_or_replace: bool,
    /// Shows a name and a kind beside the label of a completion.
    pub label_details: bool,
    pub preselects: bool,
    pub icons: CompletionIcons,
    pub inline_completion: bool,
    /// In a hover. A client that lists no formats gets Markdown, which hovers always were.
    pub markdown: bool,
    /// In the documentation of a completion, which is plain text unless the client asks for more.
    pub markdown_in_completion: bool,
    pub related_information: bool,
    pub unnecessary_tag: bool,
    /// Sends the data of diagnostics back with requests for code actions.
    pub diagnostic_data: bool,
    /// Reads for which version diagnostics are.
    pub diagnostic_versions: bool,
    /// Can pull diagnostics, and can be asked to pull again: the findings in one file depend on others,
    /// also on files that are not open.
    pub pulls_diagnostics: bool,
    /// Neovim 0.12, asked to pull again, pulls only those of the workspace if it can, and ignores what they say of open
    /// documents.
    pub pulls_one_or_all: bool,
    pub watches_files: bool,
    /// Also watches files in folders that are not open.
    pub watches_elsewhere: bool,
    /// The methods for which articles can be registered: none if the client sends what it is set up for.
    pub registers: Vec<&'static str>,
    /// Can create files with an edit. Neovim can, and does not say that it takes `documentChanges`.
    pub creates_files: bool,
    pub shows_progress: bool,
    pub nested_symbols: bool,
    pub definition_links: bool,
    pub semantic_tokens: bool,
    /// The maximum number of folding ranges that it wants.
    pub most_folds: Option<u32>,
    pub link_tooltips: bool,
    /// Can be asked to ask again for what it shows beside the text, after a change elsewhere.
    pub refreshes: Refreshes,
    /// Applies the edits of commands.
    pub applies_edits: bool,
    /// Can be asked to show a place in a document.
    pub shows_documents: bool,
    /// Its own command that lists places, if it has one.
    pub show_references: Option<String>,
    /// Can be asked for settings.
    pub has_settings: bool,
    /// Can be asked to say when settings change.
    pub watches_settings: bool,
    pub declaration_links: bool,
    pub type_definition_links: bool,
    pub implementation_links: bool,
    pub prepares_rename: bool,
    /// Takes changes with the versions of the documents.
    pub document_changes: bool,
    /// Shows why a change should be confirmed before it is made.
    pub change_annotations: bool,
    /// Asks for the coverage of articles, and is told when it may have changed.
    pub follows_coverage: bool,
    pub code_action_literals: bool,
    /// Asks for the edit of a code action when it is chosen, with the data of the server.
    pub resolves_edits: bool,
    /// Shows disabled code actions with the reason.
    pub disabled_code_actions: bool,
}

/// What a client can be asked to ask for again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Refreshes {
    pub semantic_tokens: bool,
    pub inlay_hints: bool,
    pub code_lenses: bool,
}

impl Refreshes {
    fn of(client: &WorkspaceClientCapabilities) -> Refreshes {
        let tokens = client.semantic_tokens.as_ref();
        let hints = client.inlay_hint.as_ref();
        let lenses = client.code_lens.as_ref();
        let is_so = |supported: Option<Option<bool>>| supported.flatten().unwrap_or(false);
        Refreshes {
            semantic_tokens: is_so(tokens.map(|it| it.refresh_support)),
            inlay_hints: is_so(hints.map(|it| it.refresh_support)),
            code_lenses: is_so(lenses.map(|it| it.refresh_support)),
        }
    }
}

impl ClientAbilities {
    pub fn of(client: &ClientCapabilities) -> ClientAbilities {
        let text = client.text_document.as_ref();
        let workspace = client.workspace.as_ref();
        let window = client.window.as_ref();
        let published = text.and_then(|text| text.publish_diagnostics.as_ref());
        let completion = text.and_then(|text| text.completion.as_ref());
        let item = completion.and_then(|completion| completion.completion_item.as_ref());
        let can = |ability: fn(&CompletionItemCapability) -> Option<bool>| {
            item.and_then(ability).unwrap_or(false)
        };
        let hover = text.and_then(|text| text.hover.as_ref());
        let actions = text.and_then(|text| text.code_action.as_ref());
        let watching = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let watches_files = watching
            .and_then(|watching| watching.dynamic_registration)
            .unwrap_or(false);
        ClientAbilities {
            encoding: agreed_encoding(client),
            snippets: can(|item| item.snippet_support),
            insert_or_replace: can(|item| item.insert_replace_support),
            label_details: can(|item| item.label_details_support),
            preselects: can(|item| item.preselect_support),
            icons: CompletionIcons(completion.and_then(|completion| {
                let kinds = completion.completion_item_kind.as_ref()?;
                kinds.value_set.clone()
            })),
            inline_completion: text.is_some_and(|text| text.inline_completion.is_some()),
            markdown: hover
                .and_then(|hover| hover.content_format.as_ref())
                .is_none_or(|formats| prefers_markdown(formats)),
            markdown_in_completion: item
                .and_then(|item| item.documentation_format.as_ref())
                .is_some_and(|formats| prefers_markdown(formats)),
            related_information: published
                .and_then(|p| p.related_information)
                .unwrap_or(false),
            unnecessary_tag: published.is_some_and(|p| p.tag_support.is_some()),
            diagnostic_data: published.and_then(|p| p.data_support).unwrap_or(false),
            diagnostic_versions: published.and_then(|p| p.version_support).unwrap_or(false),
            pulls_diagnostics: text.is_some_and(|text| text.diagnostic.is_some())
                && workspace
                    .and_then(|workspace| workspace.diagnostics.as_ref())
                    .and_then(|diagnostics| diagnostics.refresh_support)
                    .unwrap_or(false),
            pulls_one_or_all: false,
            watches_files,
            watches_elsewhere: watches_files
                && watching
                    .and_then(|watching| watching.relative_pattern_support)
                    .unwrap_or(false),
            registers: registered_methods(client),
            creates_files: edits
                .and_then(|edits| edits.resource_operations.as_ref())
                .is_some_and(|it| it.contains(&ResourceOperationKind::Create)),
            shows_progress: window
                .and_then(|window| window.work_done_progress)
                .unwrap_or(false),
            nested_symbols: text
                .and_then(|text| text.document_symbol.as_ref())
                .and_then(|symbols| symbols.hierarchical_document_symbol_support)
                .unwrap_or(false),
            definition_links: takes_links(text.and_then(|text| text.definition)),
            declaration_links: takes_links(text.and_then(|text| text.declaration)),
            type_definition_links: takes_links(text.and_then(|text| text.type_definition)),
            implementation_links: takes_links(text.and_then(|text| text.implementation)),
            semantic_tokens: text.is_some_and(|text| text.semantic_tokens.is_some()),
            most_folds: text
                .and_then(|text| text.folding_range.as_ref())
                .and_then(|folding| folding.range_limit),
            link_tooltips: text
                .and_then(|text| text.document_link.as_ref())
                .and_then(|link| link.tooltip_support)
                .unwrap_or(false),
            refreshes: workspace.map(Refreshes::of).unwrap_or_default(),
            applies_edits: workspace
                .and_then(|workspace| workspace.apply_edit)
                .unwrap_or(false),
            shows_documents: window
                .and_then(|window| window.show_document.as_ref())
                .is_some_and(|show| show.support),
            show_references: None,
            has_settings: workspace
                .and_then(|workspace| workspace.configuration)
                .unwrap_or(false),
            watches_settings: workspace
                .and_then(|workspace| workspace.did_change_configuration.as_ref())
                .and_then(|settings| settings.dynamic_registration)
                .unwrap_or(false),
            prepares_rename: text
                .and_then(|text| text.rename.as_ref())
                .and_then(|rename| rename.prepare_support)
                .unwrap_or(false),
            document_changes: edits
                .and_then(|edits| edits.document_changes)
                .unwrap_or(false),
            change_annotations: edits.is_some_and(|e| e.change_annotation_support.is_some()),
            follows_coverage: client
                .experimental
                .as_ref()
                .is_some_and(|own| own["coverageChanged"] == true),
            code_action_literals: actions.is_some_and(|a| a.code_action_literal_support.is_some()),
            resolves_edits: actions.is_some_and(resolves_edits),
            disabled_code_actions: actions.and_then(|a| a.disabled_support).unwrap_or(false),
        }
    }

    /// With the client's own commands, as its initialization options name them.
    pub fn with_commands_of(mut self, options: Option<&Value>) -> ClientAbilities {
        let command = options.and_then(|it| it.pointer("/commands/showReferences"));
        self.show_references = command.and_then(Value::as_str).map(str::to_owned);
        self
    }

    /// With what is known of the client by its name.
    pub fn with_name(mut self, client: Option<&ClientInfo>) -> ClientAbilities {
        self.pulls_one_or_all = client.is_some_and(|client| client.name == "Neovim");
        self
    }

    /// Whether the client shows the warnings of a change before it makes it.
    pub fn shows_warnings(&self) -> bool {
        self.document_changes && self.change_annotations
    }

    /// A hover's text as the client shows it.
    pub fn markup(&self, markdown: String) -> MarkupContent {
        match self.markdown {
            true => MarkupContent {
                kind: MarkupKind::Markdown,
                value: markdown,
            },
            false => MarkupContent {
                kind: MarkupKind::PlainText,
                value: plain(&markdown),
            },
        }
    }
}

fn resolves_edits(actions: &CodeActionClientCapabilities) -> bool {
    let resolved = actions.resolve_support.as_ref();
    let has_edit = resolved.is_some_and(|it| it.properties.iter().any(|name| name == "edit"));
    has_edit && actions.data_support.unwrap_or(false)
}

fn takes_links(capability: Option<GotoCapability>) -> bool {
    capability.and_then(|it| it.link_support).unwrap_or(false)
}

/// The methods for which the client can register articles. None unless it can register their texts.
fn registered_methods(client: &ClientCapabilities) -> Vec<&'static str> {
    let text = serde_json::to_value(&client.text_document).unwrap_or_default();
    let can_register = |name: &str| text[name]["dynamicRegistration"] == true;
    if !can_register("synchronization") {
        return Vec::new();
    }
    let is_known = |method: &&str| match method.strip_prefix("textDocument/") {
        Some("didOpen" | "didChange" | "didClose") => true,
        name => name.is_some_and(can_register),
    };
    IN_ARTICLES.into_iter().filter(is_known).collect()
}

/// Clients list the formats that they can show, the preferred one first.
fn prefers_markdown(formats: &[MarkupKind]) -> bool {
    formats.first() == Some(&MarkupKind::Markdown)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pulls(capabilities: serde_json::Value) -> bool {
        ClientAbilities::of(&serde_json::from_value(capabilities).unwrap()).pulls_diagnostics
    }

    /// Neovim 0.11 pulls diagnostics, but cannot be asked to pull again after a change elsewhere.
    #[test]
    fn clients_that_cannot_refresh_get_pushed_diagnostics() {
        let asks = serde_json::json!({ "diagnostic": {} });
        assert!(!pulls(serde_json::json!({ "textDocument": asks })));
        assert!(pulls(serde_json::json!({
            "textDocument": asks,
            "workspace": { "diagnostics": { "refreshSupport": true } },
        })));
    }
}
