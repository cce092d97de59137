//! From a tree-sitter tree to the typed nodes of one segment.

use smallvec::SmallVec;
use tree_sitter::{Node, TreeCursor};

use super::errors::{ErrorKind, MalformedPlace};
use super::nodes::{Declaration, Field, Keyword, Locator, Part, PartKind, SignerNode, Value};
use super::parsed::Parsed;
use super::tree::{NodeKind, each_child, kind_of, span_of};
use crate::text::Span;
use crate::text::name_characters::is_name_character;

/// Reads the nodes of one tree, and collects what it finds in `parsed`.
pub(super) struct TreeReader<'a> {
    text: &'a str,
    pub parsed: Parsed,
    pub malformed: Vec<MalformedPlace>,
    /// Whether a string is not closed.
    pub has_open_string: bool,
}

impl<'a> TreeReader<'a> {
    pub fn new(text: &'a str) -> TreeReader<'a> {
        TreeReader {
            text,
            parsed: Parsed::default(),
            malformed: Vec::new(),
            has_open_string: false,
        }
    }

    pub fn segment(&mut self, root: Node) {
        let mut cursor = root.walk();
        each_child(&mut cursor, &mut |cursor| {
            let node = cursor.node();
            let keyword = match kind_of(node) {
                NodeKind::Article => Keyword::Article,
                NodeKind::Text => Keyword::Text,
                NodeKind::Entity => Keyword::Entity,
                NodeKind::Source => Keyword::Source,
                NodeKind::Claim => Keyword::Claim,
                NodeKind::Unknown => Keyword::Unknown,
                _ => return self.stray(node),
            };
            let declaration = self.declaration(keyword, cursor);
            // A segment has one line in column 0; a second declaration can only be the
            // parser's guess at broken text, which is reported as an error already.
            if self.parsed.declaration.is_none() {
                self.parsed.declaration = Some(declaration);
            }
        });
    }

    /// A comment, an error or a token without a node type.
    fn stray(&mut self, node: Node) {
        match kind_of(node) {
            NodeKind::Comment => self.parsed.comments.push(span_of(node)),
            _ if node.is_error() || node.is_missing() => {
                self.add_malformed(span_of(node), ErrorKind::Unread);
            }
            _ => {}
        }
    }

    fn add_malformed(&mut self, span: Span, kind: ErrorKind) {
        let place = MalformedPlace::new(self.text, span, kind);
        self.malformed.push(place);
    }

    /// The colon may be there without a kind: people write `claim closed: "…"`.
    fn declaration(&mut self, keyword: Keyword, cursor: &mut TreeCursor) -> Declaration {
        let whole = span_of(cursor.node());
        let mut declaration = Declaration {
            keyword,
            keyword_span: Span::new(
                whole.start as usize,
                whole.start as usize + self.word_at(whole.start),
            ),
            name: None,
            kind: None,
            title: None,
            fields: Vec::new(),
            span: whole,
        };
        each_child(cursor, &mut |cursor| {
            let node = cursor.node();
            let span = span_of(node);
            match kind_of(node) {
                NodeKind::Name => declaration.name = Some(span),
                NodeKind::Category => declaration.kind = Some(span),
                NodeKind::String | NodeKind::Unterminated => {
                    declaration.title = Some(self.string(node))
                }
                NodeKind::Field => declaration.fields.push(self.field(cursor)),
                _ => self.stray(node),
            }
        });
        let end = declaration.fields.last().map(|field| field.span);
        declaration.span = declaration
            .headline()
            .to(end.unwrap_or(declaration.keyword_span));
        declaration
    }

    fn word_at(&self, start: u32) -> usize {
        let rest = &self.text[start as usize..];
        rest.find(|c| !is_name_character(c)).unwrap_or(rest.len())
    }

    fn string(&mut self, node: Node) -> Span {
        let span = span_of(node);
        if kind_of(node) == NodeKind::Unterminated {
            self.has_open_string = true;
            self.add_malformed(span, ErrorKind::Unterminated);
        }
        span
    }

    fn field(&mut self, cursor: &mut TreeCursor) -> Field {
        let mut field = Field {
            name: Span::default(),
            values: SmallVec::new(),
            span: span_of(cursor.node()),
        };
        let mut colon = false;
        each_child(cursor, &mut |cursor| {
            let node = cursor.node();
            match kind_of(node) {
                NodeKind::FieldName => field.name = span_of(node),
                NodeKind::Value => field.values.push(self.value(cursor)),
                _ if node.kind() == ":" => colon = true,
                _ => self.stray(node),
            }
        });
        if !colon {
            self.add_malformed(field.span, ErrorKind::MissingColon { name: field.name });
        }
        field
    }

    fn value(&mut self, cursor: &mut TreeCursor) -> Value {
        let mut value = Value {
            parts: SmallVec::new(),
            span: span_of(cursor.node()),
        };
        each_child(cursor, &mut |cursor| {
            let node = cursor.node();
            let mut span = span_of(node);
            let kind = match kind_of(node) {
                NodeKind::Reference => PartKind::Reference,
                NodeKind::String | NodeKind::Unterminated => {
                    self.string(node);
                    PartKind::String
                }
                NodeKind::Date => PartKind::Date,
                NodeKind::Time => PartKind::Time,
                NodeKind::Number => PartKind::Number,
                NodeKind::Url => PartKind::Url,
                NodeKind::Symbol => PartKind::Symbol,
                NodeKind::Locator => PartKind::Locator(self.locator(cursor)),
                NodeKind::By => {
                    let who = self.by(cursor);
                    if let SignerNode::Name(inner) | SignerNode::Reference(inner) = who {
                        span = inner;
                    }
                    PartKind::By(who)
                }
                NodeKind::Seal => {
                    let fingerprint = node
                        .named_child(0)
                        .map_or(Span::at(span.end as usize), span_of);
                    span = fingerprint;
                    PartKind::Seal(fingerprint)
                }
                NodeKind::Word => PartKind::Word,
                NodeKind::Unquoted => PartKind::Unquoted,
                _ => return self.stray(node),
            };
            value.parts.push(Part { kind, span });
        });
        value
    }

    fn locator(&mut self, cursor: &mut TreeCursor) -> Locator {
        let whole = span_of(cursor.node());
        let (mut label, mut value, mut time) = (None, None, None);
        each_child(cursor, &mut |cursor| {
            let node = cursor.node();
            match kind_of(node) {
                _ if node.is_missing() => {}
                NodeKind::Label => label = Some(span_of(node)),
                NodeKind::LocatorValue => value = Some(span_of(node)),
                NodeKind::Time => time = Some(span_of(node)),
                _ => self.stray(node),
            }
        });
        match (label, value, time) {
            (_, _, Some(time)) => Locator::Time(time),
            (Some(label), Some(value), _) => Locator::Label { label, value },
            (label, ..) => {
                self.add_malformed(whole, ErrorKind::IncompleteLocator { label });
                Locator::Missing
            }
        }
    }

    fn by(&mut self, cursor: &mut TreeCursor) -> SignerNode {
        let mut who = SignerNode::Missing;
        each_child(cursor, &mut |cursor| {
            let node = cursor.node();
            match kind_of(node) {
                NodeKind::String | NodeKind::Unterminated => {
                    who = SignerNode::Name(self.string(node))
                }
                NodeKind::Reference if !node.is_missing() => {
                    who = SignerNode::Reference(span_of(node))
                }
                _ if node.kind() == "by" => {}
                _ => self.stray(node),
            }
        });
        who
    }
}
