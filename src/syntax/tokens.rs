//! The tokens of a segment: everything that is not white space.

use tree_sitter::{Node, TreeCursor};

use super::nodes::{Locator, Part, PartKind, SignerNode};
use super::plain;
use super::segments::without_prose;
use super::tree::{each_child, span_of, tree_of};
use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntaxToken {
    pub kind: TokenKind,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    Comment,
    /// With its quotation marks.
    String,
    Colon,
    Comma,
    /// A number, date, word or sign: a possible part of a number with its unit. There may be no white
    /// space between two of them: `5%`, `US$5`.
    Quantity,
    Other,
}

/// The tokens of one segment, in order; `None` if it is malformed. A `text` declaration has tokens in
/// its headline only.
pub fn tokens(segment: &str) -> Option<Vec<SyntaxToken>> {
    let text = without_prose(segment);
    plain_tokens(text).or_else(|| tokens_of_tree(text))
}

/// The same with tree-sitter, also if the segment is plain.
pub(super) fn tokens_of_tree(text: &str) -> Option<Vec<SyntaxToken>> {
    let tree = tree_of(text).filter(|tree| !tree.root_node().has_error())?;
    let mut tokens = Vec::new();
    collect(&mut tree.walk(), &mut tokens);
    Some(tokens)
}

/// The tokens of a declaration that is read without tree-sitter, which takes much longer.
pub(super) fn plain_tokens(text: &str) -> Option<Vec<SyntaxToken>> {
    let declaration = plain::read(text)?;
    let mut tokens = PlainTokens {
        text,
        end: 0,
        tokens: Vec::with_capacity(8 + 4 * declaration.fields.len()),
    };
    tokens.add(TokenKind::Other, declaration.keyword_span);
    for span in [declaration.name, declaration.kind].into_iter().flatten() {
        tokens.add(TokenKind::Other, span);
    }
    if let Some(title) = declaration.title {
        tokens.add(TokenKind::String, title);
    }
    for field in &declaration.fields {
        tokens.add(TokenKind::Other, field.name);
        for part in field.values.iter().flat_map(|value| &value.parts) {
            tokens.part(part);
        }
    }
    tokens.marks_before(text.len());
    Some(tokens.tokens)
}

/// Adds the nodes of a plain declaration, in order, with the marks and words between them.
struct PlainTokens<'a> {
    text: &'a str,
    /// Where the last token ends.
    end: usize,
    tokens: Vec<SyntaxToken>,
}

impl PlainTokens<'_> {
    fn add(&mut self, kind: TokenKind, span: Span) {
        self.marks_before(span.start as usize);
        self.tokens.push(SyntaxToken { kind, span });
        self.end = span.end as usize;
    }

    fn part(&mut self, part: &Part) {
        match part.kind {
            PartKind::Locator(Locator::Label { label, value }) => {
                self.add(TokenKind::Other, label);
                self.add(TokenKind::Other, value);
            }
            PartKind::Locator(Locator::Time(time)) => self.add(TokenKind::Quantity, time),
            PartKind::String | PartKind::By(SignerNode::Name(_)) => {
                self.add(TokenKind::String, part.span);
            }
            PartKind::Reference | PartKind::Url | PartKind::Seal(_) | PartKind::By(_) => {
                self.add(TokenKind::Other, part.span);
            }
            _ => self.add(TokenKind::Quantity, part.span),
        }
    }

    /// Adds what is between the last token and the byte `start`: colons, commas, and the words `at`, `by` and `seal`.
    fn marks_before(&mut self, start: usize) {
        let bytes = self.text.as_bytes();
        while self.end < start {
            let at = self.end;
            let is_letter = |byte: &&u8| byte.is_ascii_alphabetic();
            let letters = bytes[at..start].iter().take_while(is_letter).count();
            self.end += letters.max(1);
            let kind = match bytes[at] {
                b':' => TokenKind::Colon,
                b',' => TokenKind::Comma,
                _ if letters > 0 => TokenKind::Other,
                _ => continue,
            };
            let span = Span::new(at, self.end);
            self.tokens.push(SyntaxToken { kind, span });
        }
    }
}

/// Adds the leaves below the node at the cursor.
fn collect(cursor: &mut TreeCursor, tokens: &mut Vec<SyntaxToken>) {
    each_child(cursor, &mut |cursor| {
        let node = cursor.node();
        match node.child_count() {
            0 => tokens.push(SyntaxToken {
                kind: kind_of(node),
                span: span_of(node),
            }),
            _ => collect(cursor, tokens),
        }
    });
}

fn kind_of(node: Node) -> TokenKind {
    match node.kind() {
        "comment" => TokenKind::Comment,
        "string" => TokenKind::String,
        ":" => TokenKind::Colon,
        "," => TokenKind::Comma,
        "number" | "date" | "time" | "symbol" | "word" | "unquoted" => TokenKind::Quantity,
        _ => TokenKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_all_but_white_space() {
        let text = "claim x:fact “a\n  B” # c\n  value: 5% , 3 km\n\n  source:@a at p.3\n";
        let found = tokens(text).expect("tokens");
        let words: Vec<&str> = found.iter().map(|token| token.span.of(text)).collect();
        assert_eq!(
            words,
            [
                "claim",
                "x",
                ":",
                "fact",
                "“a\n  B”",
                "# c",
                "value",
                ":",
                "5",
                "%",
                ",",
                "3",
                "km",
                "source",
                ":",
                "@a",
                "at",
                "p.",
                "3"
            ]
        );
        let count = |text| tokens(text).map(|tokens| tokens.len());
        assert_eq!(count(""), Some(0));
        assert_eq!(count("text # c\n  \"Prose\": 'yes'\n"), Some(2));
        assert_eq!(count("claim !!\n"), None);
    }
}
