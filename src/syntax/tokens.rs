//! The tokens of a segment: everything that is not white space.

use tree_sitter::{Node, TreeCursor};

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
    let tree = tree_of(without_prose(segment)).filter(|tree| !tree.root_node().has_error())?;
    let mut tokens = Vec::new();
    collect(&mut tree.walk(), &mut tokens);
    Some(tokens)
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
