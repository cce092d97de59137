//! The requests that the protocol does not have. `docs/editors.md` describes them.

use tower_lsp::jsonrpc::Result;

use super::features::coverage::{self, Coverage, CoverageParams};
use super::features::status::{self, Status, StatusParams};
use super::jobs::Pace;
use super::server::Server;

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
