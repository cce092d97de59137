//! Web pages: what a reader sees, by paragraph, section, line of the file, table, row and column.

use std::ops::Range;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Span, StartTag, Token, Tokenizer};

use super::decode::decode;
use super::plain::line_count;
use crate::documents::Unreadable;
use crate::documents::builder::Builder;
use crate::documents::document_text::{DocumentText, PassageKind, Place};
use crate::documents::format::DocumentFormat;
use crate::text::line_ends::line_ends;

/// How far browsers look for the name of the encoding.
const HEAD: usize = 1024;

pub fn read(bytes: &[u8]) -> Result<DocumentText, Unreadable> {
    let html = decode(bytes, encoding_named_in(bytes));
    let mut reader = HtmlReader {
        builder: Builder::new(DocumentFormat::Html),
        text: String::new(),
        lines: LineCounter::of(&html),
        at: 0..0,
        heading: None,
        hidden: None,
        is_preformatted: false,
        tables: Vec::new(),
        title: false,
    };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(&*html, emitter) {
        let Ok(token) = token;
        reader.read(token)?;
    }
    reader.end_passage()?;
    reader.builder.text().extent.lines = Some(line_count(&html));
    Ok(reader.builder.finish())
}

/// The encoding in `<meta charset="…">` or `<meta content="text/html; charset=…">`.
fn encoding_named_in(bytes: &[u8]) -> Option<&[u8]> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let at = memchr::memmem::find(head, b"charset=")? + b"charset=".len();
    let name = head[at..].strip_prefix(b"\"").unwrap_or(&head[at..]);
    let is_end = |byte: &u8| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'_');
    Some(&name[..name.iter().position(is_end)?])
}

struct HtmlReader<'a> {
    builder: Builder,
    /// The text of the current passage.
    text: String,
    lines: LineCounter<'a>,
    /// The bytes of the file from which the current passage was read.
    at: Range<usize>,
    /// The level of the heading around.
    heading: Option<u8>,
    /// The element around that nobody sees, and how often it was opened within itself.
    hidden: Option<(Vec<u8>, u32)>,
    is_preformatted: bool,
    /// The tables around, the innermost last.
    tables: Vec<Table>,
    title: bool,
}

#[derive(Clone, Copy)]
struct Table {
    number: u32,
    row: u32,
    column: u32,
}

impl HtmlReader<'_> {
    fn read(&mut self, token: Token<usize>) -> Result<(), Unreadable> {
        match token {
            Token::StartTag(tag) => self.start(&tag),
            Token::EndTag(tag) => self.end(&tag.name),
            Token::String(text) => {
                self.push(&String::from_utf8_lossy(&text), text.span);
                Ok(())
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => Ok(()),
        }
    }

    fn start(&mut self, tag: &StartTag<usize>) -> Result<(), Unreadable> {
        let name = &**tag.name;
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth += u32::from(hidden == name && !is_void(name));
            return Ok(());
        }
        let is_hidden = HIDDEN.contains(&name) || tag.attributes.contains_key(&b"hidden"[..]);
        if is_hidden && !is_void(name) && !tag.self_closing {
            self.hidden = Some((name.to_vec(), 0));
            return Ok(());
        }
        if name == b"br" {
            self.text.push('\n');
        }
        if !BLOCKS.contains(&name) {
            return Ok(());
        }
        self.end_passage()?;
        match name {
            b"title" => self.title = true,
            b"pre" => self.is_preformatted = true,
            b"table" => {
                let extent = &mut self.builder.text().extent;
                extent.tables += 1;
                let number = extent.tables;
                self.tables.push(Table {
                    number,
                    row: 0,
                    column: 0,
                });
            }
            b"tr" => {
                if let Some(table) = self.tables.last_mut() {
                    (table.row, table.column) = (table.row + 1, 0);
                }
            }
            b"td" | b"th" => {
                if let Some(table) = self.tables.last_mut() {
                    table.column += 1;
                }
            }
            [b'h', level @ b'1'..=b'6'] => self.heading = Some(level - b'0'),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), Unreadable> {
        if let Some((hidden, depth)) = &mut self.hidden {
            match depth {
                _ if *hidden != name => {}
                0 => self.hidden = None,
                _ => *depth -= 1,
            }
            return Ok(());
        }
        if !BLOCKS.contains(&name) {
            return Ok(());
        }
        self.end_passage()?;
        match name {
            b"title" => self.title = false,
            b"pre" => self.is_preformatted = false,
            b"table" => drop(self.tables.pop()),
            [b'h', b'1'..=b'6'] => self.heading = None,
            _ => {}
        }
        Ok(())
    }

    /// Adds text. White space is what a browser shows: a single space, except in preformatted text.
    fn push(&mut self, text: &str, span: Span<usize>) {
        if self.hidden.is_some() {
            return;
        }
        if self.text.trim().is_empty() {
            let leading = text.len() - text.trim_start().len();
            self.at.start = span.start + leading.min(span.end - span.start);
            self.text.clear();
        }
        if !text.trim().is_empty() {
            self.at.end =
                span.end - (text.len() - text.trim_end().len()).min(span.end - span.start);
        }
        if self.is_preformatted {
            return self.text.push_str(text);
        }
        for c in text.chars() {
            let is_space = matches!(c, ' ' | '\n' | '\t' | '\r' | '\x0c');
            match is_space {
                true if self.text.is_empty() || self.text.ends_with([' ', '\n']) => {}
                true => self.text.push(' '),
                false => self.text.push(c),
            }
        }
    }

    fn end_passage(&mut self) -> Result<(), Unreadable> {
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() {
            return Ok(());
        }
        let lines = (
            self.lines.line(self.at.start),
            self.lines.line(self.at.end.max(self.at.start)),
        );
        let table = self.tables.last().filter(|table| table.column > 0);
        let place = Place {
            lines: Some(lines),
            table: table.map(|table| table.number),
            row: table.map(|table| table.row),
            column: table.map(|table| table.column),
            ..Place::default()
        };
        let text = text.trim_matches([' ', '\n']);
        match self.heading {
            _ if self.title => self.builder.push(PassageKind::Header, text, place),
            Some(level) => self.builder.heading(text, level, place),
            None if table.is_some() => self.builder.push(PassageKind::Cell, text, place),
            None => self.builder.push(PassageKind::Paragraph, text, place),
        }
    }
}

/// Lines of a text whose places are asked for in order.
struct LineCounter<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl LineCounter<'_> {
    fn of(text: &str) -> LineCounter<'_> {
        LineCounter {
            text,
            at: 0,
            line: 1,
        }
    }

    /// The line at that byte. An earlier one than asked for before is on that line.
    fn line(&mut self, at: usize) -> u32 {
        let at = self.text.floor_char_boundary(at);
        if at > self.at {
            self.line += line_ends(&self.text[self.at..at]) as u32;
            self.at = at;
        }
        self.line
    }
}

/// Elements in which readers see nothing.
const HIDDEN: [&[u8]; 10] = [
    b"script",
    b"style",
    b"template",
    b"noscript",
    b"svg",
    b"math",
    b"object",
    b"canvas",
    b"select",
    b"iframe",
];

/// Elements that end the passage before them and in them.
const BLOCKS: [&[u8]; 50] = [
    b"address",
    b"article",
    b"aside",
    b"blockquote",
    b"body",
    b"button",
    b"caption",
    b"center",
    b"dd",
    b"details",
    b"dialog",
    b"div",
    b"dl",
    b"dt",
    b"fieldset",
    b"figcaption",
    b"figure",
    b"footer",
    b"form",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"head",
    b"header",
    b"hr",
    b"html",
    b"legend",
    b"li",
    b"main",
    b"menu",
    b"nav",
    b"ol",
    b"p",
    b"pre",
    b"section",
    b"summary",
    b"table",
    b"tbody",
    b"td",
    b"textarea",
    b"tfoot",
    b"th",
    b"thead",
    b"title",
    b"tr",
    b"ul",
    b"video",
];

fn is_void(name: &[u8]) -> bool {
    [
        &b"area"[..],
        b"base",
        b"br",
        b"col",
        b"embed",
        b"hr",
        b"img",
        b"input",
        b"link",
        b"meta",
        b"source",
        b"wbr",
    ]
    .contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html>\n<title>Town &amp; council</title>\n<style>p { color: red }</style>\n\
        <h1>Minutes</h1>\n<p>The bridge\n  <b>closed</b> on 3&nbsp;March.<br>It is old.\n<p hidden>Unseen\n</p>\n\
        <h2>2.1 Costs</h2><ul><li>One<li>Two</ul>\n<table><tr><th>Year<th>Cost<tr><td>2024<td>12.5&nbsp;%</table>\
        <script>if (a < b) alert('no')</script><p>End &copy; 2024";

    #[test]
    fn a_page_has_what_readers_see() {
        let text = read(PAGE.as_bytes()).unwrap();
        let passages: Vec<_> = (text.passages.iter())
            .map(|it| format!("{:?} {:?} {}", it.kind, it.place.lines.unwrap(), it.text))
            .collect();
        expect_test::expect![[r#"
            Header (2, 2) Town & council
            Heading (4, 4) Minutes
            Paragraph (5, 6) The bridge closed on 3 March.
            It is old.
            Heading (9, 9) 2.1 Costs
            Paragraph (9, 9) One
            Paragraph (9, 9) Two
            Cell (10, 10) Year
            Cell (10, 10) Cost
            Cell (10, 10) 2024
            Cell (10, 10) 12.5 %
            Paragraph (10, 10) End © 2024"#]]
        .assert_eq(&passages.join("\n"));
        let cell = &text.passages[9].place;
        assert_eq!(
            (cell.table, cell.row, cell.column, cell.section),
            (Some(1), Some(2), Some(2), Some(1))
        );
    }

    #[test]
    fn an_unclosed_or_deeply_nested_page_is_read() {
        assert_eq!(read(b"<p>a<b").unwrap().passages[0].text, "a".into());
        let deep = "<div><table><tr><td>".repeat(50_000) + "x";
        assert_eq!(read(deep.as_bytes()).unwrap().passages.len(), 1);
        assert!(!read(b"<img src=a.png>").unwrap().has_readable_text());
    }

    #[test]
    fn the_page_names_its_encoding() {
        let text = read(b"<meta charset=\"windows-1251\"><p>\xca\xee\xf2").unwrap();
        assert_eq!(&*text.passages[0].text, "Кот");
    }
}
