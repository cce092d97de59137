//! Plain text: paragraphs between blank lines. If lines start with times, it is a transcript.

use super::decode::decode;
use super::transcript;
use crate::documents::Unreadable;
use crate::documents::builder::Builder;
use crate::documents::document_text::{DocumentText, PassageKind, Place};
use crate::documents::format::DocumentFormat;
use crate::text::line_ends::{line_ends, lines};

pub fn read(bytes: &[u8]) -> Result<DocumentText, Unreadable> {
    let text = decode(bytes, None);
    let mut builder = Builder::new(DocumentFormat::PlainText);
    let stamped = transcript::statements(&text);
    for statement in &stamped {
        let place = Place {
            lines: Some(statement.lines),
            time: statement.time,
            ..Place::default()
        };
        builder.push(PassageKind::Paragraph, statement.text, place)?;
    }
    builder.text().extent.duration = transcript::duration(&stamped);
    for paragraph in paragraphs(&text).filter(|_| stamped.is_empty()) {
        let place = Place {
            lines: Some(paragraph.lines),
            ..Place::default()
        };
        builder.push(PassageKind::Paragraph, paragraph.text, place)?;
    }
    builder.text().extent.lines = Some(line_count(&text));
    Ok(builder.finish())
}

/// The number of lines. An empty one after the last line end does not count.
pub fn line_count(text: &str) -> u32 {
    let ends_in_line = !text.is_empty() && !text.ends_with(['\n', '\r']);
    (line_ends(text) + usize::from(ends_in_line)) as u32
}

pub struct Paragraph<'a> {
    pub text: &'a str,
    /// The first and the last, counted from 1.
    pub lines: (u32, u32),
}

/// The parts of a text between blank lines.
pub fn paragraphs(text: &str) -> impl Iterator<Item = Paragraph<'_>> {
    let mut numbered = lines(text).zip(1u32..).peekable();
    let is_blank = move |range: &std::ops::Range<usize>| text[range.clone()].trim().is_empty();
    std::iter::from_fn(move || {
        let (first, line) = numbered.find(|(range, _)| !is_blank(range))?;
        let mut end = (first.end, line);
        while let Some((range, line)) = numbered.next_if(|(range, _)| !is_blank(range)) {
            end = (range.end, line);
        }
        Some(Paragraph {
            text: text[first.start..end.0].trim_end_matches(['\n', '\r']),
            lines: (line, end.1),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_have_their_lines() {
        let text = read(b"\r\nOne\r\ntwo\r\n \r\nThree").unwrap();
        let passages: Vec<_> = (text.passages.iter())
            .map(|it| {
                (
                    &*it.text,
                    it.place.lines.unwrap(),
                    it.place.paragraph.unwrap(),
                )
            })
            .collect();
        assert_eq!(passages, [("One\r\ntwo", (2, 3), 1), ("Three", (5, 5), 2)]);
        assert_eq!(text.extent.lines, Some(5));
        assert_eq!(read(b"").unwrap().extent.lines, Some(0));
        assert!(!read(b" \n").unwrap().has_readable_text());
    }
}
