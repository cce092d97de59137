//! Cryptographic hashes: nobody can construct another text with the same hash, so they are safe to
//! compare texts from strangers.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// SHA-256, cut to 128 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Digest(pub [u8; 16]);

impl Digest {
    pub fn of(text: &str) -> Digest {
        let mut digesting = Digesting::default();
        digesting.add(text);
        digesting.done()
    }
}

/// Computes the digest of many parts. The boundaries between parts count.
#[derive(Default)]
pub struct Digesting(Sha256);

impl Digesting {
    pub fn add(&mut self, part: impl AsRef<[u8]>) {
        let part = part.as_ref();
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
    }

    pub fn done(self) -> Digest {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&self.0.finalize()[..16]);
        Digest(bytes)
    }
}
