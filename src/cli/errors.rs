//! Errors of commands: how they are printed, and their exit code.

use super::output::tell;
use super::printable::printable;

/// The exit code of a command that could not do its work.
pub const COULD_NOT_RUN: u8 = 2;

/// Prints an error, one line for each problem.
pub fn print_error(error: &anyhow::Error) {
    format!("{error:#}").lines().for_each(print_error_line);
}

pub fn print_error_line(line: &str) {
    tell(&format!("\x1b[1;31merror\x1b[0m: {}", printable(line)));
}
