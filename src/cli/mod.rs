//! The command line: one file per subcommand. The only module that prints.

mod arguments;
mod targets;
mod paths;
mod excerpt;
mod exposed_words;
mod printable;
mod output;
mod stdin;
mod diff;
mod rewrite;
mod check;
mod fmt;
mod sign;
mod status;
mod explain;
mod init;
mod lsp;
mod completions;
mod man;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use printable::printable;

/// What a shell is told when a command could not do its work.
const COULD_NOT_RUN: u8 = 2;

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
        Command::Sign(arguments) => sign::run(&arguments),
        Command::Status(arguments) => status::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Lsp(arguments) => lsp::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    };
    done.unwrap_or_else(|error| {
        complain(&error);
        ExitCode::from(COULD_NOT_RUN)
    })
}

/// Says what went wrong, a line for each mistake.
fn complain(error: &anyhow::Error) {
    for line in format!("{error:#}").lines() {
        anstream::eprintln!("\x1b[1;31merror\x1b[0m: {}", printable(line));
    }
}
