//! The tree that tree-sitter makes of one segment, and the kinds of its nodes.

use std::cell::RefCell;
use std::sync::LazyLock;

use tree_sitter::{Language, Node, Parser, Tree, TreeCursor};

use crate::text::Span;

pub(super) fn tree_of(text: &str) -> Option<Tree> {
    thread_local! {
        static PARSER: RefCell<Parser> = RefCell::new(new_parser());
    }
    PARSER.with_borrow_mut(|parser| parser.parse(text, None))
}

fn language() -> Language {
    tree_sitter_sayso::LANGUAGE.into()
}

fn new_parser() -> Parser {
    let mut parser = Parser::new();
    parser
        .set_language(&language())
        .expect("the grammar is built with this version of tree-sitter");
    parser
}

macro_rules! node_kinds {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// The named nodes of the grammar, so that visitors compare numbers instead of strings.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum NodeKind { $($variant,)* Other }

        impl NodeKind {
            fn named(name: &str) -> NodeKind {
                match name { $($name => NodeKind::$variant,)* _ => NodeKind::Other }
            }
        }
    };
}

node_kinds! {
    Article = "article", Text = "text", Entity = "entity", Source = "source", Claim = "claim",
    Unknown = "unknown", Name = "name", Category = "kind", String = "string",
    Unterminated = "unterminated_string", Field = "field", FieldName = "field_name",
    Value = "value", Reference = "reference", Date = "date", Time = "time", Number = "number",
    Url = "url", Symbol = "symbol", Locator = "locator", Label = "label",
    LocatorValue = "locator_value", By = "by", Seal = "seal", Fingerprint = "fingerprint",
    Word = "word", Unquoted = "unquoted", Comment = "comment", Error = "ERROR",
}

pub(super) fn kind_of(node: Node) -> NodeKind {
    static KINDS: LazyLock<Vec<NodeKind>> = LazyLock::new(|| {
        let language = language();
        (0..language.node_kind_count() as u16)
            .map(|id| match language.node_kind_is_named(id) {
                true => NodeKind::named(language.node_kind_for_id(id).unwrap_or_default()),
                false => NodeKind::Other,
            })
            .collect()
    });
    if node.is_error() {
        return NodeKind::Error;
    }
    KINDS
        .get(node.kind_id() as usize)
        .copied()
        .unwrap_or(NodeKind::Other)
}

pub(super) fn span_of(node: Node) -> Span {
    Span::from(node.byte_range())
}

/// Calls `visit` with the cursor at each child, then moves the cursor back to where it was.
pub(super) fn each_child(cursor: &mut TreeCursor, visit: &mut dyn FnMut(&mut TreeCursor)) {
    if !cursor.goto_first_child() {
        return;
    }
    loop {
        visit(cursor);
        if !cursor.goto_next_sibling() {
            break;
        }
    }
    cursor.goto_parent();
}
