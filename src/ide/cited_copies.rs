//! What the newsroom's copies of a source say at the place that a claim cites.
//!
//! Nothing of a confidential source is shown.

use super::cursor::Cursor;
use super::markdown::{code, escaped};
use crate::documents::{DocumentPlace, DocumentText, Excerpt, PassageKind, PlacePart, Presence};
use crate::model::{Evidence, cited_places, span_of_locator};
use crate::text::Span;
use crate::workspace::{FoundCopy, ReadCopy, Workspace};

/// The maximum number of characters that are shown of one copy.
const MOST_CHARS: usize = 600;
/// The maximum number of copies of one source that are shown.
const MOST_COPIES: usize = 5;

/// The evidence of a claim at the cursor, and which part of it is there: the reference, the locator or the words.
pub fn evidence_at<'a>(cursor: &Cursor<'a>) -> Option<(&'a Evidence, Span)> {
    let item = cursor.item()?;
    item.claim()?.evidence.iter().find_map(|evidence| {
        let reference = item.references.get(evidence.reference).map(|it| it.span);
        let locator = evidence.locator.and_then(span_of_locator);
        let words = evidence.words.as_ref().map(|words| words.span);
        let mut parts = [reference, locator, words].into_iter().flatten();
        let part = parts.find(|span| span.touches(cursor.offset))?;
        Some((evidence, part))
    })
}

/// What the copies say at the cited place, in Markdown. None if the claim cites no place, or if nobody can know.
pub fn cited_words(workspace: &Workspace, cursor: &Cursor, evidence: &Evidence) -> Option<String> {
    let reference = cursor.item()?.references.get(evidence.reference)?;
    let target = workspace.resolve(cursor.file_id, reference).found()?;
    let source = target.item()?;
    if source.is_protected() {
        return None;
    }
    let places = cited_places(&cursor.segment.text, evidence.locator?);
    let parts: Vec<PlacePart> = places
        .iter()
        .map(|place| PlacePart {
            label: place.label,
            from: place.from,
            to: place.to,
        })
        .collect();
    let quoted = evidence.words.as_ref().map(|words| &*words.text);
    let copies = workspace.copies_of(workspace.file(target.file)?, source);
    let mut shown = Vec::new();
    let mut without = Vec::new();
    let mut are_all_known = true;
    for (named, copy) in copies.take(MOST_COPIES) {
        let copy = match copy {
            FoundCopy::Yes(copy) => copy.readable().map(|text| (copy, text)),
            _ => None,
        };
        let path = code(&named.path.text);
        match copy.map(|(copy, text)| said_at(copy, text, &parts, quoted)) {
            Some(Said::Words(words)) => shown.push(format!("In {path}:\n\n{words}")),
            Some(Said::NoWords) => shown.push(format!("In {path}, nothing can be read there.")),
            Some(Said::NoSuchPlace) => without.push(path),
            Some(Said::Unknown) | None => are_all_known = false,
        }
    }
    if shown.is_empty() && are_all_known {
        let missing = without.iter();
        shown.extend(missing.map(|path| format!("The copy {path} has no such place.")));
    }
    (!shown.is_empty()).then(|| shown.join("\n\n"))
}

/// What a copy says at a place.
enum Said {
    /// In Markdown.
    Words(String),
    /// The place is there and has no text, as an empty cell.
    NoWords,
    NoSuchPlace,
    Unknown,
}

/// The words at a place, from the passage with the `quoted` ones on, if they are there.
fn said_at(
    copy: &ReadCopy,
    text: &DocumentText,
    parts: &[PlacePart],
    quoted: Option<&str>,
) -> Said {
    let found = text.at(parts);
    if found.excerpts.is_empty() {
        return match found.presence {
            Presence::There => Said::NoWords,
            Presence::NotThere(_) => Said::NoSuchPlace,
            Presence::Unknown => Said::Unknown,
        };
    }
    let places = quoted.map_or_else(Vec::new, |quoted| copy.words().places_of(quoted));
    let has = |excerpt: &Excerpt, start: &DocumentPlace| {
        excerpt.passage == start.passage && excerpt.range.contains(&start.at)
    };
    let first = found
        .excerpts
        .iter()
        .position(|it| places.iter().any(|words| has(it, &words.start)));
    match quote(text, &found.excerpts[first.unwrap_or(0)..]) {
        words if words.is_empty() => Said::NoWords,
        words => Said::Words(words),
    }
}

/// The excerpts as quoted Markdown: the cells of a row in one line, everything else in a line of its own.
fn quote(text: &DocumentText, excerpts: &[Excerpt]) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut left = MOST_CHARS;
    let mut row = None;
    for excerpt in excerpts {
        let words: Vec<&str> = excerpt.text.split_whitespace().collect();
        let words = words.join(" ");
        if words.is_empty() {
            continue;
        }
        let cut = cut(&words, left);
        let passage = &text.passages[excerpt.passage];
        let place = &passage.place;
        let this_row =
            (passage.kind == PassageKind::Cell).then_some((place.sheet, place.table, place.row));
        match lines
            .last_mut()
            .filter(|_| row.is_some() && row == this_row)
        {
            Some(line) => *line += &format!(" | {cut}"),
            None => lines.push(cut.to_owned()),
        }
        row = this_row;
        left = left.saturating_sub(words.chars().count());
        if cut.len() < words.len() || left == 0 {
            let line = lines.last_mut().expect("a line was added");
            line.push_str(" …");
            break;
        }
    }
    // A line that starts with a quotation mark is neither a list nor a heading.
    let lines: Vec<String> = lines
        .iter()
        .map(|line| format!("> “{}”", escaped(line.trim())))
        .collect();
    lines.join("\n>\n")
}

/// At most `most` characters from the start: whole sentences if that leaves half of them, or else whole words.
fn cut(text: &str, most: usize) -> &str {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text;
    };
    let start = &text[..end];
    let is_end = |c: char| matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।');
    let sentence = start.char_indices().rev().find_map(|(at, c)| {
        let behind = at + c.len_utf8();
        let is_wide = matches!(c, '。' | '！' | '？');
        let ends = is_end(c) && (is_wide || text[behind..].starts_with(' '));
        ends.then_some(behind)
    });
    let word = || match text[end..].starts_with(' ') {
        true => Some(end),
        false => start.rfind(' '),
    };
    let at = sentence.filter(|&at| at >= end / 2);
    &text[..at.or_else(word).unwrap_or(end)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_cut_at_the_end_of_a_sentence_or_of_a_word() {
        for (text, most, expected) in [
            ("One two. Three four", 12, "One two."),
            ("One. Two three four five", 16, "One. Two three"),
            ("One two three", 7, "One two"),
            ("One two", 7, "One two"),
            ("一二三。四五六", 5, "一二三。"),
            ("éééééé", 3, "ééé"),
            ("3.14159 is pi", 9, "3.14159"),
            ("One", 0, ""),
        ] {
            assert_eq!(cut(text, most), expected, "{text}");
        }
    }
}
