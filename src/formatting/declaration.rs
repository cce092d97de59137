//! One declaration: its headline, its fields, its strings and its prose.

use std::ops::Range;

use super::blank_lines::{Unit, UnitKind};
use super::edits::WhitespaceEdits;
use crate::article::prose_lines;
use crate::syntax::{self, Keyword, SyntaxToken, TokenKind, contents_span};

/// The indentation of every field.
const INDENT: &str = "  ";
/// The indentation of the second and later lines of a string.
const HANGING_INDENT: &str = "    ";

/// The text from one line that begins in column 0 to the next, and its tokens.
pub struct SegmentText<'a> {
    /// Where it starts in the file, in bytes.
    start: usize,
    pub text: &'a str,
    /// None if something in it cannot be read.
    readable: Option<Readable>,
}

/// The tokens of a segment without errors.
struct Readable {
    tokens: Vec<SyntaxToken>,
    keyword: Option<Keyword>,
}

/// Reads a segment that begins with `mark` bytes of a byte-order mark. Returns none if something in it
/// cannot be read, such as an invisible character, which parsing skips.
fn read(segment: &str, mark: usize) -> Option<Readable> {
    let parsed = syntax::parse(segment);
    if !parsed.errors.is_empty() {
        return None;
    }
    let mut tokens = syntax::tokens(segment)?;
    let first = tokens.first().map(|first| first.span.start as usize);
    let above = &segment[mark..first.unwrap_or(segment.len())];
    // Parsing skips other white space, too, such as a no-break space.
    if !above
        .bytes()
        .all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
    {
        return None;
    }
    for token in &mut tokens {
        if token.kind == TokenKind::Comment {
            let length = token.span.of(segment).trim_end().len();
            token.span.end = token.span.start + length as u32;
        }
    }
    Some(Readable {
        tokens,
        keyword: parsed.declaration.map(|declaration| declaration.keyword),
    })
}

/// Lays out a segment and appends its units.
pub fn lay_out(segment: &SegmentText, units: &mut Vec<Unit>, edits: &mut WhitespaceEdits) {
    let Some(Readable { tokens, keyword }) = &segment.readable else {
        let range = segment.start..segment.start + segment.text.len();
        let kind = UnitKind::Unreadable;
        return units.push(Unit { range, kind });
    };
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
        return;
    };
    if keyword.is_none() {
        return segment.comments(tokens, units);
    }
    segment.lines(tokens, edits);
    for string in tokens.iter().filter(|it| it.kind == TokenKind::String) {
        segment.string(string, edits);
    }
    let mut end = segment.range(last).end;
    if *keyword == Some(Keyword::Text) {
        end = segment.prose(end, edits);
    }
    let range = segment.range(first).start..end;
    let kind = match edits.line_breaks(range.clone()) {
        0 => UnitKind::Line,
        _ => UnitKind::Block,
    };
    units.push(Unit { range, kind });
}

impl<'a> SegmentText<'a> {
    /// Reads the segment that starts at `start` with `mark` bytes of a byte-order mark.
    pub fn new(start: usize, text: &'a str, mark: usize) -> SegmentText<'a> {
        SegmentText {
            start,
            text,
            readable: read(text, mark),
        }
    }

    pub fn is_readable(&self) -> bool {
        self.readable.is_some()
    }

    /// The token's place in the file.
    fn range(&self, token: &SyntaxToken) -> Range<usize> {
        token.span.shifted(self.start).range()
    }

    /// Comments outside of declarations.
    fn comments(&self, tokens: &[SyntaxToken], units: &mut Vec<Unit>) {
        for comment in tokens {
            let range = self.range(comment);
            let kind = UnitKind::Comment;
            units.push(Unit { range, kind });
        }
    }

    /// The headline, and the fields and comments below it.
    fn lines(&self, tokens: &[SyntaxToken], edits: &mut WhitespaceEdits) {
        let mut is_headline = true;
        for pair in tokens.windows(2) {
            let gap = self.range(&pair[0]).end..self.range(&pair[1]).start;
            match edits.line_breaks(gap.clone()) {
                0 => {
                    let white = white_between(pair[0].kind, pair[1].kind, gap.is_empty());
                    edits.set(gap, white);
                }
                breaks => {
                    let blank = if is_headline { 0 } else { (breaks - 1).min(1) };
                    edits.break_line(gap, blank, INDENT);
                    is_headline = false;
                }
            }
        }
    }

    /// The second and later lines of a string, and quotation marks on a line of their own. Reading a
    /// string joins its lines with one space, so their indentation has no meaning.
    fn string(&self, string: &SyntaxToken, edits: &mut WhitespaceEdits) {
        let contents = contents_span(self.text, string.span);
        let text = contents.of(self.text);
        if !text.contains(['\n', '\r']) {
            return;
        }
        let contents = contents.shifted(self.start).range();
        let mut end = contents.start;
        let mut is_first = true;
        for line in text.split(['\n', '\r']).map(str::trim) {
            if line.is_empty() {
                continue;
            }
            let start = contents.start + (line.as_ptr() as usize - text.as_ptr() as usize);
            match is_first {
                true => edits.set(end..start, ""),
                false => edits.break_line(end..start, 0, HANGING_INDENT),
            }
            is_first = false;
            end = start + line.len();
        }
        edits.set(end..contents.end, "");
    }

    /// The prose below `text`, whose headline ends at `end`. Changes only the indentation that all its
    /// lines share: further indentation is Markdown. Returns where the prose ends.
    fn prose(&self, mut end: usize, edits: &mut WhitespaceEdits) -> usize {
        let is_blank = |line: &Range<usize>| self.text[line.clone()].trim().is_empty();
        let mut lines: Vec<Range<usize>> = prose_lines(self.text).skip_while(is_blank).collect();
        while lines.pop_if(|line| is_blank(line)).is_some() {}
        for line in lines {
            let content = self.text[line.clone()].trim_end_matches(['\n', '\r']);
            let start = self.start + line.start;
            let indent = if content.is_empty() { "" } else { INDENT };
            edits.break_line(end..start, 0, indent);
            end = start + content.len();
        }
        end
    }
}

/// The white space between two tokens on one line. `is_empty`: there is none yet.
fn white_between(before: TokenKind, after: TokenKind, is_empty: bool) -> &'static str {
    match (before, after) {
        (_, TokenKind::Comment) => "  ",
        (_, TokenKind::Colon | TokenKind::Comma) => "",
        (TokenKind::Quantity, TokenKind::Quantity) if is_empty => "",
        _ => " ",
    }
}
