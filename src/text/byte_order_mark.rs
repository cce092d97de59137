//! The byte-order mark at the start of a file. Editors do not show it, and do not count it in positions.

pub const BYTE_ORDER_MARK: char = '\u{feff}';

/// `text` as an editor holds it.
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text)
}

/// The length of the mark at the start of `text`, in bytes.
pub fn mark_length(text: &str) -> usize {
    text.len() - without_mark(text).len()
}
