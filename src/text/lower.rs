//! Words in lower case.

use std::ops::Deref;

use smol_str::SmolStr;

/// `word` in lower case. Most words are, and cost nothing.
pub fn lower(word: &str) -> Lower<'_> {
    let is_small = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if word.bytes().all(is_small) {
        return Lower::AsWritten(word);
    }
    const SHORT: usize = 23;
    let mut bytes = [0; SHORT];
    if word.is_ascii() && word.len() <= SHORT {
        let bytes = &mut bytes[..word.len()];
        bytes.copy_from_slice(word.as_bytes());
        bytes.make_ascii_lowercase();
        if let Ok(word) = std::str::from_utf8(bytes) {
            return Lower::Other(SmolStr::new_inline(word));
        }
    }
    Lower::Other(word.to_lowercase().into())
}

/// A word in lower case, which is allocated only where it is long and has capitals.
pub enum Lower<'a> {
    AsWritten(&'a str),
    Other(SmolStr),
}

impl Deref for Lower<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Lower::AsWritten(word) => word,
            Lower::Other(word) => word,
        }
    }
}
