//! Where a check's output goes.

use std::io::{self, Write};

/// Prints `text`, with its colours where they are wanted.
pub fn print(text: &str) -> io::Result<()> {
    let mut output = anstream::stdout().lock();
    match output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush())
    {
        // Whoever reads may have seen enough: `sayso check | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}
