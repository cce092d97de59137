//! `sayso lsp`

use std::process::ExitCode;

use super::arguments::LspArguments;

pub fn run(_: &LspArguments) -> anyhow::Result<ExitCode> {
    crate::lsp::run()
}
