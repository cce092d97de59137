//! Whether a declaration protects somebody, or looks as if it should.
//!
//! A slip must not print who a source is. So only `confidential: no` and the absence of anything like `confidential`
//! leave a declaration open; whatever else looks like that field protects it until the slip is corrected. See
//! `docs/decisions/0001-never-print-confidential-sources.md`.

use super::protective_words::{Meaning, is_agreeing, meaning_of};
use super::schema::{Shape, field_of, kinds_of};
use crate::syntax::{Declaration, Field, Keyword, Parsed, Part, PartKind, without_prose};
use crate::text::Span;
use crate::text::name_characters::is_name_character;

const FIELD: &str = "confidential";
const QUOTES: [char; 3] = ['"', '“', '”'];
/// What ends a line in some program.
const LINE_ENDS: [char; 7] = [
    '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
];

/// What in a segment looks like protection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProtectionSign {
    #[default]
    Nothing,
    /// Only a comment in column 0.
    Comment,
    /// A field or what may be one, or a comment in a declaration.
    Field,
}

/// Whether the word, in whatever way it is written, may be a field that protects.
pub fn may_be_protection(word: &str) -> bool {
    meaning_of(word) != Meaning::Other
}

/// Whether the source has the field `confidential: yes`, once and without mistakes.
pub(super) fn is_marked(text: &str, declaration: &Declaration) -> bool {
    let mut fields = declaration.fields_named(text, FIELD);
    let is_yes = |field: &Field| match &field.values[..] {
        [value] => {
            matches!(value.parts[..], [part] if part.kind == PartKind::Word && part.span.of(text) == "yes")
        }
        _ => false,
    };
    fields.next().is_some_and(is_yes) && fields.next().is_none()
}

/// The name in a headline that is understood up to there. `source Jane Doe: …` has none.
pub(super) fn clear_name(text: &str, declaration: &Declaration) -> Option<Span> {
    declaration.name.filter(|name| {
        // What is no keyword may contain what is read as the name.
        let before = text.get(declaration.keyword_span.end as usize..name.start as usize);
        let after = text[name.end as usize..].trim_start_matches([' ', '\t']);
        let is_end = after.is_empty() || after.starts_with([':', '"', '“', '#', '\n', '\r']);
        before.is_some_and(|before| before.trim().is_empty()) && is_end
    })
}

/// What in the segment, which was parsed as that, looks like protection.
pub fn protection_sign(text: &str, parsed: &Parsed) -> ProtectionSign {
    if parsed
        .declaration
        .as_ref()
        .is_some_and(|it| is_plain(text, parsed, it))
    {
        return ProtectionSign::Nothing;
    }
    let text = without_prose(text);
    let mut scan = Scan {
        text,
        parsed,
        strings: many_line_strings(text, parsed),
        open_fields: 0,
        sign: ProtectionSign::Nothing,
    };
    let mut start = 0;
    for line in text.split_inclusive(LINE_ENDS) {
        scan.line(start, line);
        start += line.len();
    }
    match scan.open_fields {
        0 | 1 => scan.sign,
        _ => ProtectionSign::Field,
    }
}

/// Whether the declaration is well-formed, without comments, and has nothing that needs a closer look. Nearly all
/// declarations are like that.
fn is_plain(text: &str, parsed: &Parsed, declaration: &Declaration) -> bool {
    let keyword = declaration.keyword;
    let is_usual_kind =
        |kind: Span| kinds_of(keyword).contains(&kind.of(text)) || is_other(kind.of(text));
    keyword != Keyword::Unknown
        && parsed.errors.is_empty()
        && parsed.comments.is_empty()
        && declaration.kind.is_none_or(is_usual_kind)
        && declaration
            .title
            .is_none_or(|title| is_one_line(title.of(text)))
        && declaration
            .fields
            .iter()
            .all(|field| is_plain_field(text, keyword, field))
}

fn is_plain_field(text: &str, keyword: Keyword, field: &Field) -> bool {
    let name = field.name.of(text);
    let parts = || field.values.iter().flat_map(|value| &value.parts);
    let Some(spec) = field_of(keyword, name).filter(|_| name != FIELD) else {
        return false;
    };
    let is_usual = |word: &str| match spec.shape {
        Shape::Choice(words) => words.contains(&word),
        Shape::Evidence => matches!(word, "primary" | "secondary"),
        shape => shape == Shape::Allow,
    };
    let is_plain = |part: &Part| match part.kind {
        PartKind::Word => is_usual(part.span.of(text)) || is_other(part.span.of(text)),
        PartKind::String => is_one_line(part.span.of(text)),
        kind => kind != PartKind::Unquoted,
    };
    parts().all(is_plain)
}

fn is_other(word: &str) -> bool {
    !may_be_protection(word)
}

fn is_one_line(string: &str) -> bool {
    !string.contains(['\n', '\r'])
}

/// The texts in quotation marks that end on another line. If there are errors, nobody knows which quotation marks
/// belong together.
fn many_line_strings(text: &str, parsed: &Parsed) -> Vec<Span> {
    let declaration = parsed
        .declaration
        .iter()
        .filter(|_| parsed.errors.is_empty());
    let mut strings = Vec::new();
    for declaration in declaration {
        strings.extend(declaration.title);
        let values = declaration.fields.iter().flat_map(|field| &field.values);
        let parts = values.flat_map(|value| &value.parts);
        strings.extend(
            parts
                .filter(|part| part.kind == PartKind::String)
                .map(|part| part.span),
        );
    }
    strings.retain(|string| !is_one_line(string.of(text)));
    strings
}

/// Looks at each line for itself, because nobody knows how a line with a slip was meant.
struct Scan<'a> {
    text: &'a str,
    parsed: &'a Parsed,
    /// In order.
    strings: Vec<Span>,
    /// The number of lines `confidential: no`.
    open_fields: usize,
    sign: ProtectionSign,
}

impl Scan<'_> {
    fn line(&mut self, start: usize, line: &str) {
        let line = line.trim_end();
        let is_in_string = self.is_in_string(start);
        let (code, comment) = if is_in_string {
            (line, "")
        } else {
            cut_comment(line)
        };
        let skipped = self.headline_length(start, line.len()).min(code.len());
        let is_sign = match skipped {
            0 if is_open_field(code) => {
                self.open_fields += 1;
                false
            }
            0 => begins_with_sign(code, is_in_string) || !is_in_string && self.has_sign(code),
            _ => has_sign(&code[skipped..], true),
        };
        if is_sign {
            self.sign = ProtectionSign::Field;
        }
        if is_comment_sign(comment) {
            let is_loose = self.parsed.declaration.is_none() && code.trim().is_empty();
            let sign = if is_loose {
                ProtectionSign::Comment
            } else {
                ProtectionSign::Field
            };
            self.sign = self.sign.max(sign);
        }
    }

    fn has_sign(&self, code: &str) -> bool {
        // If there are errors, a quotation mark that is not closed on its line may have been meant to be.
        let last = code
            .rfind(QUOTES)
            .filter(|_| !self.parsed.errors.is_empty());
        let after = last.map_or("", |last| code[last..].trim_start_matches(QUOTES));
        has_sign(code, false) || has_sign(after, false)
    }

    fn is_in_string(&self, start: usize) -> bool {
        let at = self
            .strings
            .partition_point(|string| string.end as usize <= start);
        self.strings
            .get(at)
            .is_some_and(|string| (string.start as usize) < start)
    }

    /// The length of what the line begins with that is no field: the keyword and the name.
    fn headline_length(&self, start: usize, length: usize) -> usize {
        let Some(declaration) = &self.parsed.declaration else {
            return 0;
        };
        let keyword = declaration.keyword_span;
        let is_headline = (start..=start + length).contains(&(keyword.start as usize));
        let is_known = declaration.keyword != Keyword::Unknown;
        let name = clear_name(self.text, declaration).unwrap_or(keyword);
        let may_be_field = |span: Span| !is_known && !is_other(span.of(self.text));
        match is_headline && !may_be_field(keyword) && !may_be_field(name) {
            true => name.end as usize - start,
            false => 0,
        }
    }
}

/// The line before and after the `#` of its comment, which is not inside of quotation marks.
fn cut_comment(line: &str) -> (&str, &str) {
    let mut quoted = false;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match c {
            '"' | '“' | '”' => quoted = !quoted,
            '#' if before.is_whitespace() && (!quoted || line[..at].trim().is_empty()) => {
                return (&line[..at], &line[at + 1..]);
            }
            _ => {}
        }
        before = c;
    }
    (line, "")
}

/// Whether the line is `confidential: no` and nothing else.
fn is_open_field(code: &str) -> bool {
    let value = code.trim().strip_prefix(FIELD).map(str::trim_start);
    value
        .and_then(|value| value.strip_prefix(':'))
        .is_some_and(|value| value.trim() == "no")
}

/// Whether the line begins with a field that protects, or with what may be one. In a text over several lines, only
/// what looks exactly like a field counts.
fn begins_with_sign(code: &str, is_in_string: bool) -> bool {
    let trimmed =
        code.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '@' | '#'));
    let is_quoted = code[..code.len() - trimmed.len()].contains(QUOTES);
    let (word, rest) = first_word(trimmed);
    let name = trimmed.split([':', '=', '：']).next().unwrap_or_default();
    // `confi dential: yes`
    let is_split = name.len() < trimmed.len() && name.split_whitespace().count() <= 3;
    match meaning_of(word) {
        Meaning::Field if !is_in_string && !is_quoted => true,
        Meaning::Field | Meaning::Synonym => is_set(rest, is_in_string || is_quoted),
        Meaning::Other if is_in_string || is_quoted => false,
        Meaning::Other => is_split && meaning_of(name) == Meaning::Field || is_split_word(trimmed),
    }
}

/// `con fidential yes`
fn is_split_word(code: &str) -> bool {
    let mut words = code
        .split_whitespace()
        .take_while(|word| !word.starts_with('@'));
    let both: String = words.by_ref().take(2).collect();
    let is_whole = both.len() <= FIELD.len() + 3;
    is_whole && meaning_of(&both) == Meaning::Field && words.next().is_none_or(is_agreeing)
}

/// Whether any word outside of quotation marks is like a field that protects; in a headline, whatever follows it.
fn has_sign(code: &str, is_headline: bool) -> bool {
    let mut rest = code;
    let mut quoted = false;
    while let Some(c) = rest.chars().next() {
        let (chunk, after) = first_chunk(rest);
        if chunk.is_empty() {
            quoted ^= QUOTES.contains(&c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let is_address = chunk.starts_with('@') || after.starts_with("://");
        if is_address {
            rest = after.trim_start_matches(|c: char| !c.is_whitespace());
            continue;
        }
        let is_sign = match meaning_of(chunk) {
            Meaning::Other => false,
            _ if is_headline => true,
            _ => is_set(after, false),
        };
        if is_sign && !quoted {
            return true;
        }
        rest = after;
    }
    false
}

/// The word or reference at the start of the text, and what follows.
fn first_chunk(text: &str) -> (&str, &str) {
    let start = usize::from(text.starts_with('@'));
    let (word, after) = first_word(&text[start..]);
    (&text[..start + word.len()], after)
}

/// The name at the start of the text, with invisible characters in it, and what follows.
fn first_word(text: &str) -> (&str, &str) {
    let is_part = |c: char| {
        is_name_character(c)
            || matches!(
                c,
                '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2060}' | '\u{feff}'
            )
    };
    text.split_at(text.find(|c| !is_part(c)).unwrap_or(text.len()))
}

/// Whether what follows a word sets it as a field: a colon, `=`, a value that agrees, or nothing.
fn is_set(rest: &str, needs_sign: bool) -> bool {
    let rest =
        rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '“' | '\''));
    let (word, _) = first_word(rest);
    rest.starts_with([':', '=', '：']) || is_agreeing(word) || !needs_sign && rest.is_empty()
}

/// Whether a comment is a field that protects. Prose about protection is none.
fn is_comment_sign(comment: &str) -> bool {
    let comment = comment.trim_start_matches('#').trim();
    if comment.starts_with("sayso:") || is_open_field(comment) {
        return false;
    }
    let trimmed = comment.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '@');
    let (word, rest) = first_word(trimmed);
    let is_field = match meaning_of(word) {
        Meaning::Field => is_set(rest, false),
        Meaning::Synonym => is_set(rest, true),
        Meaning::Other => false,
    };
    is_field || has_sign_in_prose(trimmed)
}

/// Whether the words contain `confidential: yes`.
fn has_sign_in_prose(comment: &str) -> bool {
    let mut rest = comment;
    while !rest.is_empty() {
        let (word, after) = first_word(rest);
        let value = after.trim_start();
        if meaning_of(word) == Meaning::Field && value.starts_with([':', '=']) {
            return is_agreeing(first_word(value[1..].trim_start()).0);
        }
        let skipped = after.chars().next().map_or(0, char::len_utf8);
        rest = &after[skipped..];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse;

    fn sign(text: &str) -> ProtectionSign {
        protection_sign(text, &parse(text))
    }

    fn in_source(line: &str) -> String {
        format!(
            "source s: interview \"Talk\"\n  by: \"Jane\"\n{line}\n  url: https://example.org/\n"
        )
    }

    #[test]
    fn a_name_in_what_is_no_keyword() {
        assert_eq!(sign("𐢧🄰ꟲ "), ProtectionSign::Nothing);
        assert_eq!(sign("𐢧🄰ꟲ \n  confidential: yes\n"), ProtectionSign::Field);
    }

    #[test]
    fn slips_of_the_field_protect() {
        for line in [
            "  confidential: yes",
            "  confidential: Yes",
            "  confidential: true",
            "  confidential: \"yes\"",
            "  confidential: 'yes'",
            "  confidential: sí",
            "  confidential:",
            "  confidential: yes, x",
            "  confidential: no, yes",
            "  confidential: no way",
            "  confidential: No",
            "  confidental: yes",
            "  Confidential: yes",
            "  CONFIDENTIAL: no",
            "  confidential",
            "  confidential yes",
            "  confidential = yes",
            "  \"confidential\": yes",
            "  - confidential: yes",
            "  confi dential: yes",
            "  con fidential yes",
            "  confidentiality: yes",
            "  anonymous: yes",
            "  vertraulich: ja",
            "  con\u{200b}fidential: yes",
            "  confidential： yes",
            "  confidential: yes\n  confidential: no",
            "  confidential: no\n  confidential: no",
            "  terms: background confidential: yes",
            "  terms: background, confidential",
            "  terms: confidential",
            "  note: \"open\n  confidential: yes\n  reason: x\"",
            "  note: \"open\n  confidential: yes",
            "  # confidential: yes",
            "  language: en # confidential",
            "  # TODO: confidential: yes",
            "  @confidential: yes",
            "  note: \"open confidential: yes",
            "  note: \"open # confidential",
            "  [x] confidential",
            "  // confidential: yes",
            "  **Confidential**",
            "  is-confidential: true",
            "  terms: background\u{2028}  confidential: yes",
        ] {
            assert_eq!(sign(&in_source(line)), ProtectionSign::Field, "{line:?}");
        }
    }

    #[test]
    fn slips_around_the_field_protect() {
        for text in [
            "source s: interview \"X\" confidential: yes\n",
            "source s: confidential \"X\"\n",
            "source s: confidential interview \"X\"\n",
            "source confidential s: interview \"X\"\n",
            "source s (confidential): interview \"X\"\n",
            "confidential source s: interview \"X\"\n",
            "source s: interview \"X\n  confidential: yes\n",
            "sorce s: interview \"X\"\n  confidential: yes\n",
            "source: interview\n  confidential: yes\n",
            "claim c: \"X\"\n  confidential: yes\n",
            "confidential: yes\n",
            "\u{a0} confidential: yes\n",
            "Confidential = \"yes\"\n",
            "# see below\n  confidential: yes\n",
            "  confidential: yes\n",
            "terms: background\n  confidential: yes\n",
        ] {
            assert_eq!(sign(text), ProtectionSign::Field, "{text}");
        }
    }

    #[test]
    fn comments_in_column_0_are_told_apart() {
        for text in [
            "# confidential: yes\n",
            "#confidential\n",
            "## Confidential: the inspector\n",
            "# was: confidential: yes\n",
        ] {
            assert_eq!(sign(text), ProtectionSign::Comment, "{text}");
        }
    }

    #[test]
    fn everything_else_is_open() {
        for text in [
            "source s: interview \"Confidential talk\"\n  by: \"Jane\"\n",
            "source confidential-memo: document \"The confidential memo\"\n  confidential: no\n",
            "source confidential: document \"X\"\n  note \"x\"\n",
            "source s: document \"X\"\n  confidential: no # nothing secret in it\n",
            "source s: document \"X\"\n  note: \"kept\n    confidential until 2030\"\n",
            "source s: document \"X\"\n  url: https://example.org/confidential # as published\n",
            "source s: document \"X\"\n  note x\n  url: https://example.org/?confidential=yes\n",
            "claim: \"X\"\n  source: @confidential-memo\n  allow: confidential-exposed \"x\"\n",
            "claim: \"X\"\n  sorce: @confidential\n  note: \"confidential: yes\"\n",
            "# sayso: allow confidential-exposed \"x\"\n",
            "# confidential-identity: the two fields would reveal who it is.\n",
            "# The confidential source is called Ana.\n",
            "# confidential: no\n",
            "# private notes: see the folder\n",
            "text\n  confidential: yes\n",
            "entity s: person \"Secret\"\n  role: \"private secretary\"\n",
            "",
        ] {
            assert_eq!(sign(text), ProtectionSign::Nothing, "{text}");
        }
    }
}
