//! The output formats of `sayso check`. Each writes the whole output; `docs/formats.md` describes them.

mod format;
mod rendering;
mod closing_lines;
mod statistics;
mod cut_line;
mod layout;
mod human;
mod concise;
mod json;
mod jsonl;
mod sarif;
mod github;
mod gitlab;
mod junit;
mod rdjson;

pub use format::{Audience, OutputFormat, WriteOptions};

/// All formats, in the order in which `--help` lists them. The only list there is: the command line, its
/// help and the tests that hold for every format read it.
pub static FORMATS: [OutputFormat; 9] = [
    human::FORMAT,
    concise::FORMAT,
    json::FORMAT,
    jsonl::FORMAT,
    sarif::FORMAT,
    github::FORMAT,
    gitlab::FORMAT,
    junit::FORMAT,
    rdjson::FORMAT,
];

/// The format that people see unless they ask for another.
pub static DEFAULT: &OutputFormat = &FORMATS[0];

/// The format with this name.
pub fn format_named(name: &str) -> Option<&'static OutputFormat> {
    FORMATS.iter().find(|format| format.name == name)
}
