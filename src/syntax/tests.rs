//! Both readers agree: what `plain` reads is what the parser reads.

use proptest::prelude::*;
use proptest::sample::select;

use super::parse::parse_any;
use super::parsed::Parsed;
use super::plain::read;
use super::segments::segment_starts;
use super::tokens::{plain_tokens, tokens_of_tree};

/// Compares both readers if the text is plain; returns whether it is.
#[track_caller]
fn check(text: &str) -> bool {
    let plain = read(text);
    let is_plain = plain.is_some();
    if is_plain {
        let expected = Parsed {
            declaration: plain,
            ..Parsed::default()
        };
        assert_eq!(parse_any(text), expected, "{text:?}");
        assert_eq!(plain_tokens(text), tokens_of_tree(text), "{text:?}");
    }
    is_plain
}

#[test]
fn usual_declarations_are_plain() {
    for text in [
        "claim five-freed: number \"five …\"\n  source: @mfa at para 2 \"cinco\" primary\n\n",
        "claim: opinion “it is so”\n\tsaid-by: @spain, @france\n\n  note: \"see @mfa\"\n",
        "claim closed: \"x\"\n  checked: 2026-01-09 by \"M. Ortega\" seal 7f3a-9c1e\n",
        "claim closed: \"x\"\n  checked: 2026-01-09 by @m-ortega\n  value: 5 people\n  verdict:\n",
        "article \"t\"\n  text: \"t.md\"\n  published: 2026-01\n  updated: 2026\n  language: pt-BR",
        "source mfa: press-release \"C\"\n  by: @mfa\n  url: https://example.org/a?b=c#d\n",
        "text:",
    ] {
        assert!(check(text), "{text}");
    }
}

/// The plain reader is only worth its lines if it reads what people write.
#[test]
fn the_example_is_plain() {
    for text in [
        include_str!("../../examples/venezuela/entities.sayso"),
        include_str!("../../examples/venezuela/sources.sayso"),
        include_str!("../../examples/venezuela/venezuela-prisoners.sayso"),
    ] {
        let starts = segment_starts(text);
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        for (&start, end) in starts.iter().zip(ends) {
            let segment = &text[start..end];
            // Few sources have a copy with a checksum.
            let is_other = segment.starts_with('#') || segment.contains(" sha256 ");
            assert!(check(segment) || is_other, "{segment}");
        }
    }
}

/// Parts of plain declarations, and parts that make a declaration not plain.
const PIECES: &[&str] = &[
    "\n  ",
    "\n\t",
    "\n \n ",
    "\n",
    "\n\n",
    "\r\n  ",
    "\r",
    " ",
    "  ",
    "\t",
    "\u{a0}",
    ",",
    ", ",
    ":",
    ": ",
    "::",
    ".",
    "-",
    "/",
    "#",
    " # c",
    "%",
    "€",
    "é",
    "\0",
    "\u{feff}",
    "\n  source: ",
    "\n  by: ",
    "\n  note",
    "\n  -x: ",
    "name",
    "_x",
    "a-b",
    "9a",
    "Q42",
    "XXXX",
    "rocío",
    "text",
    "claim",
    "\nclaim x",
    "@",
    "@a",
    "@a-1",
    "@_",
    "@-a",
    "@a/b",
    "@a.b",
    "@é",
    "\"t\"",
    "\"",
    "\"\"",
    "“t”",
    "“",
    "”",
    "\"a “b” c\"",
    "\"a\n  b\"",
    "\"a\n  by: c\"",
    "\"\0\"",
    "\"é\u{feff}\"",
    "2026",
    "202",
    "20261",
    "2026-01",
    "2026-01-09",
    "2026-0109",
    "2026-",
    "2026-01-09T10:00Z",
    "2021/2022",
    "199X",
    "-5",
    "12.5",
    "1,000",
    "0",
    "00:14:05",
    "yes",
    "at",
    "at ",
    "at p. 3",
    "at p.3",
    "at p3",
    "at line 12",
    "at p. 3-5",
    "at page x",
    "at p. 3 4",
    "at pp. 3–5",
    "at pp. 3—",
    "at 00:14:05",
    "at 0:14",
    "at 1:2",
    "at 00:14:05–00:14:30",
    "at 00:14-5",
    "at 3",
    "–",
    "—",
    " by ",
    "by \"M\"",
    "by @a",
    " seal ",
    "seal 7f-3a",
    "seal 7f3a-",
    "seal 7g",
    "seal 2026",
    "http",
    "http:",
    "https://a.b/c",
    "https://a,b",
    "https://a:",
    "https:///a",
    "https://é",
    "https://a\"",
    "mailto:a",
    "ftp://a",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    /// Any text is read as the parser reads it, or not at all.
    #[test]
    fn plain_is_what_the_parser_reads(
        keyword in select(&["claim", "source", "entity", "article", "text", "other", ""][..]),
        headline in select(&["", ":", " n: fact \"t\"", " n", ": fact", " \"t\""][..]),
        pieces in prop::collection::vec(select(PIECES), 0..9),
    ) {
        check(&[keyword, headline, &pieces.concat()].concat());
    }

    /// The same with a field's value, so that more texts are plain.
    #[test]
    fn a_plain_value_is_what_the_parser_reads(pieces in prop::collection::vec(select(PIECES), 0..5)) {
        check(&format!("claim n: fact \"t\"\n  source: {}\n  note: \"x\"\n", pieces.join(" ")));
        check(&format!("claim n: fact \"t\"\n  source: {}", pieces.concat()));
    }
}
