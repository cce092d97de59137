//! Hashes for which nobody can make up another text: what strangers write is told apart by them.

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

/// A digest of many parts, to which they are added one by one. Parts stay apart.
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
