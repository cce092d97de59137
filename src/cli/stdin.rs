//! A draft from standard input.

use std::io::Read;

use anyhow::{Context, Result, anyhow};

/// What `-` stands for among the paths.
pub const STDIN: &str = "-";
/// The path of a draft from standard input that was given none.
pub const STDIN_PATH: &str = "stdin.sayso";

/// All that stands on standard input.
pub fn read() -> Result<String> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .context("cannot read standard input")?;
    String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to() + 1;
        anyhow!("standard input is not UTF-8 text (byte {byte})")
    })
}
