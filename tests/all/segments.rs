//! The trees of a file's segments contain the same as the tree of the whole file.
//!
//! That is the promise behind parsing only the segments that changed. The test compares the kinds and
//! bytes of all named nodes on well-formed files. The trees cannot be equal node by node: blank lines
//! and comments between declarations belong to other nodes. In broken text the tree of the whole file
//! may lose a neighbouring declaration, which is what segments prevent.

use std::ops::Range;

use proptest::prelude::*;
use proptest::sample::select;
use sayso::syntax::segment_starts;
use tree_sitter::{Node, Parser};

const NAMES: [&str; 5] = ["ana", "rocío", "m-1", "東京", "_x"];
const STRINGS: [&str; 7] = [
    "\"\"",
    "\"It is so\"",
    "“It is … so”",
    "\"claim # no comment 🌉\"",
    "\"over\n    two “lines”\"",
    "“over\n  Three\n\tlines”",
    "\"e\u{301}\"",
];

fn value() -> impl Strategy<Value = String> {
    let fixed = select(
        &[
            "2024",
            "2024-02~",
            "2021-01/2026-01",
            "2026-01-09",
            "2026-01-09T12:00Z",
            "12.5 %",
            "3 people",
            "https://example.org/a,b?c=d#e",
            "@notice at pp. 3–5 \"words\" primary",
            "@notice at 00:14:05–00:14:30",
            "2026-01-09 by \"M. Ortega\" seal 7f3a-9c1e-05d2",
            "2026-01-09 by @ana",
            "yes",
            "on-record",
            "Q42",
            "",
        ][..],
    );
    prop_oneof![
        4 => fixed.prop_map(str::to_owned),
        2 => select(&STRINGS[..]).prop_map(str::to_owned),
        2 => select(&NAMES[..]).prop_map(|name| format!("@{name}")),
        1 => (select(&NAMES[..]), select(&NAMES[..])).prop_map(|(a, b)| format!("@{a}/{b}, @{b}")),
    ]
}

fn line() -> impl Strategy<Value = String> {
    let field = select(&["source", "about", "by", "note", "at", "text", "unheard-of"][..]);
    let indent = select(&["  ", "\t", "    "][..]);
    prop_oneof![
        6 => (indent, field, value()).prop_map(|(indent, field, value)| format!("{indent}{field}: {value}\n")),
        1 => Just("\n".to_owned()),
        1 => Just("  # a comment\n".to_owned()),
    ]
}

fn declaration() -> impl Strategy<Value = String> {
    let keyword = select(&["article", "entity", "source", "claim"][..]);
    let name = prop::option::of(select(&NAMES[..]));
    let kind = prop::option::of(select(&["", " person", " fact", " press-release"][..]));
    let title = prop::option::of(select(&STRINGS[..]));
    let headline = (keyword, name, kind, title).prop_map(|(keyword, name, kind, title)| {
        let name = name.map_or(String::new(), |name| format!(" {name}"));
        let kind = kind.map_or(String::new(), |kind| format!(":{kind}"));
        let title = title.map_or(String::new(), |title| format!(" {title}"));
        format!("{keyword}{name}{kind}{title}\n")
    });
    prop_oneof![
        8 => (headline, prop::collection::vec(line(), 0..5))
            .prop_map(|(headline, lines)| headline + &lines.concat()),
        1 => Just("text\n  Claims: \"one\n\n    @two\n".to_owned()),
        1 => Just("# a comment in column 0: \"\n".to_owned()),
        1 => Just("\n\n".to_owned()),
    ]
}

pub fn file() -> impl Strategy<Value = String> {
    let line_end = select(&["\n", "\r\n", "\r"][..]);
    (prop::collection::vec(declaration(), 0..6), line_end)
        .prop_map(|(declarations, line_end)| declarations.concat().replace('\n', line_end))
}

/// A node's kind, and its bytes in the file.
type Said = (String, Range<usize>);

/// What the declarations of a text say: their kinds and starts, and all named nodes below them
/// with their bytes in the file.
fn said(text: &str, start: usize) -> Vec<Said> {
    let mut parser = Parser::new();
    parser
        .set_language(&tree_sitter_sayso::LANGUAGE.into())
        .expect("the grammar");
    let tree = parser.parse(text, None).expect("a tree");
    assert!(!tree.root_node().has_error(), "{text:?}");
    let mut said = Vec::new();
    let mut cursor = tree.walk();
    for declaration in tree.root_node().named_children(&mut cursor) {
        let at = start + declaration.start_byte();
        // Where it ends depends only on blank lines and comments, which have no meaning.
        said.push((declaration.kind().to_owned(), at..at));
        below(declaration, start, &mut said);
    }
    said.retain(|(kind, _)| kind != "comment");
    said
}

fn below(node: Node, start: usize, said: &mut Vec<Said>) {
    let mut cursor = node.walk();
    for child in node.named_children(&mut cursor) {
        let bytes = child.byte_range();
        said.push((
            child.kind().to_owned(),
            start + bytes.start..start + bytes.end,
        ));
        below(child, start, said);
    }
}

fn said_by_segments(text: &str) -> Vec<Said> {
    let starts = segment_starts(text);
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .flat_map(|(&start, end)| said(&text[start..end], start))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn segments_equal_the_whole(text in file()) {
        prop_assert_eq!(said_by_segments(&text), said(&text, 0));
    }
}
