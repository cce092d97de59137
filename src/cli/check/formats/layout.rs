//! The layout of one finding for people, in the way of compilers: its message, its place, and lines of the text with
//! underlined words.

use std::fmt::Write;
use std::ops::Range;

use super::cut_line::{CutLine, Mark};
use crate::cli::terminal::{columns, wrapped};

/// The width of lines of a text where nobody knows the width of the output.
const USUAL_WIDTH: usize = 100;

/// The indentation of a message from its second line on.
const INDENT: &str = "  ";

const BOLD: &str = "\x1b[1m";
const BLUE: &str = "\x1b[1;94m";
const PLAIN: &str = "\x1b[0m";

/// Lays out findings. The colour codes are for the caller to remove where they are not wanted.
pub struct Layout<'a> {
    pub out: &'a mut String,
    pub has_colours: bool,
    /// In columns, if it is known.
    pub width: Option<usize>,
    /// The width of line numbers.
    pub digits: usize,
}

/// Words that are underlined.
pub struct Underlined {
    pub mark: Mark,
    /// The sign under each column, and its colour.
    pub sign: char,
    pub colour: &'static str,
    pub label: String,
}

impl Layout<'_> {
    /// "warning[unused-source]: no claim cites …"
    pub fn title(&mut self, kind: &str, colour: &str, message: &str) {
        let text = format!(": {message}");
        let lines = match self.width {
            Some(width) => wrapped(
                &text,
                width.saturating_sub(columns(kind)),
                width - INDENT.len(),
            ),
            None => vec![text],
        };
        self.styled(colour, kind);
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                self.out.push_str(INDENT);
            }
            self.styled(BOLD, line);
            self.out.push('\n');
        }
    }

    /// " --> desk/bridge.sayso:3:11", or the same with `:::` for a related place.
    pub fn place(&mut self, arrow: &str, place: &str) {
        let arrow = format!("{:digits$}{arrow} ", "", digits = self.digits);
        self.styled(BLUE, &arrow);
        let _ = writeln!(self.out, "{place}");
    }

    /// A bar, as before and after lines of the text.
    pub fn bar(&mut self) {
        self.gutter("");
        self.out.push('\n');
    }

    /// A line of the text with its number, and what is underlined in it.
    pub fn line(&mut self, number: u32, line: &CutLine, underlined: &[Underlined]) {
        self.bar();
        self.gutter(&number.to_string());
        let _ = writeln!(self.out, " {}", line.shown());
        let mut column = 0;
        for (at, words) in underlined.iter().enumerate() {
            if at == 0 || words.mark.start < column {
                if at > 0 {
                    self.out.push('\n');
                }
                self.gutter("");
                self.out.push(' ');
                column = 0;
            }
            column = self.underline(words, column);
        }
        self.out.push('\n');
    }

    /// Underlines words on a line that goes up to `column`. Returns the column after which there is room for others.
    fn underline(&mut self, words: &Underlined, column: usize) -> usize {
        let Underlined {
            mark,
            sign,
            colour,
            label,
        } = words;
        let Mark { start, end, .. } = *mark;
        let _ = write!(self.out, "{:1$}", "", start - column);
        let mut signs: String = std::iter::repeat_n(*sign, end - start).collect();
        if mark.is_shortened {
            signs += "…";
        }
        let after = start + columns(&signs) + 1;
        if label.is_empty() {
            self.styled(colour, &signs);
            return after;
        }
        match self.text_width() {
            Some(width) if after + columns(label) > width => {
                self.styled(colour, &signs);
                self.label_below(label, colour, start.min(width / 3)..width);
                usize::MAX
            }
            _ => {
                self.styled(colour, &format!("{signs} {label}"));
                after + columns(label) + 1
            }
        }
    }

    /// Writes a label on lines of its own, within the columns.
    fn label_below(&mut self, label: &str, colour: &str, at: Range<usize>) {
        for line in wrapped(label, at.len(), at.len()) {
            self.out.push('\n');
            self.gutter("");
            let _ = write!(self.out, " {:1$}", "", at.start);
            self.styled(colour, &line);
        }
    }

    /// The width that lines of the text have.
    pub fn line_width(&self) -> usize {
        self.text_width().unwrap_or(USUAL_WIDTH)
    }

    /// The width after the gutter, if it is known.
    fn text_width(&self) -> Option<usize> {
        let gutter = self.digits + " | ".len();
        self.width.map(|width| width.saturating_sub(gutter))
    }

    fn gutter(&mut self, number: &str) {
        let gutter = format!("{number:<digits$} |", digits = self.digits);
        self.styled(BLUE, &gutter);
    }

    fn styled(&mut self, style: &str, text: &str) {
        // Writing to a string does not fail.
        let _ = match self.has_colours {
            true => write!(self.out, "{style}{text}{PLAIN}"),
            false => write!(self.out, "{text}"),
        };
    }
}
