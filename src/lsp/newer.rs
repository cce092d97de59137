//! What LSP 3.18 adds and the library for the protocol does not know: requests, and the capabilities that announce them.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_lsp::LspServiceBuilder;
use tower_lsp::jsonrpc::{Response, Result};
use tower_lsp::ls_types::{Range, TextDocumentIdentifier, TextEdit, Uri};

use super::features::{formatting, rule_pages};
use super::jobs::Pace;
use super::server::Server;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RangesFormattingParams {
    pub text_document: TextDocumentIdentifier,
    pub ranges: Vec<Range>,
}

#[derive(Debug, Deserialize)]
pub struct TextDocumentContentParams {
    pub uri: Uri,
}

#[derive(Debug, Serialize)]
pub struct TextDocumentContent {
    pub text: String,
}

/// Adds the requests.
pub fn with_requests(service: LspServiceBuilder<Server>) -> LspServiceBuilder<Server> {
    service
        .custom_method("textDocument/rangesFormatting", Server::ranges_formatting)
        .custom_method("workspace/textDocumentContent", Server::document_content)
}

/// Adds the capabilities to the answer to `initialize`. Clients ignore those that they do not know.
pub fn with_capabilities(response: Response) -> Response {
    let (id, result) = response.into_parts();
    let result = result.map(|mut result| {
        let capabilities = &mut result["capabilities"];
        if capabilities["documentRangeFormattingProvider"] == Value::Bool(true) {
            capabilities["documentRangeFormattingProvider"] = json!({"rangesSupport": true});
        }
        capabilities["workspace"]["textDocumentContent"] = json!({"schemes": [rule_pages::SCHEME]});
        result
    });
    Response::from_parts(id, result)
}

impl Server {
    async fn ranges_formatting(
        &self,
        params: RangesFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let document = params.text_document.uri.clone();
        self.work(Pace::Slow, document, move |snapshot, _| {
            formatting::in_ranges(snapshot, &params.text_document.uri, &params.ranges)
        })
        .await
    }

    async fn document_content(
        &self,
        params: TextDocumentContentParams,
    ) -> Result<TextDocumentContent> {
        let text = rule_pages::page_at(&params.uri)?;
        Ok(TextDocumentContent { text })
    }
}
