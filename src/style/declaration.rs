//! One declaration: its headline, its fields, its strings and its prose.

use std::ops::Range;

use super::between::{Sort, Unit};
use super::{Edits, HANGING_INDENT, INDENT, Segment};
use crate::article::prose_lines;
use crate::syntax::{self, Keyword, SyntaxToken, TokenKind, contents_span};

/// What stands in a segment that can be read.
pub struct Readable {
    tokens: Vec<SyntaxToken>,
    keyword: Option<Keyword>,
}

/// Reads a segment, which begins with so many bytes of a byte-order mark. None where something in it
/// cannot be read: an invisible character too, which parsing skips.
pub fn read(segment: &str, mark: usize) -> Option<Readable> {
    let parsed = syntax::parse(segment);
    if !parsed.errors.is_empty() {
        return None;
    }
    let mut tokens = syntax::tokens(segment)?;
    let first = tokens.first().map(|first| first.span.start as usize);
    let above = &segment[mark..first.unwrap_or(segment.len())];
    if !above.trim().is_empty() {
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

/// Lays out a segment, and tells what stands in it.
pub fn lay_out(segment: &Segment, units: &mut Vec<Unit>, edits: &mut Edits) {
    let Some(Readable { tokens, keyword }) = &segment.readable else {
        let range = segment.start..segment.start + segment.text.len();
        let sort = Sort::Unreadable;
        return units.push(Unit { range, sort });
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
    let sort = match edits.breaks(range.clone()) {
        0 => Sort::Line,
        _ => Sort::Block,
    };
    units.push(Unit { range, sort });
}

impl Segment<'_> {
    /// The token's place in the file.
    fn range(&self, token: &SyntaxToken) -> Range<usize> {
        token.span.shifted(self.start).range()
    }

    /// Comments that stand in no declaration.
    fn comments(&self, tokens: &[SyntaxToken], units: &mut Vec<Unit>) {
        for comment in tokens {
            let range = self.range(comment);
            let sort = Sort::Comment;
            units.push(Unit { range, sort });
        }
    }

    /// The headline, and the fields and comments below it.
    fn lines(&self, tokens: &[SyntaxToken], edits: &mut Edits) {
        let mut is_headline = true;
        for pair in tokens.windows(2) {
            let gap = self.range(&pair[0]).end..self.range(&pair[1]).start;
            match edits.breaks(gap.clone()) {
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

    /// The further lines of a string, and marks that stand on a line of their own. Lines are joined
    /// by one space when a string is read, so that where they begin says nothing.
    fn string(&self, string: &SyntaxToken, edits: &mut Edits) {
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

    /// The prose below `text`, whose headline ends at `end`. Only the indentation that all its lines
    /// share is another: what a line has more than that is Markdown. Returns where the prose ends.
    fn prose(&self, mut end: usize, edits: &mut Edits) -> usize {
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

/// What stands between two tokens of one line.
fn white_between(before: TokenKind, after: TokenKind, is_nothing: bool) -> &'static str {
    match (before, after) {
        (_, TokenKind::Comment) => "  ",
        (_, TokenKind::Colon | TokenKind::Comma) => "",
        (TokenKind::Quantity, TokenKind::Quantity) if is_nothing => "",
        _ => " ",
    }
}
