//! The characters of a file of text, in whatever encoding it is.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

/// UTF-8, or UTF-16 with a byte order mark, or else the encoding that the file names for itself, or else the
/// one of old Windows files, in which every file can be read.
pub fn decode<'a>(bytes: &'a [u8], named: Option<&[u8]>) -> Cow<'a, str> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.into();
    }
    let named = named.and_then(Encoding::for_label);
    named
        .unwrap_or(WINDOWS_1252)
        .decode_without_bom_handling(bytes)
        .0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_recognised() {
        for (bytes, named, text) in [
            (&b"caf\xc3\xa9"[..], None, "café"),
            (b"\xef\xbb\xbfcaf\xc3\xa9", None, "café"),
            (b"\xff\xfec\0a\0f\0\xe9\0", None, "café"),
            (b"\xfe\xff\0c\0a\0f\0\xe9", None, "café"),
            (b"caf\xe9", None, "café"),
            (b"\xca\xee\xf2", Some(&b"windows-1251"[..]), "Кот"),
            (b"\xca", Some(b"nonsense"), "Ê"),
            (b"", None, ""),
        ] {
            assert_eq!(decode(bytes, named), text);
        }
    }
}
