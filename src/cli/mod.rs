//! The command line: one file per subcommand. The only module that prints.

mod arguments;
mod lsp;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

/// What a shell is told when a command could not do its work.
const COULD_NOT_RUN: u8 = 2;

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.command {
        Command::Lsp(arguments) => lsp::run(&arguments),
    };
    done.unwrap_or_else(|error| {
        anstream::eprintln!("sayso: {error:#}");
        ExitCode::from(COULD_NOT_RUN)
    })
}
