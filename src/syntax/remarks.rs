//! Comments with instructions for Sayso: `# sayso: allow rule "reason"`.

use crate::text::Span;
use crate::text::name_characters::is_name_character;

/// The beginning of such a comment, after its `#`.
const ADDRESS: &str = "sayso:";

/// A comment with an instruction for Sayso.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The comment, from its `#` to the end of its line.
    pub span: Span,
    /// The rules that it allows; empty if it says something else.
    pub allows: Vec<Allowed>,
}

/// A rule's name, and the string after it with its quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowed {
    pub rule: Span,
    pub reason: Option<Span>,
}

impl Allowed {
    /// From the rule's name to the end of the reason.
    pub fn span(&self) -> Span {
        self.reason.map_or(self.rule, |reason| self.rule.to(reason))
    }
}

/// The remark at the start of `text`, if there is one.
pub fn remark(text: &str) -> Option<Remark> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    if !text[start..].starts_with('#') {
        return None;
    }
    let line = text.split(['\n', '\r']).next()?.trim_end();
    let mut reader = RemarkReader {
        line,
        at: start + 1,
    };
    reader.skip_space();
    if !reader.takes(ADDRESS) {
        return None;
    }
    Some(Remark {
        span: Span::new(start, line.len()),
        allows: reader.allows(),
    })
}

struct RemarkReader<'a> {
    line: &'a str,
    at: usize,
}

impl RemarkReader<'_> {
    fn rest(&self) -> &str {
        &self.line[self.at..]
    }

    fn skip_space(&mut self) {
        self.at = self.line.len() - self.rest().trim_start().len();
    }

    fn takes(&mut self, word: &str) -> bool {
        let is_there = self.rest().starts_with(word);
        if is_there {
            self.at += word.len();
        }
        is_there
    }

    /// `allow rule "reason", rule "reason"`. A colon after `allow`, as in a field, is accepted.
    fn allows(&mut self) -> Vec<Allowed> {
        let mut allows = Vec::new();
        if self.word().is_none_or(|word| word.of(self.line) != "allow") {
            return allows;
        }
        self.takes(":");
        while let Some(rule) = self.word() {
            let reason = self.string();
            allows.push(Allowed { rule, reason });
            self.skip_space();
            if !self.takes(",") {
                break;
            }
        }
        allows
    }

    fn word(&mut self) -> Option<Span> {
        self.skip_space();
        let rest = self.rest();
        let length = rest.find(|c| !is_name_character(c)).unwrap_or(rest.len());
        let word = Span::new(self.at, self.at + length);
        self.at += length;
        (length > 0).then_some(word)
    }

    /// An unclosed string ends with the line.
    fn string(&mut self) -> Option<Span> {
        self.skip_space();
        let rest = self.rest();
        let open = rest.chars().next()?;
        let close = match open {
            '"' => '"',
            '“' => '”',
            _ => return None,
        };
        let contents = &rest[open.len_utf8()..];
        let length = match contents.find(close) {
            Some(at) => open.len_utf8() + at + close.len_utf8(),
            None => rest.len(),
        };
        let string = Span::new(self.at, self.at + length);
        self.at += length;
        Some(string)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Vec<(&str, Option<&str>)>> {
        let allows = remark(text)?.allows.into_iter();
        let words = |it: Allowed| (it.rule.of(text), it.reason.map(|reason| reason.of(text)));
        Some(allows.map(words).collect())
    }

    #[test]
    fn rules_with_their_reasons() {
        for (text, expected) in [
            (
                "# sayso: allow a-b \"it is so\"\n  x",
                vec![("a-b", Some("\"it is so\""))],
            ),
            (
                "\u{feff}#sayso:allow: a “x, \"y\"”, b\r\n",
                vec![("a", Some("“x, \"y\"”")), ("b", None)],
            ),
            ("# sayso: allow a \"open ", vec![("a", Some("\"open"))]),
            ("# sayso: allow a only one", vec![("a", None)]),
            ("# sayso: allow", vec![]),
            ("# sayso: alow a \"x\"", vec![]),
        ] {
            assert_eq!(read(text), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn other_comments_are_no_remarks() {
        for text in [
            "",
            "# says: allow a",
            "  # sayso: allow a",
            "sayso: allow a",
            "# x sayso: y",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    #[test]
    fn spans() {
        let text = "\u{feff}# sayso: allow a “é” \n";
        let remark = remark(text).expect("a remark");
        assert_eq!(remark.span.of(text), "# sayso: allow a “é”");
        assert_eq!(remark.allows[0].span().of(text), "a “é”");
    }
}
