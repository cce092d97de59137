//! The requests that the protocol does not have. `docs/editors.md` describes them.

use tower_lsp::LspServiceBuilder;
use tower_lsp::jsonrpc::Result;

use super::features::coverage::{self, Coverage, CoverageParams};
use super::features::status::{self, Status, StatusParams};
use super::jobs::Pace;
use super::server::Server;

/// Adds the requests.
pub fn with_requests(service: LspServiceBuilder<Server>) -> LspServiceBuilder<Server> {
    service
        .custom_method("sayso/coverage", Server::coverage)
        .custom_method("sayso/status", Server::status)
}

impl Server {
    pub async fn coverage(&self, params: CoverageParams) -> Result<Option<Coverage>> {
        let document = params.text_document.uri.clone();
        self.work(Pace::Slow, document, move |snapshot, _| {
            coverage::show(snapshot, &params)
        })
        .await
    }

    pub async fn status(&self, params: StatusParams) -> Result<Option<Status>> {
        self.work_on_all(Pace::Slow, move |workspaces, _| {
            status::show(workspaces, &params)
        })
        .await
    }
}
