//! What the client can do.

use tower_lsp::ls_types::{ClientCapabilities, MarkupContent, MarkupKind};

use super::position::agreed_encoding;
use crate::ide::markdown::plain;
use crate::text::position::PositionEncoding;

#[derive(Clone, Debug, Default)]
pub struct ClientAbilities {
    pub encoding: PositionEncoding,
    pub snippets: bool,
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
    pub watches_files: bool,
    /// Also watches files in folders that are not open.
    pub watches_elsewhere: bool,
    pub shows_progress: bool,
    pub nested_symbols: bool,
    pub definition_links: bool,
    pub code_action_literals: bool,
    /// Shows disabled code actions with the reason.
    pub disabled_code_actions: bool,
}

impl ClientAbilities {
    pub fn of(client: &ClientCapabilities) -> ClientAbilities {
        let text = client.text_document.as_ref();
        let workspace = client.workspace.as_ref();
        let published = text.and_then(|text| text.publish_diagnostics.as_ref());
        let item = text
            .and_then(|text| text.completion.as_ref())
            .and_then(|completion| completion.completion_item.as_ref());
        let hover = text.and_then(|text| text.hover.as_ref());
        let actions = text.and_then(|text| text.code_action.as_ref());
        let watching = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
        let watches_files = watching
            .and_then(|watching| watching.dynamic_registration)
            .unwrap_or(false);
        ClientAbilities {
            encoding: agreed_encoding(client),
            snippets: item.and_then(|item| item.snippet_support).unwrap_or(false),
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
            watches_files,
            watches_elsewhere: watches_files
                && watching
                    .and_then(|watching| watching.relative_pattern_support)
                    .unwrap_or(false),
            shows_progress: client
                .window
                .as_ref()
                .and_then(|window| window.work_done_progress)
                .unwrap_or(false),
            nested_symbols: text
                .and_then(|text| text.document_symbol.as_ref())
                .and_then(|symbols| symbols.hierarchical_document_symbol_support)
                .unwrap_or(false),
            definition_links: text
                .and_then(|text| text.definition.as_ref())
                .and_then(|definition| definition.link_support)
                .unwrap_or(false),
            code_action_literals: actions.is_some_and(|a| a.code_action_literal_support.is_some()),
            disabled_code_actions: actions.and_then(|a| a.disabled_support).unwrap_or(false),
        }
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
