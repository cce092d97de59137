//! What an editor can fold: declarations, strings of several lines, comments and the sections below them.

use std::ops::Range;

use memchr::memchr2;

use super::sections::{comment_blocks, sections, text_end};
use crate::syntax::PartKind;
use crate::text::Span;
use crate::workspace::{File, Segment};

/// Lines that can be folded: those after the line of `range.start`, up to that of `range.end`. In bytes of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    pub range: Range<usize>,
    pub kind: FoldKind,
}

/// The most important first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoldKind {
    Section,
    Declaration,
    Comment,
    String,
}

/// What can be folded, the most important first. Some of the folds may have one line only.
pub fn folds(file: &File) -> Vec<Fold> {
    let blocks = comment_blocks(file);
    let mut folds: Vec<Fold> = Vec::new();
    folds.extend(sections(file, &blocks).into_iter().map(|section| Fold {
        // The comment itself may fold, too, and no two folds may begin in the same line.
        range: section.heading.last_line..section.range.end,
        kind: FoldKind::Section,
    }));
    folds.extend(blocks.into_iter().map(|block| Fold {
        range: block.range,
        kind: FoldKind::Comment,
    }));
    for (start, slot) in file.placed().filter(|(_, slot)| slot.lines > 1) {
        if slot.segment.item.is_none() {
            continue;
        }
        folds.push(Fold {
            range: start.byte..text_end(start, slot),
            kind: FoldKind::Declaration,
        });
        folds.extend(long_strings(&slot.segment).map(|string| Fold {
            range: string.shifted(start.byte).range(),
            kind: FoldKind::String,
        }));
    }
    folds.sort_by_key(|fold| fold.kind);
    folds
}

/// The strings of the segment with a line end in them. One in the headline folds with the declaration.
fn long_strings(segment: &Segment) -> impl Iterator<Item = Span> {
    let fields = segment
        .syntax()
        .declaration
        .iter()
        .flat_map(|it| &it.fields);
    let values = fields.flat_map(|field| &field.values);
    let parts = values.flat_map(|value| &value.parts);
    let strings = parts.filter(|part| part.kind == PartKind::String);
    let is_long = |span: &Span| {
        let text = span.of(&segment.text);
        memchr2(b'\n', b'\r', text.as_bytes()).is_some()
    };
    strings.map(|part| part.span).filter(is_long)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::ide::testing::Fixture;

    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let fixture = Fixture::of(text);
        let (_, file) = fixture.workspace.files().next().expect("a file");
        let text = file.text();
        let line = |at: usize| text[..at].matches('\n').count();
        let mut out = String::new();
        for fold in folds(file) {
            let (start, end) = (line(fold.range.start), line(fold.range.end));
            if start < end {
                out += &format!("{start}-{end} {:?}\n", fold.kind);
            }
        }
        expect.assert_eq(&out);
    }

    const FILE: &str = "# A draft\n# of mine\n\narticle \"A\"\n  text: \"a.md\"\n\n# People\n\nentity ana: person \"Ana\"\n  note: \"one\n    two\n    three\"\n\n# Belongs to Ben\nentity ben: person \"Ben\"\n  aka: \"B\"\n  # about\n\n# Claims\n\nclaim: \"x\n  y\"\n  note: \"z\"\n\n\n";

    #[test]
    fn declarations_comments_sections_and_strings() {
        check(
            FILE,
            expect![[r#"
            1-4 Section
            6-16 Section
            18-22 Section
            3-4 Declaration
            8-11 Declaration
            14-16 Declaration
            20-22 Declaration
            0-1 Comment
            9-11 String
        "#]],
        );
    }

    #[test]
    fn a_title_of_the_file_is_no_section() {
        check(
            "# Title\n\nclaim: \"x\"\n  note: \"y\"\n",
            expect![[r#"
            2-3 Declaration
        "#]],
        );
        check(
            "text\n\n  One.\n\n  Two.\n",
            expect![[r#"
            0-4 Declaration
        "#]],
        );
    }
}
