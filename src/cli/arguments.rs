//! The subcommands and their options.

use clap::{Args, Parser, Subcommand};

/// On whose say-so? Checks the annotated drafts of news articles.
#[derive(Debug, Parser)]
#[command(name = "sayso", version, about, propagate_version = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve an editor over standard input and output
    Lsp(LspArguments),
}

#[derive(Debug, Args)]
pub struct LspArguments {
    /// Talk over standard input and output; nothing else is spoken, so it may be left out
    #[arg(long)]
    pub stdio: bool,
}
