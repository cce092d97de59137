//! Cutting a file at the lines of column 0.

use memchr::memchr2_iter;

use crate::text::name_characters::is_name_character;

/// The byte offset where each segment of `text` starts, in order. The first is always 0 (unless the
/// text is empty): what stands above the first line of column 0 is a segment too.
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

/// Whether a line that begins with these bytes begins a segment: it is neither indented nor blank.
pub fn starts_segment(line: &[u8]) -> bool {
    !matches!(line.first(), None | Some(b' ' | b'\t' | b'\n' | b'\r'))
}

/// The prose below `text` is no syntax, and may be long: only the headline is parsed.
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
    fn what_stands_above_the_first_is_kept() {
        assert_eq!(pieces("\n  x\nclaim"), ["\n  x\n", "claim"]);
        assert!(pieces("").is_empty());
    }
}
