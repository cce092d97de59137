//! The SHA-256 checksum of a file.

use std::fmt;
use std::io::{self, Read};

use sha2::{Digest as _, Sha256};

use super::Digest;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Checksum([u8; 32]);

/// The number of digits from which a checksum that is cut short still says that a file is the same.
const LEAST_DIGITS: usize = 8;

impl Checksum {
    pub fn of(bytes: &[u8]) -> Checksum {
        Checksum(Sha256::digest(bytes).into())
    }

    /// Of everything that `reader` returns, without holding all of it.
    pub fn of_all(mut reader: impl Read) -> io::Result<Checksum> {
        let mut hasher = Sha256::new();
        let mut buffer = vec![0; 64 * 1024];
        loop {
            match reader.read(&mut buffer) {
                Ok(0) => return Ok(Checksum(hasher.finalize().into())),
                Ok(length) => hasher.update(&buffer[..length]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The same, cut short.
    pub fn digest(&self) -> Digest {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&self.0[..16]);
        Digest(bytes)
    }

    /// Whether `written` is this checksum, or the first digits of it.
    pub fn is(&self, written: &str) -> bool {
        let is_enough = written.len() >= LEAST_DIGITS;
        is_enough && self.to_string().starts_with(&written.to_ascii_lowercase())
    }
}

impl fmt::Display for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_is_written_in_full_or_cut_short() {
        let checksum = Checksum::of(b"test");
        let full = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        assert_eq!(checksum.to_string(), full);
        assert_eq!(Checksum::of_all(&b"test"[..]).unwrap(), checksum);
        for (written, is_it) in [
            (full, true),
            (&full[..16], true),
            ("9F86D081", true),
            ("9f86d08", false),
            ("9f86d082", false),
            ("", false),
        ] {
            assert_eq!(checksum.is(written), is_it, "{written}");
        }
    }
}
