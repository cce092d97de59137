//! `sayso man`
//!
//! The binary prints manual pages, and they are not stored in a file, so they always match the installed
//! version. `clap_mangen` is part of the clap project.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::CommandFactory;
use clap_mangen::Man;

use super::arguments::{Arguments, ManArguments};
use super::output;
use super::writing::{create_folder, overwrite};

pub fn run(arguments: &ManArguments) -> Result<ExitCode> {
    let mut command = Arguments::command().disable_help_subcommand(true);
    command.build();
    match &arguments.out {
        None => drop(output::print(&page(&Man::new(command))?)?),
        Some(folder) => write(folder, command)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes a page for the command itself and one for each subcommand.
fn write(folder: &Path, command: clap::Command) -> Result<()> {
    create_folder(folder)?;
    let subcommands = command.get_subcommands().filter(|it| !it.is_hide_set());
    let subcommands: Vec<clap::Command> = subcommands.cloned().collect();
    for command in subcommands.into_iter().chain([command]) {
        let man = Man::new(command);
        overwrite(&folder.join(man.get_filename()), &page(&man)?)?;
    }
    Ok(())
}

fn page(man: &Man) -> Result<String> {
    let mut page = Vec::new();
    man.render(&mut page)?;
    Ok(String::from_utf8(page)?)
}
