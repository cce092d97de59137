//! `sayso check`: from the arguments (`targets`) to the findings (`findings`, with `cache`, `changed`, `fix` and
//! `baseline` before and after) and their output (`formats`). `once` puts the steps together.

pub mod fail_on;
pub mod formats;
pub mod rule_selector;
mod selection;
mod targets;
mod fingerprint;
mod reported;
mod summary;
mod told_once;
mod unchecked_articles;
mod outcome;
mod cache;
mod findings;
mod changed;
mod baseline;
mod fix;
mod once;
mod watch;

use std::process::ExitCode;

use anyhow::Result;

pub use formats::{Audience, FORMATS, OutputFormat};

use super::arguments::CheckArguments;

pub fn run(arguments: &CheckArguments) -> Result<ExitCode> {
    match arguments.watch {
        true => watch::run(arguments),
        false => once::check(arguments).map(|checked| checked.code),
    }
}
