//! The text of a Word document as Markdown. Tracked changes are accepted.

use anyhow::Result;

use super::package::Relationships;
use super::paragraph::{BREAK, Edge, Look, Paragraph, Rendered};
use super::styles::{Lists, Styles, outline_level};
use super::xml::{Element, Xml, XmlEvent};

/// The text, with the places of what stands at its margin.
#[derive(Debug, Default)]
pub struct DocumentText {
    pub text: String,
    /// In the order of the document, as offsets of the text.
    pub edges: Vec<(usize, Edge)>,
    /// The addresses of the links, by their numbers.
    pub links: Vec<String>,
    /// The number of tracked changes.
    pub changes: usize,
    pub title: Option<String>,
}

pub fn read(
    text: &str,
    relationships: &Relationships,
    styles: &Styles,
    lists: &Lists,
) -> Result<DocumentText> {
    let mut walker = Walker {
        relationships,
        styles,
        lists,
        document: DocumentText::default(),
        paragraphs: Vec::new(),
        tables: Vec::new(),
        pending: Vec::new(),
        continued: None,
        look: Look::default(),
        hidden: 0,
        earlier: 0,
        fields: Vec::new(),
        links: Vec::new(),
        is_text: false,
        is_instruction: false,
        before: Before::Nothing,
        has_title: false,
        in_run_properties: false,
        in_paragraph_properties: false,
    };
    let mut xml = Xml::of(text);
    while let Some(event) = xml.next()? {
        match event {
            XmlEvent::Start(element) => walker.start(&element),
            XmlEvent::End(name) => walker.end(&name),
            XmlEvent::Text(text) if walker.is_instruction => {
                if let Some(field) = walker.fields.last_mut() {
                    field.instruction.push_str(&text);
                }
            }
            XmlEvent::Text(text) if walker.is_text && walker.hidden == 0 => walker.text(&text),
            XmlEvent::Text(_) => {}
        }
    }
    Ok(walker.finish())
}

/// A table while it is read.
#[derive(Default)]
struct Table {
    rows: Vec<Vec<Rendered>>,
    /// The number of columns that the current cell covers.
    span: usize,
}

/// A field such as `HYPERLINK "https://example.org"`.
#[derive(Default)]
struct Field {
    instruction: String,
    /// The number of its link, once its result begins.
    link: Option<usize>,
}

/// What stands before the next paragraph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Block,
    Item,
}

struct Walker<'a> {
    relationships: &'a Relationships,
    styles: &'a Styles,
    lists: &'a Lists,
    document: DocumentText,
    /// The open paragraphs: a text box is inside of one.
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    /// Marks between paragraphs.
    pending: Vec<Edge>,
    continued: Option<Paragraph>,
    look: Look,
    /// The number of open elements that are not part of the text: deleted ones, and other forms of the same.
    hidden: usize,
    /// The number of open elements that say how something looked before it was changed.
    earlier: usize,
    fields: Vec<Field>,
    /// The open links, by number.
    links: Vec<Option<usize>>,
    is_text: bool,
    is_instruction: bool,
    before: Before,
    /// Whether the document has a paragraph in the style of a title.
    has_title: bool,
    in_run_properties: bool,
    in_paragraph_properties: bool,
}

const NOT_IN_TEXT: [&str; 4] = ["del", "moveFrom", "Fallback", "rt"];

impl Walker<'_> {
    fn start(&mut self, element: &Element) {
        let name = element.name.as_str();
        if name.ends_with("PrChange") {
            self.earlier += 1;
        }
        if self.earlier > 0 {
            return;
        }
        if NOT_IN_TEXT.contains(&name) && !self.in_paragraph_properties {
            self.hidden += 1;
        }
        if matches!(name, "ins" | "del" | "moveTo") && !self.in_paragraph_properties {
            self.document.changes += 1;
        }
        match name {
            "p" => self.begin_paragraph(),
            "pPr" => self.in_paragraph_properties = true,
            "rPr" => self.in_run_properties = true,
            "r" => self.look = Look::default(),
            "t" => self.is_text = true,
            "instrText" => self.is_instruction = self.hidden == 0,
            "tbl" => self.tables.push(Table::default()),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            "tc" => self.begin_cell(),
            "gridSpan" => {
                let span = element.get("val").and_then(|it| it.parse().ok());
                if let Some(table) = self.tables.last_mut() {
                    table.span = span.unwrap_or(1).clamp(1, 64);
                }
            }
            _ if self.in_paragraph_properties => self.paragraph_property(element),
            _ if self.in_run_properties => self.run_property(element),
            _ => self.content(element),
        }
    }

    fn paragraph_property(&mut self, element: &Element) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        let value = element.get("val").unwrap_or_default();
        match element.name.as_str() {
            "pStyle" => {
                paragraph.role.heading = self.styles.level_of(value);
                paragraph.role.item = self
                    .styles
                    .item_of(value)
                    .map(|(list, level)| (self.lists.is_numbered(list, level), level));
            }
            "outlineLvl" => paragraph.role.heading = outline_level(value),
            "ilvl" => {
                let level = value.parse().unwrap_or(0);
                let is_numbered = paragraph.role.item.is_some_and(|(numbered, _)| numbered);
                paragraph.role.item = Some((is_numbered, level));
            }
            "numId" => {
                let level = paragraph.role.item.map_or(0, |(_, level)| level);
                // Number 0 takes a paragraph out of the list of its style.
                paragraph.role.item =
                    (value != "0").then(|| (self.lists.is_numbered(value, level), level));
            }
            "del" if self.in_run_properties => paragraph.is_continued = true,
            _ => {}
        }
    }

    fn run_property(&mut self, element: &Element) {
        match element.name.as_str() {
            "b" => self.look.bold = element.is_on(),
            "i" => self.look.italic = element.is_on(),
            "strike" | "dstrike" => self.look.strike = element.is_on(),
            _ => {}
        }
    }

    fn content(&mut self, element: &Element) {
        let id = || element.get("id").unwrap_or_default().to_owned();
        match element.name.as_str() {
            "commentRangeStart" => self.mark(Edge::Start(id())),
            "commentRangeEnd" => self.mark(Edge::End(id())),
            "commentReference" => self.mark(Edge::Comment(id())),
            "footnoteReference" if self.hidden == 0 => self.mark(Edge::Footnote(id())),
            "endnoteReference" if self.hidden == 0 => self.mark(Edge::Endnote(id())),
            "tab" if self.hidden == 0 => self.text(" "),
            "br" | "cr" if self.hidden == 0 => match element.get("type") {
                Some("page" | "column") => {}
                _ => self.text(BREAK),
            },
            "noBreakHyphen" if self.hidden == 0 => self.text("\u{2011}"),
            "hyperlink" => {
                let target = element.get("id").and_then(|id| self.relationships.get(id));
                let target = target.filter(|target| target.kind == "hyperlink");
                let number = target.map(|target| self.begin_link(target.target.clone()));
                self.links.push(number);
            }
            "fldSimple" => {
                let address = element.get("instr").and_then(address_in);
                let number = address.map(|address| self.begin_link(address));
                self.links.push(number);
            }
            "fldChar" => self.field(element.get("fldCharType").unwrap_or_default()),
            _ => {}
        }
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => self.fields.push(Field::default()),
            "separate" => {
                let address = self
                    .fields
                    .last()
                    .and_then(|it| address_in(&it.instruction));
                let number = address.map(|address| self.begin_link(address));
                if let Some(field) = self.fields.last_mut() {
                    field.link = number;
                }
            }
            "end" => {
                let field = self.fields.pop();
                if let Some(number) = field.and_then(|field| field.link) {
                    self.mark(Edge::LinkEnd(number));
                }
            }
            _ => {}
        }
    }

    fn begin_link(&mut self, address: String) -> usize {
        let number = self.document.links.len();
        self.document.links.push(address);
        self.mark(Edge::LinkStart(number));
        number
    }

    /// The address that the text here leads to.
    fn address(&self) -> Option<String> {
        let of_field = self.fields.iter().rev().find_map(|field| field.link);
        let number = self.links.iter().rev().find_map(|it| *it).or(of_field)?;
        self.document.links.get(number).cloned()
    }

    fn end(&mut self, name: &str) {
        if name.ends_with("PrChange") {
            self.earlier = self.earlier.saturating_sub(1);
        }
        if self.earlier > 0 {
            return;
        }
        if NOT_IN_TEXT.contains(&name) && !self.in_paragraph_properties {
            self.hidden = self.hidden.saturating_sub(1);
        }
        match name {
            "p" => self.end_paragraph(),
            "pPr" => self.in_paragraph_properties = false,
            "rPr" => self.in_run_properties = false,
            "t" => self.is_text = false,
            "instrText" => self.is_instruction = false,
            "tbl" => self.end_table(),
            "tc" => self.end_cell(),
            "hyperlink" | "fldSimple" => {
                if let Some(number) = self.links.pop().flatten() {
                    self.mark(Edge::LinkEnd(number));
                }
            }
            _ => {}
        }
    }

    fn mark(&mut self, edge: Edge) {
        match self.paragraphs.last_mut() {
            Some(paragraph) => paragraph.mark(edge),
            None => self.pending.push(edge),
        }
    }

    fn text(&mut self, text: &str) {
        let look = Look {
            link: self.address(),
            ..self.look.clone()
        };
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.push(text, &look);
        }
    }

    fn begin_paragraph(&mut self) {
        let mut paragraph = Paragraph::default();
        for edge in std::mem::take(&mut self.pending) {
            paragraph.mark(edge);
        }
        self.paragraphs.push(paragraph);
        self.look = Look::default();
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else {
            return;
        };
        let whole = match self.continued.take() {
            None => paragraph,
            Some(mut first) => {
                first.append(paragraph);
                first
            }
        };
        match whole.is_continued {
            true => self.continued = Some(whole),
            false => self.emit(&whole),
        }
    }

    fn emit(&mut self, paragraph: &Paragraph) {
        if let Some(table) = self.tables.last_mut() {
            let rendered = paragraph.render(true);
            let cell = table.rows.last_mut().and_then(|row| row.last_mut());
            match cell {
                Some(cell) => append(cell, rendered, " "),
                None => self
                    .pending
                    .extend(rendered.edges.into_iter().map(|(_, edge)| edge)),
            }
            return;
        }
        let rendered = paragraph.render(false);
        if rendered.text.is_empty() {
            self.pending
                .extend(rendered.edges.into_iter().map(|(_, edge)| edge));
            return;
        }
        let is_item = paragraph.role.heading.is_none() && paragraph.role.item.is_some();
        let document = &mut self.document;
        match (self.before, is_item) {
            (Before::Nothing, _) => {}
            (Before::Item, true) => document.text.push('\n'),
            _ => document.text.push_str("\n\n"),
        }
        match (paragraph.role.heading, paragraph.role.item) {
            (Some(level), _) => {
                let text = rendered.text.replace(['\\', '*'], "");
                let has_title = self.has_title;
                if level == 0 || document.title.is_none() && level == 1 {
                    document.title = Some(text);
                }
                self.has_title |= level == 0;
                let level = if has_title { level + 1 } else { level };
                let marks = "#".repeat(level.clamp(1, 6));
                document.text.push_str(&format!("{marks} "));
            }
            (None, Some((is_numbered, level))) => {
                document.text.push_str(&"   ".repeat(level.min(8)));
                document
                    .text
                    .push_str(if is_numbered { "1. " } else { "- " });
            }
            (None, None) => {}
        }
        self.before = if is_item { Before::Item } else { Before::Block };
        self.put(rendered);
    }

    fn put(&mut self, rendered: Rendered) {
        let start = self.document.text.len();
        self.document.text.push_str(&rendered.text);
        let edges = rendered.edges.into_iter();
        let edges = edges.map(|(at, edge)| (start + at, edge));
        self.document.edges.extend(edges);
    }

    fn begin_cell(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.span = 1;
            if let Some(row) = table.rows.last_mut() {
                row.push(Rendered::default());
            }
        }
    }

    fn end_cell(&mut self) {
        if let Some(table) = self.tables.last_mut()
            && let Some(row) = table.rows.last_mut()
        {
            row.extend((1..table.span).map(|_| Rendered::default()));
        }
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else {
            return;
        };
        if self.tables.is_empty() {
            self.put_table(table);
            return;
        }
        // A table in a cell: its text is part of the cell.
        for cell in table.rows.into_iter().flatten() {
            let outer = self.tables.last_mut().and_then(|it| it.rows.last_mut());
            if let Some(outer) = outer.and_then(|row| row.last_mut()) {
                append(outer, cell, " ");
            }
        }
    }

    fn put_table(&mut self, table: Table) {
        let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        if self.before != Before::Nothing {
            self.document.text.push_str("\n\n");
        }
        self.before = Before::Block;
        for (number, mut row) in table.rows.into_iter().enumerate() {
            row.resize_with(columns, Rendered::default);
            let begin = if number == 0 { "|" } else { "\n|" };
            self.document.text.push_str(begin);
            for cell in row {
                self.document.text.push(' ');
                self.put(cell);
                self.document.text.push_str(" |");
            }
            if number == 0 {
                self.document.text.push_str("\n|");
                self.document.text.push_str(&" --- |".repeat(columns));
            }
        }
    }

    fn finish(mut self) -> DocumentText {
        if let Some(last) = self.continued.take() {
            self.emit(&last);
        }
        let end = self.document.text.len();
        let pending = std::mem::take(&mut self.pending);
        self.document
            .edges
            .extend(pending.into_iter().map(|edge| (end, edge)));
        if !self.document.text.is_empty() {
            self.document.text.push('\n');
        }
        self.document
    }
}

fn append(cell: &mut Rendered, next: Rendered, between: &str) {
    if !cell.text.is_empty() && !next.text.is_empty() {
        cell.text.push_str(between);
    }
    let start = cell.text.len();
    cell.text.push_str(&next.text);
    let edges = next.edges.into_iter();
    cell.edges
        .extend(edges.map(|(at, edge)| (start + at, edge)));
}

/// The address in the instruction of a field: `HYPERLINK "https://example.org" \h`.
fn address_in(instruction: &str) -> Option<String> {
    let rest = instruction.trim().strip_prefix("HYPERLINK")?.trim_start();
    let address = rest.strip_prefix('"')?.split('"').next()?;
    address.contains(':').then(|| address.to_owned())
}
