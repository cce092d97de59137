//! `sayso read-document`: the process in which files from strangers are read.

use std::process::ExitCode;

use anyhow::Result;

use crate::documents::{Unreadable, perform, process};

pub fn run() -> Result<ExitCode> {
    process::serve(|task, bytes| perform(task, bytes).unwrap_or(Err(Unreadable::Damaged)))?;
    Ok(ExitCode::SUCCESS)
}
