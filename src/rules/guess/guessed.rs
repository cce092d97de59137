//! The comment that marks what was guessed.

use std::ops::Range;

use crate::syntax::{TokenKind, tokens};

/// The comment at the end of a line in which something was guessed.
pub const GUESSED: &str = "# guessed";

/// The line, marked as guessed.
pub fn guessed(line: &str) -> String {
    format!("{line}  {GUESSED}")
}

/// The marks in the text of one segment, with the white space before them. Empty if the segment is malformed.
pub fn guessed_marks(segment: &str) -> Vec<Range<usize>> {
    if !segment.contains(GUESSED) {
        return Vec::new();
    }
    let all = tokens(segment).unwrap_or_default().into_iter();
    let comments = all.filter(|token| token.kind == TokenKind::Comment);
    let marks = comments.map(|token| token.span.range());
    let marks = marks.filter(|mark| segment[mark.clone()].trim_end() == GUESSED);
    let with_space =
        marks.map(|mark| segment[..mark.start].trim_end_matches([' ', '\t']).len()..mark.end);
    with_space.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_comments_of_their_own() {
        let segment = "claim: number \"a # guessed b\"  # guessed\n  about: @b\t# guessed\n  note: \"# guessed\" # guessed by Ana\n";
        let mut rest = segment.to_owned();
        for mark in guessed_marks(segment).into_iter().rev() {
            rest.replace_range(mark, "");
        }
        assert_eq!(
            rest,
            "claim: number \"a # guessed b\"\n  about: @b\n  note: \"# guessed\" # guessed by Ana\n"
        );
        assert_eq!(guessed(&rest[..3]), "cla  # guessed");
    }
}
