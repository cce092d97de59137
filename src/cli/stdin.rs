//! A draft from standard input.
//!
//! A file that is not UTF-8 is a finding, because among a thousand files an unreadable one must not hide what
//! the others contain. Standard input that is not UTF-8 ends with exit code 2: there is nothing else to check.

use std::io::Read;

use anyhow::{Context, Result, anyhow, bail};

use crate::workspace::limits::{LARGEST_FILE, TooMuch};

/// The path that means standard input.
pub const STDIN: &str = "-";
/// The path of a draft from standard input if none is given.
pub const STDIN_PATH: &str = "stdin.sayso";

/// All text of standard input.
pub fn read() -> Result<String> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        // One byte more shows that it is too long.
        .take(LARGEST_FILE as u64 + 1)
        .read_to_end(&mut bytes)
        .context("cannot read standard input")?;
    if bytes.len() > LARGEST_FILE {
        bail!("standard input {}", TooMuch::Bytes(LARGEST_FILE));
    }
    String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to() + 1;
        anyhow!("standard input is not UTF-8 text (byte {byte})")
    })
}
