//! Cutting a file into segments.
//!
//! Every line in column 0 begins a segment, whatever is on it, comments included, so that a file can be
//! cut without being parsed. A comment in column 0 therefore ends a declaration; a comment inside a
//! declaration is indented.
//!
//! The tree of a whole file and the trees of its segments cannot be equal node by node: blank lines and
//! comments between declarations belong to other nodes, and in broken text the whole tree loses
//! neighbouring declarations, which is what segments prevent. `tests/all/segments.rs` checks that the
//! kinds and bytes of all named nodes are equal on well-formed files.

use memchr::memchr2_iter;

use crate::text::name_characters::is_name_character;

/// The byte offsets where the segments of `text` start, in order. The first is 0 unless the text is
/// empty: text above the first line in column 0 is a segment too.
pub fn segment_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut starts = Vec::new();
    if !bytes.is_empty() {
        starts.push(0);
    }
    for line_end in memchr2_iter(b'\n', b'\r', bytes) {
        if starts_segment(&bytes[line_end + 1..]) {
            starts.push(line_end + 1);
        }
    }
    starts
}

/// Whether a line that begins with these bytes begins a segment: it is not indented and not blank.
pub fn starts_segment(line: &[u8]) -> bool {
    !matches!(line.first(), None | Some(b' ' | b'\t' | b'\n' | b'\r'))
}

/// The segment without the prose of a `text` declaration, which is not parsed: it follows no rule of
/// the language and can be as long as the article. The grammar has prose nodes for editors only.
pub fn without_prose(segment: &str) -> &str {
    let headline = segment.trim_start_matches('\u{feff}');
    let is_text = headline
        .strip_prefix("text")
        .is_some_and(|rest| !rest.starts_with(is_name_character));
    let line_end = is_text.then(|| segment.find(['\n', '\r'])).flatten();
    &segment[..line_end.unwrap_or(segment.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        let starts = segment_starts(text);
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        starts
            .iter()
            .zip(ends)
            .map(|(&start, end)| &text[start..end])
            .collect()
    }

    #[test]
    fn every_line_in_column_0_starts_one() {
        assert_eq!(
            pieces("# note\nclaim a\n  by: x\n\n  url: y\nclaim b"),
            ["# note\n", "claim a\n  by: x\n\n  url: y\n", "claim b"]
        );
    }

    #[test]
    fn all_line_ends_count() {
        assert_eq!(pieces("a\r\nb\rc\nd"), ["a\r\n", "b\r", "c\n", "d"]);
    }

    #[test]
    fn text_above_the_first_declaration_is_a_segment() {
        assert_eq!(pieces("\n  x\nclaim"), ["\n  x\n", "claim"]);
        assert!(pieces("").is_empty());
    }
}
