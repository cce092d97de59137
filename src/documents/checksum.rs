//! SHA-256 of a file, as `sha256sum` prints it.

use std::fmt;
use std::io::{self, Read};
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Checksum([u8; 32]);

impl Checksum {
    pub fn of(bytes: &[u8]) -> Checksum {
        Checksum(Sha256::digest(bytes).into())
    }

    /// The checksum of everything that is left to read, which need not fit into memory.
    pub fn of_rest(mut file: impl Read) -> io::Result<Checksum> {
        let mut hasher = Sha256::new();
        let mut buffer = vec![0; 1 << 16];
        loop {
            match file.read(&mut buffer) {
                Ok(0) => return Ok(Checksum(hasher.finalize().into())),
                Ok(length) => hasher.update(&buffer[..length]),
                Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
                Err(why) => return Err(why),
            }
        }
    }
}

/// The number of digits from which a checksum that is cut short still says that a file is the same.
const LEAST_DIGITS: usize = 8;

impl Checksum {
    /// Whether `written` is this checksum, or the first digits of it.
    pub fn is(&self, written: &str) -> bool {
        let is_enough = written.len() >= LEAST_DIGITS;
        is_enough && self.to_string().starts_with(&written.to_ascii_lowercase())
    }

    /// The same, cut short.
    pub fn digest(&self) -> crate::text::Digest {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&self.0[..16]);
        crate::text::Digest(bytes)
    }
}

/// 64 hexadecimal digits in lower case.
impl fmt::Display for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is not a checksum.
#[derive(Debug, PartialEq, Eq)]
pub struct NoChecksum;

/// Reads 64 hexadecimal digits in either case.
impl FromStr for Checksum {
    type Err = NoChecksum;

    fn from_str(digits: &str) -> Result<Checksum, NoChecksum> {
        let is_checksum = digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_checksum {
            return Err(NoChecksum);
        }
        let mut bytes = [0; 32];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).map_err(|_| NoChecksum)?;
        }
        Ok(Checksum(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_may_be_cut_short() {
        let checksum = Checksum::of(b"abc");
        let full = checksum.to_string();
        for (written, is_it) in [
            (&*full, true),
            (&full[..8], true),
            ("BA7816BF", true),
            (&full[..7], false),
            ("ba7816b0", false),
            ("", false),
        ] {
            assert_eq!(checksum.is(written), is_it, "{written}");
        }
    }

    #[test]
    fn checksums_are_those_of_sha256sum() {
        const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let checksum = Checksum::of(b"abc");
        assert_eq!(checksum.to_string(), ABC);
        assert_eq!(Checksum::of_rest(&b"abc"[..]).unwrap(), checksum);
        assert_eq!(ABC.to_uppercase().parse(), Ok(checksum));
        for wrong in ["", &ABC[1..], &format!("{ABC}0"), &ABC.replace('b', "é")] {
            assert_eq!(wrong.parse::<Checksum>(), Err(NoChecksum), "{wrong}");
        }
    }
}
