//! The command line: one file or folder per subcommand. The only module that prints.

mod arguments;
mod targets;
mod file_stamp;
mod copies;
mod loaded;
mod drafts_of_articles;
mod paths;
mod excerpt;
mod terminal;
mod exposed_words;
mod printable;
mod output;
mod errors;
mod progress_bar;
mod stdin;
mod diff;
mod writing;
mod check;
mod new;
mod fmt;
mod hash;
mod sign;
mod status;
mod explain;
mod init;
mod import;
mod export;
mod sync;
mod lsp;
mod read_document;
mod completions;
mod man;

use std::io::ErrorKind;
use std::process::ExitCode;

use anyhow::anyhow;
use clap::Parser;

pub use check::{Audience, FORMATS, OutputFormat};

use arguments::{Arguments, Command};
use errors::{COULD_NOT_RUN, print_error};

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return print_usage(&error),
    };
    arguments.color.apply();
    let done = match arguments.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
        Command::Hash(arguments) => hash::run(&arguments),
        Command::Sign(arguments) => sign::run(&arguments),
        Command::Status(arguments) => status::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Sync(arguments) => sync::run(&arguments),
        Command::Lsp(arguments) => lsp::run(&arguments),
        Command::ReadDocument => read_document::run(),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    };
    done.unwrap_or_else(|error| {
        print_error(&error);
        ExitCode::from(COULD_NOT_RUN)
    })
}

/// Prints what is wrong with the arguments, or the help that they ask for.
fn print_usage(error: &clap::Error) -> ExitCode {
    let printed = error.print();
    if error.use_stderr() {
        return ExitCode::from(COULD_NOT_RUN);
    }
    match printed {
        Err(why) if why.kind() != ErrorKind::BrokenPipe => {
            print_error(&anyhow!("cannot write to standard output: {why}"));
            ExitCode::from(COULD_NOT_RUN)
        }
        _ => ExitCode::SUCCESS,
    }
}
