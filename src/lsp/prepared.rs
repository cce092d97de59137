//! Large answers, serialised without a JSON tree in between. The library makes a tree of every result: for the outline
//! of 5,000 claims, that takes ten times as long as everything else.
//!
//! The requests with such answers get a name of the server's own, under which a method calls the usual handler,
//! serialises its result and returns a placeholder. The outbox puts the result in its place.

use serde_json::Value;
use tower_lsp::jsonrpc::{Request, Result};
use tower_lsp::ls_types::*;
use tower_lsp::{LanguageServer, LspServiceBuilder};

use super::server::Server;

macro_rules! prepared {
    ($($name:literal $own:literal $method:ident $params:ty;)*) => {
        /// The request under the server's own name for it, if its answer can be large.
        pub fn renamed(request: Request) -> Request {
            let own = match request.method() {
                $($name => $own,)*
                _ => return request,
            };
            let (_, id, params) = request.into_parts();
            let mut renamed = Request::build(own);
            if let Some(params) = params {
                renamed = renamed.params(params);
            }
            if let Some(id) = id {
                renamed = renamed.id(id);
            }
            renamed.finish()
        }

        /// Adds the requests under their own names.
        pub fn with_requests(service: LspServiceBuilder<Server>) -> LspServiceBuilder<Server> {
            service$(.custom_method($own, Prepared::$method))*
        }

        struct Prepared;

        impl Prepared {
            $(async fn $method(server: &Server, params: $params) -> Result<Value> {
                let result = server.$method(params).await?;
                server.outbox.prepared().prepare(&result)
            })*
        }
    };
}

prepared! {
    "textDocument/documentSymbol" "sayso/documentSymbol" document_symbol DocumentSymbolParams;
    "textDocument/formatting" "sayso/formatting" formatting DocumentFormattingParams;
    "textDocument/semanticTokens/full" "sayso/semanticTokens/full" semantic_tokens_full SemanticTokensParams;
    "textDocument/foldingRange" "sayso/foldingRange" folding_range FoldingRangeParams;
    "textDocument/documentLink" "sayso/documentLink" document_link DocumentLinkParams;
    "textDocument/inlayHint" "sayso/inlayHint" inlay_hint InlayHintParams;
    "textDocument/codeLens" "sayso/codeLens" code_lens CodeLensParams;
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tower_lsp::jsonrpc::Id;

    use super::*;

    #[test]
    fn only_requests_with_large_answers_are_renamed() {
        let request =
            |method: &'static str| Request::build(method).id(3).params(json!({})).finish();
        let renamed_of = |method| renamed(request(method)).method().to_owned();
        assert_eq!(renamed_of("textDocument/codeLens"), "sayso/codeLens");
        assert_eq!(renamed_of("textDocument/hover"), "textDocument/hover");
        let renamed = renamed(request("textDocument/codeLens"));
        assert_eq!(
            (renamed.id(), renamed.params()),
            (Some(&Id::Number(3)), Some(&json!({})))
        );
    }
}
