//! What the two processes send each other: parts of a known length.

use std::io::{self, Read, Write};

pub fn write_part(mut to: impl Write, part: &[u8]) -> io::Result<()> {
    to.write_all(&(part.len() as u64).to_le_bytes())?;
    to.write_all(part)
}

/// Reads a part. None if there is no further one; an error if it is cut off or longer than `most` bytes.
pub fn read_part(mut from: impl Read, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    match from.read(&mut length[..1])? {
        0 => return Ok(None),
        _ => from.read_exact(&mut length[1..])?,
    }
    let length = u64::from_le_bytes(length);
    if length > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut part = Vec::new();
    from.take(length).read_to_end(&mut part)?;
    match part.len() as u64 == length {
        true => Ok(Some(part)),
        false => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}
