//! Markup that writers and their programs add to Markdown, and that readers of the finished article do not see:
//! CriticMarkup, citations as in Pandoc, and the marks of footnotes.

use std::ops::Range;

use memchr::memmem::Finder;

/// The ranges of `text` that are such markup, in order: none is in another one. Of suggested changes, the new text stays.
pub fn unseen_ranges(text: &str) -> Vec<Range<usize>> {
    let mut reader = MarkupReader {
        text,
        unclosed: [0; CHANGES.len()],
        unseen: Vec::new(),
    };
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'{', b'[', &text.as_bytes()[at..]) {
        let mark = at + found;
        at = match text.as_bytes()[mark] {
            b'{' => reader.change_at(mark),
            _ => reader.reference_at(mark),
        }
        .unwrap_or(mark + 1);
    }
    let mut unseen = reader.unseen;
    unseen.sort_by_key(|range| range.start);
    let mut end = 0;
    unseen.retain(|range| {
        let is_outer = range.end > end;
        end = end.max(range.end);
        is_outer
    });
    unseen
}

/// What CriticMarkup stands for between its marks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    /// The text stays: it was added or highlighted.
    Stays,
    Deleted,
    /// The text after `~>` stays.
    Replaced,
    Comment,
}

const CHANGES: [(&str, &str, Change); 5] = [
    ("{++", "++}", Change::Stays),
    ("{--", "--}", Change::Deleted),
    ("{~~", "~~}", Change::Replaced),
    ("{>>", "<<}", Change::Comment),
    ("{==", "==}", Change::Stays),
];

struct MarkupReader<'a> {
    text: &'a str,
    /// For each change, up to where no mark closes it: nothing is searched twice.
    unclosed: [usize; CHANGES.len()],
    unseen: Vec<Range<usize>>,
}

impl MarkupReader<'_> {
    /// Reads the change at `start`; returns where to read on.
    fn change_at(&mut self, start: usize) -> Option<usize> {
        let rest = &self.text[start..];
        let kind = CHANGES
            .iter()
            .position(|(open, ..)| rest.starts_with(open))?;
        let (open, close, change) = CHANGES[kind];
        if start < self.unclosed[kind] {
            return None;
        }
        let inside = start + open.len();
        let paragraph = paragraph_at(self.text, inside);
        let Some(found) = Finder::new(close).find(self.text[paragraph.clone()].as_bytes()) else {
            self.unclosed[kind] = paragraph.end;
            return None;
        };
        let (last, end) = (inside + found, inside + found + close.len());
        match change {
            Change::Deleted => self.unseen.push(start..end),
            Change::Comment => self.unseen.push(self.with_space(start..end)),
            Change::Stays => self.unseen.extend([start..inside, last..end]),
            Change::Replaced => {
                let arrow = self.text[inside..last].find("~>");
                let new = arrow.map_or(inside, |at| inside + at + 2);
                self.unseen.extend([start..new, last..end]);
            }
        }
        Some(match change {
            // There may be a citation in it.
            Change::Stays => inside,
            _ => end,
        })
    }

    /// Reads the citation, or the mark of a footnote, at `start`; returns where to read on.
    fn reference_at(&mut self, start: usize) -> Option<usize> {
        const LONGEST: usize = 500;
        let inside = &self.text[start + 1..];
        let limit = inside.floor_char_boundary(LONGEST);
        let length = inside[..limit].find(['[', ']'])?;
        let end = start + 1 + length + 1;
        let is_closed = inside[length..].starts_with(']');
        let is_link = self.text[end..].starts_with(['(', '[', ':']);
        let content = &inside[..length];
        let is_one = is_footnote(content) || is_citation(content);
        if !is_closed || is_link || !is_one || self.text[..start].ends_with(['!', '\\']) {
            return None;
        }
        self.unseen.push(self.with_space(start..end));
        Some(end)
    }

    /// The range with the white space before it, if none is needed there.
    fn with_space(&self, range: Range<usize>) -> Range<usize> {
        let before = self.text[..range.start].trim_end_matches([' ', '\t']).len();
        let after = self.text[range.end..].chars().next();
        match after.is_none_or(|after| !after.is_alphanumeric()) {
            true => before..range.end,
            false => range,
        }
    }
}

/// From `start` to the next blank line.
fn paragraph_at(text: &str, start: usize) -> Range<usize> {
    let rest = &text[start..];
    let ends = memchr::memchr_iter(b'\n', rest.as_bytes());
    let mut ends = ends.filter(|at| {
        let line = rest[at + 1..].trim_start_matches([' ', '\t', '\r']);
        line.starts_with('\n')
    });
    start..ends.next().map_or(text.len(), |at| start + at)
}

/// Whether `content` in `[…]` is the mark of a footnote: `^1`.
fn is_footnote(content: &str) -> bool {
    let label = content.strip_prefix('^');
    label.is_some_and(|label| !label.is_empty() && !label.contains(char::is_whitespace))
}

/// Whether `content` in `[…]` is a citation: `@key`, `-@key, p. 4`, `see @key; @other`.
fn is_citation(content: &str) -> bool {
    const BEFORE: [&str; 4] = ["see also ", "see ", "cf. ", "e.g. "];
    let found = BEFORE
        .iter()
        .find_map(|before| content.strip_prefix(before));
    let key = found.unwrap_or(content);
    let key = key.strip_prefix('-').unwrap_or(key).strip_prefix('@');
    key.is_some_and(|key| key.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '{')))
}

#[cfg(test)]
mod tests {
    use super::unseen_ranges;

    #[track_caller]
    fn check(text: &str, seen: &str) {
        let mut rest = text.to_owned();
        for range in unseen_ranges(text).into_iter().rev() {
            rest.replace_range(range, "");
        }
        assert_eq!(rest, seen);
    }

    #[test]
    fn changes_are_read_as_accepted() {
        check(
            "The {++old ++}bridge{-- was--} closed.",
            "The old bridge closed.",
        );
        check("The {~~old~>new~~} bri{--d--}ge.", "The new brige.");
        check(
            "The {==bridge==}{>>Which one?<<} was closed.",
            "The bridge was closed.",
        );
        check(
            "It was closed {>>when?<<}. Why {>>?<<} not?",
            "It was closed. Why not?",
        );
        check("{++One [@key].++}", "One.");
        check("{--Два\r\nслова--} слова", " слова");
    }

    #[test]
    fn a_change_ends_in_its_paragraph() {
        for text in [
            "The {++bridge",
            "A {--b\n\nc--} d",
            "A {--b\r\n \t\r\nc--} d",
            "{+ +} {x} {{",
        ] {
            check(text, text);
        }
        check("A {--b {>>c<<} d", "A {--b d");
        check("A {++b {--c ++} d--} e", "A b  e");
    }

    #[test]
    fn citations_and_marks_of_footnotes() {
        check(
            "It was closed [@doe2020, p. 4]. Why?",
            "It was closed. Why?",
        );
        check("It was closed[^1] [^note].", "It was closed.");
        check(
            "Doe [-@doe, pp. 3; @roe] said [see @müller] so.",
            "Doe said so.",
        );
        for text in [
            "[@doe](https://e.org) [^1]: A note. [@doe]: x",
            "“[The reporter @ana] came”, [ @ana] said. [^] [^a b] [@] [1] \\[@doe] ![@doe]",
            "[@doe [x] @roe",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn hostile_markup_is_read_in_time() {
        for bit in [
            "{++", "{--", "{>>{~~", "[@a", "[", "{--\n\n", "[@a]", "{~~~>",
        ] {
            unseen_ranges(&bit.repeat(1_000_000 / bit.len()));
        }
    }
}
