//! Markdown: its text without markup, by paragraph, section, line of the file, and footnote.

use super::decode::decode;
use super::plain::line_count;
use crate::article::{Article, ArticleFormat, BlockKind};
use crate::documents::Unreadable;
use crate::documents::builder::Builder;
use crate::documents::document_text::{DocumentText, PassageKind, Place};
use crate::documents::format::DocumentFormat;
use crate::text::line_ends::line_ends;

pub fn read(bytes: &[u8]) -> Result<DocumentText, Unreadable> {
    let source = decode(bytes, None);
    let article = Article::read(&source, ArticleFormat::Markdown);
    let mut builder = Builder::new(DocumentFormat::Markdown);
    let (mut at, mut line) = (0, 1);
    let mut line_at = |byte: usize| {
        if byte > at {
            line += line_ends(&source[at..byte]) as u32;
            at = byte;
        }
        line
    };
    for (kind, range) in article.blocks() {
        let lines = (line_at(range.start), line_at(range.end));
        let place = Place {
            lines: Some(lines),
            ..Place::default()
        };
        let text = article.visible_text(range.clone());
        let text = text.trim();
        match kind {
            BlockKind::Heading => {
                builder.heading(text, level(&source, range.start, range.end), place)?
            }
            BlockKind::Footnote => {
                let name = note_name(&source, range.start);
                let note = name.map(|name| builder.note(name));
                builder.push(PassageKind::Note, text, Place { note, ..place })?;
            }
            BlockKind::TableHead => builder.push(PassageKind::Cell, text, place)?,
            BlockKind::Paragraph | BlockKind::Link | BlockKind::Code => {
                builder.push(PassageKind::Paragraph, text, place)?;
            }
        }
    }
    builder.text().extent.lines = Some(line_count(&source));
    Ok(builder.finish())
}

/// The level of the heading whose text is there: its number signs, or the line below it.
fn level(source: &str, start: usize, end: usize) -> u8 {
    let before = source[..start]
        .rsplit(['\n', '\r'])
        .next()
        .unwrap_or_default();
    match before
        .trim()
        .bytes()
        .take_while(|byte| *byte == b'#')
        .count()
    {
        0 => {
            let below = source[end..].lines().nth(1).unwrap_or_default();
            2 - u8::from(below.trim_start().starts_with('='))
        }
        signs => signs.min(6) as u8,
    }
}

/// `1` of `[^1]: The text of a note`, if the note starts there.
fn note_name(source: &str, start: usize) -> Option<&str> {
    let before = source[..start].rsplit(['\n', '\r']).next()?;
    let name = before.trim().strip_prefix("[^")?;
    Some(name.trim_end().trim_end_matches(':').trim_end_matches(']'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_by_place() {
        let source = "---\ntitle: x\n---\n# Minutes\n\nThe *bridge*\r\nclosed.[^1]\n\nCosts\n-----\n\n- One\n- Two\n\n[^1]: A note.\n";
        let text = read(source.as_bytes()).unwrap();
        let passages: Vec<_> = (text.passages.iter())
            .map(|it| format!("{:?} {:?} {:?}", it.kind, it.place.lines.unwrap(), it.text))
            .collect();
        expect_test::expect![[r#"
            Heading (4, 4) "Minutes"
            Paragraph (6, 7) "The bridge\r\nclosed."
            Heading (9, 9) "Costs"
            Paragraph (12, 12) "One"
            Paragraph (13, 13) "Two"
            Note (15, 15) "A note.""#]]
        .assert_eq(&passages.join("\n"));
        let levels: Vec<u8> = text.extent.sections.iter().map(|it| it.level).collect();
        assert_eq!(
            (levels, &text.extent.notes[..]),
            (vec![1, 2], &["1".to_owned()][..])
        );
    }
}
