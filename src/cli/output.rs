//! Writing output to the terminal.

use std::io::{self, ErrorKind, Write};

/// Prints `text`, with its colours if the terminal wants them. Returns whether anybody reads it.
pub fn print(text: &str) -> io::Result<bool> {
    match text.contains('\u{1b}') {
        true => is_read(write_to(anstream::stdout().lock(), text)),
        // Looking for colour codes in a long text takes time.
        false => print_exactly(text),
    }
}

/// Prints `text` byte for byte: codes in a draft are not colours of the output. Returns whether anybody reads it.
pub fn print_exactly(text: &str) -> io::Result<bool> {
    is_read(write_to(io::stdout().lock(), text))
}

fn is_read(written: io::Result<()>) -> io::Result<bool> {
    match written {
        // The reader has seen enough, as in `sayso check | head`.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        Err(error) => {
            let why = format!("cannot write to standard output: {error}");
            Err(io::Error::new(error.kind(), why))
        }
        Ok(()) => Ok(true),
    }
}

fn write_to(mut output: impl Write, text: &str) -> io::Result<()> {
    output.write_all(text.as_bytes())?;
    output.flush()
}

/// The text without colour codes.
pub fn without_colours(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

/// Tells people a line on standard error. If that cannot be written, there is nowhere left to say so.
pub fn tell(line: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}
