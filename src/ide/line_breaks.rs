//! The indentation of the line that a line break began.

use std::ops::Range;

use super::completion::context::{field_at, is_in_string};
use crate::syntax::Keyword;
use crate::workspace::{FileId, Segment, Workspace};

const INDENT: &str = "  ";

/// The white space of the empty line at `offset`, and what it should be instead: fields belong below a headline and below
/// other fields, and an empty line ends a declaration. None if it is right, and where nobody can know.
pub fn indentation_at(
    workspace: &Workspace,
    file: FileId,
    offset: usize,
) -> Option<(Range<usize>, &'static str)> {
    let (start, slot) = workspace.file(file)?.at(offset)?;
    let text = &*slot.segment.text;
    let cursor = text.floor_char_boundary(offset.checked_sub(start.byte)?);
    let line_start = text[..cursor].rfind(['\n', '\r'])? + 1;
    let rest = &text[line_start..];
    let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
    let wanted = indentation_below(&slot.segment, line_start)?;
    let is_blank = line.trim().is_empty();
    let is_wrong = line != wanted;
    let whole = start.byte + line_start..start.byte + line_start + line.len();
    (is_blank && is_wrong).then_some((whole, wanted))
}

/// The indentation of the line that starts at `line_start`, by the line above it.
fn indentation_below(segment: &Segment, line_start: usize) -> Option<&'static str> {
    let text = &*segment.text;
    let keyword = segment.item.as_ref()?.keyword();
    if keyword == Keyword::Unknown || is_in_string(segment, line_start) {
        return None;
    }
    let above = text[..line_start].trim_end_matches(['\n', '\r']);
    let breaks = text[above.len()..line_start].replace("\r\n", "\n").len();
    let above_start = above.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line = &above[above_start..];
    match keyword {
        Keyword::Text if above_start > 0 || breaks > 1 => None,
        _ if breaks > 1 || line.trim().is_empty() => Some(""),
        _ if above_start == 0 => Some(INDENT),
        _ => field_at(segment, above.len()).map(|_| INDENT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::testing::Fixture;

    /// Checks the line at the cursor after it was indented.
    #[track_caller]
    fn check(draft: &str, expected: Option<&str>) {
        for draft in [draft.to_owned(), draft.replace('\n', "\r\n")] {
            let fixture = Fixture::of(&draft);
            let (file, offset) = fixture.cursor();
            let edit = indentation_at(&fixture.workspace, file, offset);
            let text = fixture.workspace.file(file).expect("a file").text();
            let replaced = edit.map(|(range, new)| {
                assert!(text[range].trim().is_empty());
                new
            });
            assert_eq!(replaced, expected, "{draft:?}");
        }
    }

    #[test]
    fn fields_are_indented() {
        check("claim: \"x\"\n<|>", Some("  "));
        check(
            "entity a: person \"A\"\n    <|>\n\nclaim: \"x\"\n",
            Some("  "),
        );
        check("claim: \"x\"\n  source: @s at p. 3\n<|>\n", Some("  "));
        check("text\n<|>", Some("  "));
    }

    #[test]
    fn an_empty_line_ends_a_declaration() {
        check("claim: \"x\"\n  source: @s\n\n  <|>\n", Some(""));
        check("claim: \"x\"\n  \n  <|>", Some(""));
    }

    #[test]
    fn what_somebody_wrote_stays() {
        for draft in [
            "claim: \"x\"\n  <|>",
            "claim: \"x\"\n<|>source: @s\n",
            "claim: \"x\"\n  note: \"a\n<|>\"\n",
            "text\n  One.\n<|>\n",
            "text\n  One.\n\n    <|>\n",
            "# one\n<|>",
            "clam\n<|>",
            "claim: \"x\"\n  what\n<|>",
            "<|>",
        ] {
            check(draft, None);
        }
    }
}
