//! Writing output to the terminal.

use std::io::{self, BufWriter, ErrorKind, Write};

use anyhow::Result;

/// The size of the buffers for output, in bytes.
pub const BUFFER: usize = 1 << 16;

/// Prints `text`, with its colours if the terminal wants them. Returns whether anybody reads it.
pub fn print(text: &str) -> Result<bool> {
    // Looking for colour codes in a long text takes time.
    print_with(text.contains('\u{1b}'), |out| {
        Ok(out.write_all(text.as_bytes())?)
    })
}

/// Prints `text` byte for byte: codes in a draft are not colours of the output. Returns whether anybody reads it.
pub fn print_exactly(text: &str) -> Result<bool> {
    print_with(false, |out| Ok(out.write_all(text.as_bytes())?))
}

/// Prints what `write` writes, part by part. Colours are left out if the terminal does not want them. Returns
/// whether anybody reads it.
pub fn print_with(
    has_colours: bool,
    write: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<bool> {
    match has_colours {
        true => write_to_reader(anstream::stdout().lock(), write),
        false => write_to_reader(io::stdout().lock(), write),
    }
}

fn write_to_reader(
    output: impl Write,
    write: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<bool> {
    let mut output = BufWriter::with_capacity(BUFFER, ReadOutput::of(output));
    let written = write(&mut output).and_then(|()| Ok(output.flush()?));
    let (output, _) = output.into_parts();
    match output.is_unread {
        // The reader has seen enough, as in `sayso check | head`.
        true => Ok(false),
        false => written.map(|()| true),
    }
}

/// Notices that nobody reads what is written. The formats pass errors on in types of their own.
struct ReadOutput<W> {
    output: W,
    is_unread: bool,
}

impl<W> ReadOutput<W> {
    fn of(output: W) -> ReadOutput<W> {
        ReadOutput {
            output,
            is_unread: false,
        }
    }

    fn noticing<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        done.map_err(|error| {
            self.is_unread |= error.kind() == ErrorKind::BrokenPipe;
            let why = format!("cannot write to standard output: {error}");
            io::Error::new(error.kind(), why)
        })
    }
}

impl<W: Write> Write for ReadOutput<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.output.write(bytes);
        self.noticing(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.output.flush();
        self.noticing(done)
    }
}

/// Tells people a line on standard error. If that cannot be written, there is nowhere left to say so.
pub fn tell(line: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}
