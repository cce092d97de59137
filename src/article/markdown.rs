//! Markdown as readers see it: text without markup, addresses, footnote marks and pictures.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::front_matter;
use super::html::HtmlReader;
use super::layout::{BlockKind, LINE_BREAK, Layout};
use super::markup_extensions::unseen_ranges;
use crate::text::addresses::without_addresses;
use crate::text::byte_order_mark::mark_length;

pub fn layout(source: &str) -> Layout {
    let body = body_start(source);
    let text = with_line_feeds(&source[body..]);
    let unseen = unseen_ranges(&text).into_iter();
    let mut reader = MarkdownReader {
        source,
        unseen: unseen
            .map(|range| body + range.start..body + range.end)
            .collect(),
        layout: Layout::default(),
        html: HtmlReader::default(),
        kind: BlockKind::Paragraph,
        images: 0,
        links: 0,
        footnotes: 0,
        lists: Vec::new(),
    };
    for (event, range) in Parser::new_ext(&text, extensions()).into_offset_iter() {
        reader.read(event, body + range.start..body + range.end);
    }
    reader.layout.end_block(reader.kind);
    reader.layout
}

/// What Markdown can contain here beside CommonMark.
pub fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

struct MarkdownReader<'a> {
    source: &'a str,
    /// The ranges of the source that readers do not see although Markdown takes them for text, in order.
    unseen: Vec<Range<usize>>,
    layout: Layout,
    html: HtmlReader,
    kind: BlockKind,
    /// The nesting depth of images: their descriptions are not shown.
    images: usize,
    links: usize,
    footnotes: usize,
    lists: Vec<List>,
}

/// A list around the current place.
struct List {
    /// Its first block.
    first: usize,
    /// Whether all text in it is in links, and says no whole sentence.
    is_of_links: bool,
}

impl MarkdownReader<'_> {
    fn read(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            _ if self.images > 0 => {}
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            _ if self.html.is_unseen(range.start) => {}
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => self.code(&text, range),
            Event::SoftBreak => self.verbatim(range),
            Event::HardBreak => self.layout.replaced(range, LINE_BREAK),
            Event::InlineHtml(_) => {
                self.html
                    .inline(self.source, range, self.kind, &mut self.layout);
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag, range: Range<usize>) {
        match tag {
            Tag::Link { .. } => self.links += 1,
            Tag::Heading { .. } => self.end_block(BlockKind::Heading),
            Tag::TableHead => self.end_block(BlockKind::TableHead),
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => self.end_block(BlockKind::Code),
            Tag::HtmlBlock => {
                self.end_block(self.usual_kind());
                self.note_other_than_links();
                self.html.block(self.source, range, &mut self.layout);
            }
            _ if is_inline(tag.to_end()) => {}
            // The cells of a head are blocks of their own.
            Tag::TableCell => self.end_block(self.kind),
            _ => {
                self.end_block(self.usual_kind());
                match tag {
                    Tag::FootnoteDefinition(_) => {
                        self.footnotes += 1;
                        self.kind = self.usual_kind();
                    }
                    Tag::List(_) => self.lists.push(List {
                        first: self.layout.blocks.len(),
                        is_of_links: true,
                    }),
                    _ => {}
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => self.links = self.links.saturating_sub(1),
            TagEnd::TableCell => self.end_block(self.kind),
            _ if is_inline(tag) => {}
            _ => {
                if tag == TagEnd::FootnoteDefinition {
                    self.layout.end_block(self.kind);
                    self.footnotes = self.footnotes.saturating_sub(1);
                }
                self.end_block(self.usual_kind());
                if let TagEnd::List(_) = tag {
                    self.end_list();
                }
            }
        }
    }

    fn end_list(&mut self) {
        let Some(list) = self.lists.pop().filter(|list| list.is_of_links) else {
            return;
        };
        for block in &mut self.layout.blocks[list.first..] {
            block.kind = BlockKind::Link;
        }
    }

    /// The kind of a block that is no heading, table or code.
    fn usual_kind(&self) -> BlockKind {
        match self.footnotes > 0 {
            true => BlockKind::Footnote,
            false => BlockKind::Paragraph,
        }
    }

    /// Ends the current block and starts one of the kind `next`.
    fn end_block(&mut self, next: BlockKind) {
        self.layout.end_block(self.kind);
        self.kind = next;
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        self.note_text(text);
        match self.source.get(range.clone()) == Some(text) {
            true => self.verbatim(range),
            false if self.is_unseen(range.start) => {}
            false => self.layout.replaced(range, text),
        }
    }

    /// Adds the parts of `source` that readers see.
    fn verbatim(&mut self, source: Range<usize>) {
        let is_code = self.kind == BlockKind::Code;
        let first = self
            .unseen
            .partition_point(|unseen| unseen.end <= source.start);
        let unseen = self.unseen[first..].iter().filter(|_| !is_code);
        let mut at = source.start;
        for unseen in unseen.take_while(|unseen| unseen.start < source.end) {
            if at < unseen.start {
                self.layout.verbatim(at..unseen.start);
            }
            at = unseen.end;
        }
        if at < source.end {
            self.layout.verbatim(at..source.end);
        }
    }

    fn is_unseen(&self, at: usize) -> bool {
        let first = self.unseen.partition_point(|unseen| unseen.end <= at);
        let unseen = self.unseen.get(first);
        self.kind != BlockKind::Code && unseen.is_some_and(|unseen| unseen.start <= at)
    }

    /// A list in which words are outside of links, or in which one is a whole sentence, is not a list of links.
    fn note_text(&mut self, text: &str) {
        let says_something = match self.links {
            0 => without_addresses(text).contains(char::is_alphanumeric),
            _ => text.trim_end().ends_with('.'),
        };
        if says_something {
            self.note_other_than_links();
        }
    }

    fn note_other_than_links(&mut self) {
        for list in &mut self.lists {
            list.is_of_links = false;
        }
    }

    /// Code between backticks, which `range` includes. Line ends in it become spaces.
    fn code(&mut self, text: &str, range: Range<usize>) {
        self.note_text(text);
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

/// The start of the text, after a byte-order mark and front matter.
pub fn body_start(source: &str) -> usize {
    let mark = mark_length(source);
    mark + front_matter::length_of(&source[mark..])
}

/// `text` with `\n` for each lone `\r`, which Sayso treats as a line end.
pub fn with_line_feeds(text: &str) -> Cow<'_, str> {
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
