//! The language server: transport, dispatch, and conversion to and from protocol types. The only module
//! that knows the protocol.

pub mod frame;
pub mod message;
mod lenient;
mod prepared_results;
pub mod outbox;
mod in_flight;
mod parent;
pub mod transport;
pub mod position;
mod uri;
mod checked_draft;
mod client;
mod capabilities;
mod disk_changes;
mod documents;
mod snapshot;
mod workspaces;
mod ranges;
mod token_results;
mod refresh;
mod settings;
mod workspace_edit;
mod roots;
mod session;
mod diagnostics;
mod quiet;
mod reports;
mod inbox;
mod publisher;
mod article_changes;
mod workspace_reports;
mod features;
mod jobs;
mod configuration;
mod preferences;
mod copies;
mod state;
mod loading;
mod registration;
mod server;
mod commands;
mod newer;
mod prepared;
mod handlers;
mod own_requests;

use std::io;
use std::process::ExitCode;

use tower_lsp::LspService;

use outbox::Outbox;
use server::Server;

/// Serves the editor on standard input and output until it disconnects.
pub fn run() -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_time()
        .build()?;
    let outbox = Outbox::new(io::stdout());
    let service = LspService::build(|client| Server::new(client, outbox.clone()));
    let service = own_requests::with_requests(newer::with_requests(service));
    let (service, socket) = prepared::with_requests(service).finish();
    Ok(transport::serve(
        service,
        socket,
        io::stdin().lock(),
        &outbox,
        runtime,
    ))
}
