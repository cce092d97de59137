//! Plain declarations, read without tree-sitter.
//!
//! Nearly all declarations of a finished draft are a headline and fields of one line each, in ASCII
//! outside of quotation marks and without comments. This reader takes a sixteenth of the time that
//! tree-sitter takes for them; in a check of 10,000 files, parsing with tree-sitter and reading its
//! trees took 70 of every 100 instructions. Everything else, and everything malformed, goes to
//! tree-sitter: this module reports no errors. Without it Sayso would do the same, slower. A property
//! test (`syntax::tests`) checks that it reads what tree-sitter reads, and fails if somebody changes the
//! grammar and forgets this file.

use memchr::memchr3;
use smallvec::SmallVec;

use super::inner_marks::may_follow;
use super::nodes::{Declaration, Field, Keyword, Locator, Part, PartKind, SignerNode, Value};
use crate::text::Span;

/// The declaration of a segment that is plain and well-formed; `None` for any other.
pub(super) fn read(segment: &str) -> Option<Declaration> {
    let mut reader = PlainReader {
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

/// Each method reads one construct at `at` and moves `at` past it. `None` means that the text is not
/// plain, or that an optional construct is missing.
struct PlainReader<'a> {
    text: &'a str,
    at: usize,
}

impl PlainReader<'_> {
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

    /// Whether another line follows that is not blank; if so, moves past its indentation.
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
            let is_complete = match part.kind {
                PartKind::Locator(_) => self.is_end_of_places(),
                PartKind::String | PartKind::By(SignerNode::Name(_)) => self.is_end_of_string(),
                _ => true,
            };
            is_complete.then_some(())?;
            let is_whole = match self.next() {
                None | Some(b' ' | b'\t' | b'\n') => true,
                // Numbers and web addresses may contain commas.
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

    /// Whether no further place can follow a locator: the line ends, or what follows is a reference, a string or the rank.
    fn is_end_of_places(&self) -> bool {
        let rest = self.text[self.at..].trim_start_matches([' ', '\t']);
        let list = rest.strip_prefix(',').map(str::trim_start);
        let is_rank = |word: &str| {
            let after = rest
                .strip_prefix(word)
                .map(|after| after.trim_start_matches([' ', '\t']));
            after.is_some_and(|after| after.is_empty() || after.starts_with(['\n', ',']))
        };
        match list {
            Some(list) => list.starts_with('@'),
            None => {
                let is_end = rest.is_empty() || rest.starts_with(['\n', '"', '“']);
                is_end || is_rank("primary") || is_rank("secondary")
            }
        }
    }

    /// Whether the string that was read ends here, as far as the rest of its line says.
    fn is_end_of_string(&self) -> bool {
        may_follow(&self.text[self.at..])
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

    /// A word, or a construct that begins with one.
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
                (PartKind::By(SignerNode::Reference(who)), who)
            }
            "by" => {
                let who = self.string()?;
                (PartKind::By(SignerNode::Name(who)), who)
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

    /// A string on one line; `None` if there is no string here or it continues on the next line.
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

    /// A year, month or day, or a number whose length differs from a year's.
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
            return Some(Locator::Time(self.range(PlainReader::time)?));
        };
        self.takes(b'.');
        let label = Span::new(word.start as usize, self.at);
        let value = self
            .after_space()
            .range(|reader| reader.run(|byte| byte.is_ascii_digit()))?;
        Some(Locator::Label { label, value })
    }

    /// One, or two with a dash between them.
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

    /// The longest run of bytes for which `is_so` holds, which must be ASCII; `None` if it is empty.
    fn run(&mut self, is_so: impl Fn(u8) -> bool) -> Option<Span> {
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.iter().take_while(|&&byte| is_so(byte)).count();
        let start = self.at;
        self.at += length;
        (length > 0).then(|| Span::new(start, self.at))
    }
}
