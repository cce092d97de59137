//! Properties of formatting that hold for any text.

use std::path::Path;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use sayso::article::Article;
use sayso::formatting::{WhitespaceEdit, apply, edits, edits_in, formatted};
use sayso::syntax::Keyword;
use sayso::text::Span;
use sayso::workspace::{File, Segment};

/// Pieces of drafts with all sorts of white space between them.
fn scattered() -> impl Strategy<Value = String> {
    let words = select(
        &[
            "claim",
            "entity",
            "source",
            "article",
            "text",
            "ana",
            "m-1",
            "東京",
            ":",
            ",",
            "fact",
            "note",
            "value",
            "about",
            "source:",
            "said-by:",
            "value:",
            "checked:",
            "@ana",
            "@desk/ana",
            "at",
            "p.",
            "p.3",
            "§",
            "5",
            "5%",
            "€",
            "−6",
            "km",
            "2026-01-09",
            "2024/",
            "00:14:05",
            "by",
            "seal",
            "7f3a",
            "https://a.example/x,y",
            "\"It is\"",
            "“It “is”",
            "\"over\n  Two\n\tlines \"",
            "\"\n  a\n \"",
            "\"open",
            "# c",
            "#",
            "# c  ",
            "!",
            "-",
            "\u{feff}",
            "\u{301}",
        ][..],
    );
    let white = select(
        &[
            " ", "  ", "\t", "\n", "\n", "\n  ", "\n  ", "\n\t", "\n\n", "\n \n", "\n\n\n  ",
            "\r\n", "\r\n  ", "\r", "\u{a0}", "",
        ][..],
    );
    prop::collection::vec((words, white), 0..40).prop_map(|pieces| {
        pieces
            .into_iter()
            .flat_map(|(word, white)| [word, white])
            .collect()
    })
}

/// Declarations without errors, with too much or too little white space.
fn untidy() -> impl Strategy<Value = String> {
    let pad = || select(&["", " ", "  ", "\t", "\u{a0}"][..]);
    let space = || select(&[" ", "  ", "\t ", "\u{a0}"][..]);
    let indent = select(&[" ", "  ", "\t", "    "][..]);
    let value = select(
        &[
            "@ana,@bea",
            "@ana ,  @bea",
            "@a at p.3\"words\"primary",
            "\"note\n  Two\n\n",
            "5%",
            "5  %",
            "€5",
            "\"a\r\n\tB \"",
            "“\n   a @b\n  ”",
            "https://a.example ,https://b.example",
            "2026-01-09  by\"M\"",
            "2026-01-09 by @ana  seal  7f3a",
            "at  00:14",
            "",
            "rule  \"reason\"",
            "Q42",
            "\"Speaker\"2021/",
        ][..],
    );
    let name = select(
        &[
            "source",
            "about",
            "note",
            "value",
            "checked",
            "allow",
            "aka",
            "role",
            "unheard-of",
        ][..],
    );
    let comment = select(&["", "", "", " # c", "\t#c \t", "  # see @x:  \"y"][..]);
    let line_end = || select(&["\n", "\n", "\r\n", "\n\n", "\n  \n\n"][..]);
    let field = (indent, name, pad(), pad(), value, comment, line_end()).prop_map(
        |(indent, name, before, after, value, comment, end)| {
            format!("{indent}{name}{before}:{after}{value}{comment}{end}")
        },
    );
    let headline = (
        select(&["claim", "entity", "source", "article"][..]),
        space(),
        select(&["x", "ana", ""][..]),
        pad(),
        select(&[":", ":fact", ": person", ""][..]),
        space(),
        select(&["\"t\"", "“over\n Two”", "\"\n\ta b\"", ""][..]),
        line_end(),
    )
        .prop_map(|(keyword, space, name, pad, kind, gap, title, end)| {
            format!("{keyword}{space}{name}{pad}{kind}{gap}{title}{end}")
        });
    let prose = (
        select(&["text", "text:", "text  : # c"][..]),
        prop::collection::vec(
            select(
                &[
                    "  One  \n",
                    "  was *freed*.\n",
                    "\n",
                    "\t\n",
                    "      code\n",
                    "\t- item\n",
                    "    more\r\n",
                    "  ```\n",
                    "     \n",
                    "  # Heading\n",
                    " > so\r",
                    "  1. \"one\n",
                ][..],
            ),
            0..8,
        ),
    )
        .prop_map(|(headline, lines)| format!("{headline}\n{}", lines.concat()));
    let declaration = prop_oneof![
        6 => (headline, prop::collection::vec(field, 0..4)).prop_map(|(head, fields)| head + &fields.concat()),
        2 => prose,
        2 => select(&["# c\n", "#c  \n\n", "# c\n  # d\n", "\n\n", "clam  x\n", "claim  y\n  note \"x\"\n\n\n"][..])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(declaration, 0..6).prop_map(|declarations| declarations.concat())
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => untidy(),
        2 => scattered(),
        2 => crate::segments::file(),
        1 => any::<String>(),
    ]
}

fn file(text: &str) -> File {
    File::new(Path::new("/w/a.sayso"), text)
}

/// Everything the declarations say, with each span as the words it covers.
fn meaning_of(text: &str) -> Vec<String> {
    let file = file(text);
    let items = file.items();
    items
        .map(|(_, segment, item)| without_spans(&segment.text, &format!("{item:?}")))
        .collect()
}

/// Replaces every span by the words it covers, without their white space.
fn without_spans(text: &str, debug: &str) -> String {
    let mut parts = debug.split("Span { start: ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (span, rest) = part.split_once(" }").expect("a span");
        let (start, end) = span.split_once(", end: ").expect("a span");
        let [start, end] = [start, end].map(|number| number.parse().expect("a number"));
        out.extend(Span::new(start, end).of(text).split_whitespace());
        out += rest;
    }
    out
}

fn comments(text: &str) -> Vec<String> {
    let file = file(text);
    let all = file.slots().iter().flat_map(|slot| {
        let segment = &slot.segment;
        let spans = segment.syntax().comments.iter();
        spans.map(|span| span.of(&segment.text).trim_end().to_owned())
    });
    all.collect()
}

/// The text of embedded articles as a reader sees it.
fn articles_of(text: &str) -> Vec<(String, Vec<String>)> {
    let file = file(text);
    let texts = file
        .slots()
        .iter()
        .filter(|slot| slot.keyword == Some(Keyword::Text));
    texts
        .map(|slot| {
            let article = Article::embedded(&slot.segment.text);
            let sentences = article.sentences().iter();
            let read = sentences.map(|sentence| article.reader_text(sentence.range.clone()));
            // A byte-order mark at the start of the prose is not shown.
            let sentences = read.map(|text| text.replace('\u{feff}', "").trim().to_owned());
            (article.folded().text().to_owned(), sentences.collect())
        })
        .collect()
}

/// The declarations with syntax errors. A byte-order mark belongs to the file.
fn unreadable(text: &str) -> Vec<String> {
    let file = file(text);
    let segments = file.slots().iter().map(|slot| &slot.segment);
    let broken = segments.filter(|segment| !segment.errors.is_empty());
    broken
        .map(|segment| segment.text.trim_start_matches('\u{feff}').to_owned())
        .collect()
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn is_prose(segment: &Segment) -> bool {
    segment
        .item
        .as_ref()
        .is_some_and(|item| item.keyword() == Keyword::Text)
}

fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(512)
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn formatting_twice_changes_nothing(text in text()) {
        let once = formatted(&text);
        prop_assert_eq!(edits(&once), Vec::<WhitespaceEdit>::new(), "{:?}", once);
    }

    #[test]
    fn the_meaning_stays_the_same(text in text()) {
        let once = formatted(&text);
        prop_assert_eq!(bare(&once), bare(&text));
        prop_assert_eq!(meaning_of(&once), meaning_of(&text), "{:?}", once);
        prop_assert_eq!(comments(&once), comments(&text), "{:?}", once);
        prop_assert_eq!(articles_of(&once), articles_of(&text), "{:?}", once);
        prop_assert_eq!(unreadable(&once), unreadable(&text), "{:?}", once);
    }

    #[test]
    fn the_edits_of_a_range_are_a_part_of_all_edits(text in text(), from in any::<Index>(), to in any::<Index>()) {
        let [from, to] = [from, to].map(|at| at.index(text.len() + 1));
        let all = edits(&text);
        let in_one = |range| edits_in(&text, std::slice::from_ref(&range));
        prop_assert_eq!(&in_one(0..text.len()), &all);
        let part = in_one(from.min(to)..from.max(to));
        let apart = edits_in(&text, &[to..to, from..from]);
        prop_assert!(apart.iter().all(|edit| all.contains(edit)));
        prop_assert!(part.iter().all(|edit| all.contains(edit)));
        prop_assert_eq!(meaning_of(&apply(&text, &part)), meaning_of(&text));
    }

    #[test]
    fn every_line_is_in_style(text in text()) {
        let text = formatted(&text);
        let file = file(&text);
        for slot in file.slots() {
            let segment = &slot.segment;
            // White space cannot fix an invisible character in column 0.
            let is_odd = segment.text.starts_with('\u{feff}');
            if is_odd || !segment.errors.is_empty() || is_prose(segment) || segment.item.is_none() {
                continue;
            }
            let mut blank = 0;
            for (at, line) in segment.text.lines().enumerate() {
                let indent = line.len() - line.trim_start().len();
                let indents: &[usize] = if at == 0 { &[0] } else { &[0, 2, 4] };
                prop_assert!(indents.contains(&indent), "{:?}", segment.text);
                prop_assert_eq!(line.trim_end_matches([' ', '\t']), line);
                blank = if line.is_empty() { blank + 1 } else { 0 };
                prop_assert!(blank < 2, "{:?}", segment.text);
            }
            prop_assert!(segment.text.ends_with('\n'));
        }
    }
}
