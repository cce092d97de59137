//! A paragraph as Markdown: its text with the markup of its runs, and where marks stand in it.

use std::fmt::Write as _;

/// The look of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    pub bold: bool,
    pub italic: bool,
    pub strike: bool,
    /// The address that it leads to.
    pub link: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edge {
    Start(String),
    End(String),
    /// Where a comment is referred to.
    Comment(String),
    Footnote(String),
    Endnote(String),
    LinkStart(usize),
    LinkEnd(usize),
}

/// What a paragraph is in the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Role {
    pub heading: Option<usize>,
    /// Whether it is an item of a numbered list, and the level of the list.
    pub item: Option<(bool, usize)>,
}

/// A paragraph while it is read.
#[derive(Debug, Default)]
pub struct Paragraph {
    pub role: Role,
    pieces: Vec<(String, Look)>,
    /// Each before the piece with this number.
    edges: Vec<(usize, Edge)>,
    /// Whether its end was deleted: the next one continues it.
    pub is_continued: bool,
}

/// A paragraph as Markdown, with the offsets of its marks.
#[derive(Debug, Default)]
pub struct Rendered {
    pub text: String,
    pub edges: Vec<(usize, Edge)>,
}

/// A line break that readers see.
pub const BREAK: &str = "\n";

impl Paragraph {
    pub fn push(&mut self, text: &str, look: &Look) {
        // A mark cuts the text.
        let is_cut = self
            .edges
            .last()
            .is_some_and(|(at, _)| *at == self.pieces.len());
        match self.pieces.last_mut() {
            Some((last, known)) if known == look && !is_cut => last.push_str(text),
            _ => self.pieces.push((text.to_owned(), look.clone())),
        }
    }

    pub fn mark(&mut self, edge: Edge) {
        self.edges.push((self.pieces.len(), edge));
    }

    /// Adds the text of the paragraph after it, whose end was not deleted.
    pub fn append(&mut self, next: Paragraph) {
        let before = self.pieces.len();
        self.pieces.extend(next.pieces);
        let edges = next.edges.into_iter();
        self.edges
            .extend(edges.map(|(at, edge)| (before + at, edge)));
        self.is_continued = next.is_continued;
    }

    /// `is_cell` says that it must stay on one line.
    pub fn render(&self, is_cell: bool) -> Rendered {
        let mut writer = Writer {
            is_heading: self.role.heading.is_some(),
            is_one_line: is_cell || self.role.heading.is_some(),
            is_cell,
            ..Writer::default()
        };
        let mut edges = self.edges.iter().peekable();
        for (at, (text, look)) in self.pieces.iter().enumerate() {
            while let Some((_, edge)) = edges.next_if(|(place, _)| *place <= at) {
                writer.edge(edge);
            }
            writer.write(text, look);
        }
        for (_, edge) in edges {
            writer.edge(edge);
        }
        writer.finish()
    }
}

#[derive(Default)]
struct Writer {
    out: Rendered,
    /// The markup that is open.
    open: Look,
    /// White space that was not written yet: none may stand inside of emphasis, at its edges.
    space: String,
    is_heading: bool,
    is_one_line: bool,
    is_cell: bool,
}

impl Writer {
    fn write(&mut self, text: &str, look: &Look) {
        let look = Look {
            bold: look.bold && !self.is_heading,
            ..look.clone()
        };
        let words = text.trim_start();
        self.space.push_str(&text[..text.len() - words.len()]);
        if words.is_empty() {
            return;
        }
        let core = words.trim_end();
        self.switch(&look);
        self.escaped(core);
        self.space.push_str(&words[core.len()..]);
    }

    /// Closes and opens markup until `look` is open.
    fn switch(&mut self, look: &Look) {
        if self.open == *look {
            self.flush_space();
            return;
        }
        self.close();
        self.flush_space();
        let text = &mut self.out.text;
        if look.link.is_some() {
            text.push('[');
        }
        if look.strike {
            text.push_str("~~");
        }
        if look.bold {
            text.push_str("**");
        }
        if look.italic {
            text.push('*');
        }
        self.open = look.clone();
    }

    fn close(&mut self) {
        let look = std::mem::take(&mut self.open);
        let text = &mut self.out.text;
        if look.italic {
            text.push('*');
        }
        if look.bold {
            text.push_str("**");
        }
        if look.strike {
            text.push_str("~~");
        }
        if let Some(address) = look.link {
            let _ = write!(text, "]({})", in_parentheses(&address));
        }
    }

    fn flush_space(&mut self) {
        let space = std::mem::take(&mut self.space);
        if self.out.text.is_empty() || space.is_empty() {
            return;
        }
        match space.contains(BREAK) && !self.is_one_line {
            true => self.out.text.push_str("\\\n"),
            false if self.out.text.ends_with([' ', '\n']) => {}
            false => self.out.text.push(' '),
        }
    }

    fn edge(&mut self, edge: &Edge) {
        // A range starts at its first word and ends after its last one.
        if !matches!(edge, Edge::End(_) | Edge::LinkEnd(_)) && !self.space.is_empty() {
            self.close();
            self.flush_space();
        }
        if let Edge::LinkEnd(_) = edge {
            self.close();
        }
        self.out.edges.push((self.out.text.len(), edge.clone()));
    }

    /// The text with backslashes before what Markdown would read as markup.
    fn escaped(&mut self, text: &str) {
        let mut before = self.out.text.chars().next_back().unwrap_or('\n');
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            let next = rest.peek().copied().unwrap_or(' ');
            if c == '\n' {
                match self.is_one_line {
                    true => self.out.text.push(' '),
                    false => self.out.text.push_str("\\\n"),
                }
                before = c;
                continue;
            }
            let is_first = before == '\n';
            let is_markup = match c {
                '\\' | '`' | '*' | '[' | ']' | '<' | '{' => true,
                '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
                '~' => next == '~' || before == '~',
                '&' => next.is_alphanumeric() || next == '#',
                '|' => self.is_cell || is_first,
                '#' | '>' | '=' | ':' => is_first,
                '+' | '-' => is_first && (next == ' ' || next == '-' || next == '+'),
                '.' | ')' => next == ' ' && starts_with_number_only(&self.out.text),
                _ => false,
            };
            if is_markup {
                self.out.text.push('\\');
            }
            self.out.text.push(match c {
                c if c.is_control() => ' ',
                c => c,
            });
            before = c;
        }
    }

    fn finish(mut self) -> Rendered {
        self.close();
        self.out
    }
}

/// Whether the last line is only a number, so that a point after it would begin a list.
fn starts_with_number_only(text: &str) -> bool {
    let line = text.rsplit('\n').next().unwrap_or_default();
    !line.is_empty() && line.len() < 10 && line.bytes().all(|byte| byte.is_ascii_digit())
}

fn in_parentheses(address: &str) -> String {
    let mut written = String::new();
    for c in address.chars() {
        match c {
            ' ' => written.push_str("%20"),
            '(' => written.push_str("%28"),
            ')' => written.push_str("%29"),
            '<' => written.push_str("%3C"),
            '>' => written.push_str("%3E"),
            '\\' => written.push_str("%5C"),
            c if c.is_control() => {}
            c => written.push(c),
        }
    }
    written
}
