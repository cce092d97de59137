//! `sayso check`

mod targets;
mod fingerprint;
mod reported;
mod outcome;
mod cache;
mod findings;
mod changed;
mod baseline;
mod fix;
mod formats;
mod once;
mod watch;

use std::process::ExitCode;

use anyhow::Result;

use super::arguments::CheckArguments;

pub fn run(arguments: &CheckArguments) -> Result<ExitCode> {
    match arguments.watch {
        true => watch::run(arguments),
        false => once::check(arguments).map(|checked| checked.code),
    }
}
