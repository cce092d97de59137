//! Counting line ends.

use memchr::memchr2_iter;

/// The number of line ends in `text`: `\n`, `\r\n` or `\r`.
pub fn line_ends(text: &str) -> usize {
    let bytes = text.as_bytes();
    memchr2_iter(b'\n', b'\r', bytes)
        .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
        .count()
}
