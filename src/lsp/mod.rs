//! The language server: transport, dispatch, and conversion to and from protocol types. The only module
//! that knows the protocol.

pub mod frame;
pub mod message;
mod lenient;
pub mod outbox;
mod in_flight;
mod parent;
pub mod transport;
pub mod position;
mod uri;
mod client;
mod capabilities;
mod documents;
mod snapshot;
mod workspaces;
mod ranges;
mod roots;
mod session;
mod diagnostics;
mod quiet;
mod reports;
mod inbox;
mod publisher;
mod workspace_reports;
mod features;
mod jobs;
mod configuration;
mod preferences;
mod state;
mod loading;
mod server;
mod handlers;

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
    let (service, socket) = LspService::new(|client| Server::new(client, outbox.clone()));
    Ok(transport::serve(
        service,
        socket,
        io::stdin().lock(),
        &outbox,
        runtime,
    ))
}
