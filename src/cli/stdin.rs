//! A draft from standard input.

use std::io::Read;

use anyhow::{Context, Result, anyhow, bail};

use crate::workspace::limits::{LARGEST_FILE, TooMuch};

/// What `-` stands for among the paths.
pub const STDIN: &str = "-";
/// The path of a draft from standard input that was given none.
pub const STDIN_PATH: &str = "stdin.sayso";

/// All that stands on standard input.
pub fn read() -> Result<String> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        // One byte more is enough to know that it is too much.
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
