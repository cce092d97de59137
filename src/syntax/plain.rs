//! Plain declarations, read without the parser.
//!
//! Nearly all declarations of a finished draft are a headline and fields of one line each, in ASCII
//! outside of quotation marks and without comments. To read those takes a tenth of what parsing
//! them takes. Everything else goes to the parser, which alone knows the whole grammar and says what
//! is wrong: this module knows no error. Where it reads, it reads what the parser would have read.

use memchr::memchr3;
use smallvec::SmallVec;

use super::nodes::{Declaration, Field, Keyword, Locator, Part, PartKind, Value, Who};
use crate::text::Span;

/// The declaration of a segment that is plain and without error; none for any other.
pub(super) fn read(segment: &str) -> Option<Declaration> {
    let mut reader = Reader {
        text: segment,
        at: 0,
    };
    let mut declaration = reader.headline()?;
    while reader.next_line()? {
        declaration.fields.push(reader.field()?);
    }
    let last = declaration.fields.last().map(|field| field.span);
    let headline = declaration.headline();
    declaration.span = last.map_or(headline, |last| headline.to(last));
    let is_bare = declaration.name.is_none() && declaration.span == declaration.keyword_span;
    (declaration.keyword != Keyword::Text || is_bare).then_some(declaration)
}

/// Each method reads what its name says from `at` on, and is done behind it. None is for whatever
/// is not plain; where something may be missing, it says so.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn headline(&mut self) -> Option<Declaration> {
        let keyword_span = self.name()?;
        let keyword = Keyword::from_word(keyword_span.of(self.text))?;
        let name = self.after_space().name();
        let has_kind = self.after_space().takes(b':');
        let kind = has_kind.then(|| self.after_space().name()).flatten();
        let title = self.after_space().string();
        Some(Declaration {
            keyword,
            keyword_span,
            name,
            kind,
            title,
            fields: Vec::new(),
            span: keyword_span,
        })
    }

    /// Whether another line follows that is not blank; then behind its indentation.
    fn next_line(&mut self) -> Option<bool> {
        self.after_space();
        while self.takes(b'\n') {
            let start = self.at;
            let is_indented = self.after_space().at > start;
            match self.next() {
                None | Some(b'\n') => {}
                Some(_) => return is_indented.then_some(true),
            }
        }
        self.next().is_none().then_some(false)
    }

    fn field(&mut self) -> Option<Field> {
        let name = self.name()?;
        self.after_space().takes(b':').then_some(())?;
        let mut field = Field {
            name,
            values: SmallVec::new(),
            span: Span::new(name.start as usize, self.at),
        };
        if matches!(self.after_space().next(), None | Some(b'\n')) {
            return Some(field);
        }
        loop {
            let value = self.after_space().value()?;
            field.span = field.span.to(value.span);
            field.values.push(value);
            if !self.takes(b',') {
                return Some(field);
            }
        }
    }

    fn value(&mut self) -> Option<Value> {
        let start = self.at;
        let mut parts = SmallVec::new();
        loop {
            let part = self.part()?;
            let is_whole = match self.next() {
                None | Some(b' ' | b'\t' | b'\n') => true,
                // Numbers and web addresses may hold commas.
                Some(b',') => {
                    !matches!(part.kind, PartKind::Number | PartKind::Date | PartKind::Url)
                }
                Some(_) => false,
            };
            is_whole.then(|| parts.push(part))?;
            let span = Span::new(start, self.at);
            if matches!(self.after_space().next(), None | Some(b'\n' | b',')) {
                return Some(Value { parts, span });
            }
        }
    }

    fn part(&mut self) -> Option<Part> {
        let (kind, span) = match self.next()? {
            b'@' => (PartKind::Reference, self.reference()?),
            b'0'..=b'9' => self.number()?,
            // An unknown year begins with an `X`.
            b'a'..=b'z' | b'A'..=b'W' | b'Y' | b'Z' => return self.word(),
            _ => (PartKind::String, self.string()?),
        };
        Some(Part { kind, span })
    }

    /// A word, or what begins with one.
    fn word(&mut self) -> Option<Part> {
        let word = self.name()?;
        let (kind, span) = match word.of(self.text) {
            "at" => {
                let start = word.start as usize;
                let locator = self.after_space().locator()?;
                (PartKind::Locator(locator), Span::new(start, self.at))
            }
            "by" if self.after_space().next() == Some(b'@') => {
                let who = self.reference()?;
                (PartKind::By(Who::Reference(who)), who)
            }
            "by" => {
                let who = self.string()?;
                (PartKind::By(Who::Name(who)), who)
            }
            "seal" => {
                let seal = self.after_space().fingerprint()?;
                (PartKind::Seal(seal), seal)
            }
            "http" | "https" if self.next() == Some(b':') => (PartKind::Url, self.url(word)?),
            _ => (PartKind::Word, word),
        };
        Some(Part { kind, span })
    }

    fn name(&mut self) -> Option<Span> {
        let is_first = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        self.next().as_ref().filter(|byte| is_first(byte))?;
        self.run(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    }

    fn reference(&mut self) -> Option<Span> {
        let start = self.at;
        self.takes(b'@').then_some(())?;
        let name = self.name()?;
        Some(Span::new(start, name.end as usize))
    }

    /// A string that ends in its line; none where none begins, or it goes on.
    fn string(&mut self) -> Option<Span> {
        let start = self.at;
        let rest = &self.text[start..];
        let (open, close) = match rest.chars().next()? {
            '"' => ('"', '"'),
            '“' => ('“', '”'),
            _ => return None,
        };
        let contents = &rest[open.len_utf8()..];
        let length = contents.find(close)?;
        let goes_on = memchr3(b'\n', b'\r', b'\0', &contents.as_bytes()[..length]);
        if goes_on.is_some() {
            return None;
        }
        self.at += open.len_utf8() + length + close.len_utf8();
        Some(Span::new(start, self.at))
    }

    /// A year, month or day, or a number of another length than a year's.
    fn number(&mut self) -> Option<(PartKind, Span)> {
        let span = self.run(|byte| byte.is_ascii_digit() || byte == b'-')?;
        let digits = span.of(self.text).as_bytes();
        let is_dash = |at: usize| matches!(at, 4 | 7);
        let is_date = matches!(digits.len(), 4 | 7 | 10)
            && (0..digits.len()).all(|at| is_dash(at) == (digits[at] == b'-'));
        match is_date {
            true => Some((PartKind::Date, span)),
            false if digits.contains(&b'-') => None,
            false => Some((PartKind::Number, span)),
        }
    }

    /// `p. 3`, `pp. 3–5`, `00:14:05`, `00:14:05–00:14:30`
    fn locator(&mut self) -> Option<Locator> {
        let Some(word) = self.run(|byte| byte.is_ascii_alphabetic()) else {
            return Some(Locator::Time(self.range(Reader::time)?));
        };
        self.takes(b'.');
        let label = Span::new(word.start as usize, self.at);
        let value = self
            .after_space()
            .range(|reader| reader.run(|byte| byte.is_ascii_digit()))?;
        Some(Locator::Label { label, value })
    }

    /// One of them, or two with a dash between.
    fn range(&mut self, one: impl Fn(&mut Self) -> Option<Span>) -> Option<Span> {
        let first = one(self)?;
        let dash = self.text[self.at..].chars().next();
        let Some(dash) = dash.filter(|dash| matches!(dash, '-' | '–' | '—')) else {
            return Some(first);
        };
        self.at += dash.len_utf8();
        Some(first.to(one(self)?))
    }

    fn time(&mut self) -> Option<Span> {
        let span = self.run(|byte| byte.is_ascii_digit() || byte == b':')?;
        let groups: SmallVec<[usize; 4]> = span.of(self.text).split(':').map(str::len).collect();
        matches!(groups[..], [1..=3, 2] | [1..=3, 2, 2]).then_some(span)
    }

    fn fingerprint(&mut self) -> Option<Span> {
        let is_hexadecimal = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let span = self.run(|byte| is_hexadecimal(byte) || byte == b'-')?;
        let mut groups = span.of(self.text).split('-');
        groups.all(|group| !group.is_empty()).then_some(span)
    }

    /// The web address that begins with the word `scheme`.
    fn url(&mut self, scheme: Span) -> Option<Span> {
        self.text[self.at..].starts_with("://").then_some(())?;
        self.at += "://".len();
        let is_first = |byte: &u8| !matches!(byte, b':' | b'/');
        self.next().as_ref().filter(|byte| is_first(byte))?;
        let rest = self.run(|byte| byte.is_ascii_graphic() && !matches!(byte, b',' | b'"'))?;
        Some(scheme.to(rest))
    }

    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn takes(&mut self, byte: u8) -> bool {
        let is_there = self.next() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    fn after_space(&mut self) -> &mut Self {
        self.run(|byte| matches!(byte, b' ' | b'\t'));
        self
    }

    /// All bytes from here on that are so, which only ASCII may be; none where none is.
    fn run(&mut self, is_so: impl Fn(u8) -> bool) -> Option<Span> {
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.iter().take_while(|&&byte| is_so(byte)).count();
        let start = self.at;
        self.at += length;
        (length > 0).then(|| Span::new(start, self.at))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::syntax::parse::{Parsed, parse_any};
    use crate::syntax::segment_starts;

    /// What the parser reads, if the text is plain.
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
        }
        is_plain
    }

    #[test]
    fn what_drafts_are_made_of_is_plain() {
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

    /// Reading by hand is worth its lines as long as it reads what people write.
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
                assert!(check(segment) || segment.starts_with('#'), "{segment}");
            }
        }
    }

    /// What plain declarations are made of, and what makes them others.
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

        /// Whatever stands there, it is read as the parser reads it, or not at all.
        #[test]
        fn plain_is_what_the_parser_reads(
            keyword in select(&["claim", "source", "entity", "article", "text", "other", ""][..]),
            headline in select(&["", ":", " n: fact \"t\"", " n", ": fact", " \"t\""][..]),
            pieces in prop::collection::vec(select(PIECES), 0..9),
        ) {
            check(&[keyword, headline, &pieces.concat()].concat());
        }

        /// The same with a field's value, so that more of it is plain.
        #[test]
        fn a_plain_value_is_what_the_parser_reads(pieces in prop::collection::vec(select(PIECES), 0..5)) {
            check(&format!("claim n: fact \"t\"\n  source: {}\n  note: \"x\"\n", pieces.join(" ")));
            check(&format!("claim n: fact \"t\"\n  source: {}", pieces.concat()));
        }
    }
}
