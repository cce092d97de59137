//! `sayso read-document`: the process in which files from strangers are read.

use std::process::ExitCode;

use anyhow::Result;

use crate::documents::{Unreadable, perform, process};
use crate::interchange;

pub fn run() -> Result<ExitCode> {
    process::serve(|task, bytes| {
        let done = perform(task, bytes).or_else(|| interchange::perform(task, bytes));
        done.unwrap_or(Err(Unreadable::Damaged))
    })?;
    Ok(ExitCode::SUCCESS)
}
