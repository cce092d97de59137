//! Lines, and counting line ends.

use std::ops::Range;

use memchr::memchr2_iter;

/// The number of line ends in `text`: `\n`, `\r\n` or `\r`.
pub fn line_ends(text: &str) -> usize {
    let bytes = text.as_bytes();
    memchr2_iter(b'\n', b'\r', bytes)
        .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
        .count()
}

/// The lines of `text` with their line ends: `\n`, `\r\n` or a lone `\r`.
pub fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut start = 0;
    std::iter::from_fn(move || {
        if start == bytes.len() {
            return None;
        }
        let mut end = match memchr::memchr2(b'\n', b'\r', &bytes[start..]) {
            Some(at) => start + at + 1,
            None => bytes.len(),
        };
        if bytes[end - 1] == b'\r' && bytes.get(end) == Some(&b'\n') {
            end += 1;
        }
        let line = start..end;
        start = end;
        Some(line)
    })
}
