//! A Markdown article with its look, for programs that show it in another way.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::markdown::{body_start, extensions, with_line_feeds};
use super::markup_extensions::unseen_ranges;

/// A paragraph, a heading, a list item or a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyledBlock {
    pub kind: StyledKind,
    pub runs: Vec<StyledRun>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StyledKind {
    Paragraph,
    /// The level of a heading, from 1.
    Heading(usize),
    /// The depth of an item, from 0.
    Item {
        is_numbered: bool,
        depth: usize,
    },
    /// A cell; rows count from 0.
    Cell {
        table: usize,
        row: usize,
    },
}

/// Text that looks the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyledRun {
    pub text: String,
    /// Where it is in the source.
    pub source: Range<usize>,
    pub look: RunLook,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunLook {
    pub bold: bool,
    pub italic: bool,
    pub strike: bool,
    pub link: Option<String>,
}

/// The blocks of a Markdown text that readers see, in order.
pub fn styled_blocks(source: &str) -> Vec<StyledBlock> {
    let body = body_start(source);
    let text = with_line_feeds(&source[body..]);
    let mut reader = StyledReader {
        source,
        unseen: unseen_ranges(&text)
            .into_iter()
            .map(|range| body + range.start..body + range.end)
            .collect(),
        blocks: Vec::new(),
        runs: Vec::new(),
        kind: StyledKind::Paragraph,
        look: RunLook::default(),
        lists: Vec::new(),
        hidden: 0,
        tables: 0,
        row: 0,
    };
    for (event, range) in Parser::new_ext(&text, extensions()).into_offset_iter() {
        reader.read(event, body + range.start..body + range.end);
    }
    reader.end_block();
    reader.blocks
}

struct StyledReader<'a> {
    source: &'a str,
    unseen: Vec<Range<usize>>,
    blocks: Vec<StyledBlock>,
    runs: Vec<StyledRun>,
    kind: StyledKind,
    look: RunLook,
    /// Whether each open list is numbered.
    lists: Vec<bool>,
    /// The number of open pictures and footnotes.
    hidden: usize,
    tables: usize,
    row: usize,
}

impl StyledReader<'_> {
    fn read(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(Tag::Image { .. } | Tag::FootnoteDefinition(_)) => {
                self.end_block();
                self.hidden += 1;
            }
            Event::End(TagEnd::Image | TagEnd::FootnoteDefinition) => {
                self.runs.clear();
                self.hidden = self.hidden.saturating_sub(1);
            }
            _ if self.hidden > 0 => {}
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text, range),
            Event::SoftBreak => self.push(" ", range),
            Event::HardBreak => self.push("\n", range),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            Tag::Strong => self.look.bold = true,
            Tag::Emphasis => self.look.italic = true,
            Tag::Strikethrough => self.look.strike = true,
            Tag::Link { dest_url, .. } => self.look.link = Some(dest_url.to_string()),
            Tag::Heading { level, .. } => self.begin(StyledKind::Heading(level as usize)),
            Tag::List(first) => {
                self.end_block();
                self.lists.push(first.is_some());
            }
            Tag::Item => {
                let is_numbered = self.lists.last().copied().unwrap_or(false);
                let depth = self.lists.len().saturating_sub(1);
                self.begin(StyledKind::Item { is_numbered, depth });
            }
            Tag::Table(_) => self.tables += 1,
            Tag::TableHead => self.row = 0,
            Tag::TableRow => self.row += 1,
            Tag::TableCell => {
                let (table, row) = (self.tables, self.row);
                self.begin(StyledKind::Cell { table, row });
            }
            // The first paragraph of an item is the item.
            Tag::Paragraph
                if matches!(self.kind, StyledKind::Item { .. }) && self.runs.is_empty() => {}
            _ => self.begin(StyledKind::Paragraph),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.look.bold = false,
            TagEnd::Emphasis => self.look.italic = false,
            TagEnd::Strikethrough => self.look.strike = false,
            TagEnd::Link => self.look.link = None,
            TagEnd::TableCell => {
                let runs = std::mem::take(&mut self.runs);
                // An empty cell keeps its place.
                self.blocks.push(StyledBlock {
                    kind: self.kind,
                    runs,
                });
            }
            TagEnd::List(_) => {
                self.end_block();
                self.lists.pop();
            }
            _ => self.end_block(),
        }
    }

    fn begin(&mut self, kind: StyledKind) {
        self.end_block();
        self.kind = kind;
    }

    fn end_block(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        if !runs.is_empty() {
            let kind = self.kind;
            self.blocks.push(StyledBlock { kind, runs });
            self.kind = StyledKind::Paragraph;
        }
    }

    /// Adds the parts of the text that readers see.
    fn text(&mut self, text: &str, range: Range<usize>) {
        let first = self
            .unseen
            .partition_point(|unseen| unseen.end <= range.start);
        let unseen: Vec<Range<usize>> = self.unseen[first..]
            .iter()
            .take_while(|unseen| unseen.start < range.end)
            .cloned()
            .collect();
        if self.source.get(range.clone()) != Some(text) {
            if unseen.is_empty() {
                self.push(text, range);
            }
            return;
        }
        let mut at = range.start;
        for unseen in unseen {
            if at < unseen.start {
                self.push(&self.source[at..unseen.start], at..unseen.start);
            }
            at = at.max(unseen.end);
        }
        if at < range.end {
            self.push(&self.source[at..range.end], at..range.end);
        }
    }

    fn push(&mut self, text: &str, source: Range<usize>) {
        self.runs.push(StyledRun {
            text: text.to_owned(),
            source,
            look: self.look.clone(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> Vec<String> {
        let blocks = styled_blocks(source).into_iter();
        let shown = blocks.map(|block| {
            let runs = block.runs.iter().map(|run| {
                let look = &run.look;
                let marks = [(look.bold, 'b'), (look.italic, 'i'), (look.strike, 's')];
                let marks: String = marks.iter().filter(|it| it.0).map(|it| it.1).collect();
                let link = look.link.as_deref().unwrap_or("");
                format!("{marks}<{}>{link}", run.text)
            });
            format!("{:?} {}", block.kind, runs.collect::<String>())
        });
        shown.collect()
    }

    #[test]
    fn the_look_of_an_article() {
        let source = "---\ntitle: T\n---\n# A *b*\n\nOne **two**[^1] [x](https://a.org)\nnext {--old--}.\n\n- a\n  1. b\n\n| h | |\n| - | - |\n| c | d |\n\n[^1]: Note.\n";
        assert_eq!(
            shown(source),
            [
                "Heading(1) <A >i<b>",
                "Paragraph <One >b<two>< ><x>https://a.org< ><next ><.>",
                "Item { is_numbered: false, depth: 0 } <a>",
                "Item { is_numbered: true, depth: 1 } <b>",
                "Cell { table: 1, row: 0 } <h>",
                "Cell { table: 1, row: 0 } ",
                "Cell { table: 1, row: 1 } <c>",
                "Cell { table: 1, row: 1 } <d>",
            ]
        );
    }
}
