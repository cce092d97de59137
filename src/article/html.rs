//! HTML in Markdown: its text without tags, comments, and elements that readers do not see.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

use super::html_tags::{Tag, closing_tag, tag_at};
use super::layout::{BlockKind, Layout};

/// Reads the HTML of one source. What it has started can go on in the Markdown after it.
#[derive(Default)]
pub struct HtmlReader {
    /// The end of the last element that readers do not see, in the source.
    unseen_until: usize,
    /// Elements that readers do not see and that nothing closes in the rest of the source.
    unclosed: Vec<&'static str>,
    is_in_thead: bool,
    /// The byte after a line break, if nothing but white space follows it.
    after_break: Option<usize>,
}

impl HtmlReader {
    /// Whether readers do not see the byte `at` of the source.
    pub fn is_unseen(&self, at: usize) -> bool {
        at < self.unseen_until
    }

    /// Reads the HTML block in the source's bytes `range`.
    pub fn block(&mut self, source: &str, range: Range<usize>, layout: &mut Layout) {
        let end = range.end;
        let mut at = range.start.max(self.unseen_until.min(end));
        let mut kind = self.kind();
        // Of a `<` behind the last `>`, no tag is left.
        let last = memchr::memrchr(b'>', &source.as_bytes()[at..end]).map(|last| at + last);
        while let Some(found) = memchr::memchr2(b'<', b'&', &source.as_bytes()[at..end]) {
            let mark = at + found;
            push_verbatim(at..mark, layout);
            let rest = &source[mark..end];
            let may_be_tag = rest.starts_with("<!--") || last.is_some_and(|last| last > mark);
            let tag = may_be_tag.then(|| tag_at(rest)).flatten();
            at = match tag {
                Some(tag) => {
                    self.tag(&tag, source, mark..end, &mut kind, layout);
                    (mark + tag.length).max(self.unseen_until).min(end)
                }
                None => mark + read_character(rest, mark, layout),
            };
        }
        push_verbatim(at..end, layout);
        layout.end_block(kind);
    }

    /// Reads a tag within a paragraph, at the start of the source's bytes `range`. The paragraph is of the kind `kind`.
    pub fn inline(
        &mut self,
        source: &str,
        range: Range<usize>,
        kind: BlockKind,
        layout: &mut Layout,
    ) {
        let mut kind = kind;
        if let Some(tag) = tag_at(&source[range.clone()]) {
            self.tag(&tag, source, range, &mut kind, layout);
        }
    }

    /// Reads `tag` at the start of the source's bytes `range`, which end where an element ends that nothing closes.
    fn tag(
        &mut self,
        tag: &Tag,
        source: &str,
        range: Range<usize>,
        kind: &mut BlockKind,
        layout: &mut Layout,
    ) {
        let after = range.start + tag.length;
        if tag.is("br") {
            return self.line_break(source, range.start..after, *kind, layout);
        }
        if tag.ends_paragraph() {
            layout.end_block(*kind);
            *kind = self.kind_after(tag);
        }
        let Some(name) = tag.starts_unseen() else {
            return;
        };
        let closed = match self.unclosed.contains(&name) {
            true => None,
            false => closing_tag(&source[after..], name),
        };
        self.unseen_until = match closed {
            Some(at) => after + at,
            None => {
                self.unclosed.push(name);
                range.end
            }
        };
    }

    /// A line break is a space; several of them end a paragraph.
    fn line_break(
        &mut self,
        source: &str,
        tag: Range<usize>,
        kind: BlockKind,
        layout: &mut Layout,
    ) {
        let follows = |after: usize| {
            source
                .get(after..tag.start)
                .is_some_and(|between| between.trim().is_empty())
        };
        match self.after_break.replace(tag.end).is_some_and(follows) {
            true => layout.end_block(kind),
            false => layout.replaced(tag, " "),
        }
    }

    fn kind(&self) -> BlockKind {
        match self.is_in_thead {
            true => BlockKind::TableHead,
            false => BlockKind::Paragraph,
        }
    }

    /// The kind of the text after a tag that ends a paragraph.
    fn kind_after(&mut self, tag: &Tag) -> BlockKind {
        if tag.is_one_of(&["thead", "tbody", "table"]) {
            self.is_in_thead = tag.is("thead") && !tag.closes;
        }
        match tag.closes {
            false if tag.is("th") => BlockKind::TableHead,
            false if tag.is_one_of(&["h1", "h2", "h3", "h4", "h5", "h6"]) => BlockKind::Heading,
            _ => self.kind(),
        }
    }
}

fn push_verbatim(range: Range<usize>, layout: &mut Layout) {
    if !range.is_empty() {
        layout.verbatim(range);
    }
}

/// Reads the `&` or `<` at the start of `rest`, and the entity that the `&` begins; returns the length.
fn read_character(rest: &str, at: usize, layout: &mut Layout) -> usize {
    match decoded_entity(rest).filter(|_| rest.starts_with('&')) {
        Some((length, text)) => {
            layout.replaced(at..at + length, &text);
            length
        }
        None => {
            layout.verbatim(at..at + 1);
            1
        }
    }
}

/// The entity at the start of `rest`: its length, and what it stands for.
pub fn decoded_entity(rest: &str) -> Option<(usize, String)> {
    const LONGEST: usize = 40;
    let name = rest
        .bytes()
        .take(LONGEST)
        .skip(1)
        .take_while(|&b| b.is_ascii_alphanumeric() || b == b'#');
    let length = 1 + name.count() + 1;
    let entity = rest.get(..length).filter(|entity| entity.ends_with(';'))?;
    Some((length, decoded(entity)?))
}

/// The Markdown library knows all entities of HTML.
fn decoded(entity: &str) -> Option<String> {
    Parser::new(entity).find_map(|event| match event {
        Event::Text(text) if *text != *entity => Some(text.to_string()),
        _ => None,
    })
}
