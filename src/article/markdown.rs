//! Markdown as readers see it: text without markup, addresses, footnote marks and pictures.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::html;
use super::layout::{BlockKind, LINE_BREAK, Layout};
use super::plain;

pub fn layout(source: &str) -> Layout {
    let body = body_start(source);
    let text = with_line_feeds(&source[body..]);
    let mut reader = MarkdownReader {
        source,
        layout: Layout::default(),
        kind: BlockKind::Paragraph,
        images: 0,
    };
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    for (event, range) in Parser::new_ext(&text, extensions).into_offset_iter() {
        reader.read(event, body + range.start..body + range.end);
    }
    reader.layout.end_block(reader.kind);
    reader.layout
}

struct MarkdownReader<'a> {
    source: &'a str,
    layout: Layout,
    kind: BlockKind,
    /// The nesting depth of images: their descriptions are not shown.
    images: usize,
}

impl MarkdownReader<'_> {
    fn read(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            _ if self.images > 0 => {}
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => self.code(&text, range),
            Event::SoftBreak => self.layout.verbatim(range),
            Event::HardBreak => self.layout.replaced(range, LINE_BREAK),
            Event::InlineHtml(tag) if html::breaks_line(&tag) => {
                self.layout.replaced(range, LINE_BREAK)
            }
            Event::Start(Tag::HtmlBlock) => {
                self.end_block(BlockKind::Paragraph);
                html::read(self.source, range, &mut self.layout);
            }
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) if !is_inline(tag) => self.end_block(BlockKind::Paragraph),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag) {
        match tag {
            Tag::Heading { .. } => self.end_block(BlockKind::Heading),
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => self.end_block(BlockKind::Code),
            _ if !is_inline(tag.to_end()) => self.end_block(BlockKind::Paragraph),
            _ => {}
        }
    }

    /// Ends the current block and starts one of the kind `next`.
    fn end_block(&mut self, next: BlockKind) {
        self.layout.end_block(self.kind);
        self.kind = next;
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        match self.source.get(range.clone()) == Some(text) {
            true => self.layout.verbatim(range),
            false => self.layout.replaced(range, text),
        }
    }

    /// Code between backticks, which `range` includes. Line ends in it become spaces.
    fn code(&mut self, text: &str, range: Range<usize>) {
        let quoted = &self.source[range.clone()];
        let inside = quoted.trim_start_matches('`');
        let start = range.start + quoted.len() - inside.len();
        let inside = inside.trim_end_matches('`');
        match inside.trim().len() == text.trim().len() {
            true => self.layout.verbatim(start..start + inside.len()),
            false => self.layout.replaced(range, text),
        }
    }
}

fn is_inline(tag: TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong, Subscript, Superscript};
    matches!(
        tag,
        Emphasis | Image | Link | Strikethrough | Strong | Subscript | Superscript
    )
}

/// The start of the text, after a byte-order mark and front matter between lines of `---` or `+++`.
fn body_start(source: &str) -> usize {
    let mark = if source.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let mut lines = plain::lines(&source[mark..]).map(|line| mark + line.start..mark + line.end);
    let fence = match lines.next().map(|line| source[line].trim_end()) {
        Some(fence @ ("---" | "+++")) => fence,
        _ => return mark,
    };
    let closes = |line: &str| line == fence || fence == "---" && line == "...";
    lines
        .find(|line| closes(source[line.clone()].trim_end()))
        .map_or(mark, |line| line.end)
}

/// `text` with `\n` for each lone `\r`, which Sayso treats as a line end.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let is_lone = |at: usize| text.as_bytes().get(at + 1) != Some(&b'\n');
    if !memchr::memchr_iter(b'\r', text.as_bytes()).any(is_lone) {
        return Cow::Borrowed(text);
    }
    let ends = text.char_indices().map(|(at, character)| match character {
        '\r' if is_lone(at) => '\n',
        _ => character,
    });
    Cow::Owned(ends.collect())
}
