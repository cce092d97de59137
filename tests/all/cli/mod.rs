//! The binary as a shell sees it: arguments, standard input and environment variables as input; what it prints and
//! its exit code as output.

mod call;
mod evidence;
mod exit_code;
mod exposed;
mod format;
mod fingerprint;
mod baseline;
mod cache;
mod changed_since;
mod changed_hostile;
mod output_file;
mod reports;
mod terminal;
mod selection;
mod width;
mod named_article;
mod closing_line;
mod stdin;
mod files;
mod articles;
mod hidden;
mod hostile;
mod many_findings;
mod mistakes;
mod configuration;
mod colour;
mod order;
mod confidential;
mod explain;
mod help;
mod fmt;
mod fix;
mod init;
mod new;
mod interchange;
mod watch;
mod writes;
mod completions;
mod man;
mod anchors;
mod sign;
mod status;
mod names;

pub use call::sayso;

use sayso::cli::{Audience, FORMATS};

/// The names of all output formats.
pub fn formats() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().map(|format| format.name)
}

/// The names of the output formats for programs.
pub fn formats_for_programs() -> impl Iterator<Item = &'static str> {
    let formats = FORMATS.iter();
    let formats = formats.filter(|format| format.audience == Audience::Programs);
    formats.map(|format| format.name)
}
