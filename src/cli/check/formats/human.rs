//! Each finding with the lines that it is about, for people.

use std::io::Write;

use anyhow::Result;

use super::closing_lines::closing_lines;
use super::cut_line::CutLine;
use super::format::{Audience, OutputFormat, WriteOptions};
use super::layout::{Layout, Underlined};
use super::rendering::{READABLE_FINDINGS, each_finding, fix_mark, shown};
use super::statistics;
use crate::cli::check::outcome::Outcome;
use crate::cli::check::reported::{Reported, Spot};
use crate::cli::printable::printable;
use crate::cli::terminal::columns;
use crate::rules::Severity;

pub const FORMAT: OutputFormat = OutputFormat {
    name: "human",
    description: "Each finding with the lines that it is about",
    audience: Audience::People,
    needs_texts: true,
    needs_fixes: false,
    write: human,
    write_statistics: Some(statistics::table),
};

/// The colour of the words that a finding relates to.
const RELATED: &str = "\x1b[1;94m";

fn human(out: &mut dyn Write, outcome: &Outcome, options: WriteOptions) -> Result<()> {
    let shown = shown(outcome, options);
    each_finding(out, &shown, |out, at, finding| {
        let layout = Layout {
            out,
            has_colours: options.colours,
            width: options.width,
            digits: digits(finding),
        };
        let page = Page { outcome, layout };
        page.write(finding, at < READABLE_FINDINGS);
    })?;
    out.write_all(closing_lines(outcome, options).as_bytes())?;
    Ok(())
}

/// The width of the largest line number.
fn digits(finding: &Reported) -> usize {
    let lines = finding.spots().map(|spot| spot.start.line);
    lines.max().unwrap_or_default().to_string().len()
}

/// The place where one finding is written.
struct Page<'a> {
    outcome: &'a Outcome,
    layout: Layout<'a>,
}

impl Page<'_> {
    fn write(mut self, finding: &Reported, with_lines: bool) {
        let kind = format!("{}[{}]", finding.severity.word(), finding.rule);
        let message = format!("{}{}", fix_mark(finding), printable(&finding.message));
        self.layout.title(&kind, colour(finding.severity), &message);
        let line = self.cut_line(&finding.spot, "").filter(|_| with_lines);
        if line.is_none() {
            self.layout.digits = 0;
        }
        self.place("-->", &finding.spot);
        if let Some(line) = line {
            self.lines(finding, &line);
        }
        self.layout.out.push('\n');
    }

    fn place(&mut self, arrow: &str, spot: &Spot) {
        let path = self.outcome.shown_path(&spot.path);
        let place = format!("{path}:{}:{}", spot.start.line, spot.start.column);
        self.layout.place(arrow, &printable(&place));
    }

    /// The line of the finding, and those of related places.
    fn lines(&mut self, finding: &Reported, line: &CutLine) {
        let mut underlined = Vec::new();
        let primary = line.mark(&finding.spot.bytes());
        underlined.extend(primary.map(|mark| Underlined {
            mark,
            sign: '^',
            colour: colour(finding.severity),
            label: String::new(),
        }));
        let mut elsewhere = Vec::new();
        for (spot, message) in &finding.related {
            let is_here = spot.path == finding.spot.path && !spot.confidential;
            match related(line, spot, message).filter(|_| is_here) {
                Some(words) => underlined.push(words),
                None => elsewhere.push((spot, message)),
            }
        }
        self.layout.line(finding.spot.start.line, line, &underlined);
        for (spot, message) in elsewhere {
            if let Some(line) = self.cut_line(spot, message) {
                self.layout.bar();
                self.place(":::", spot);
                let words = related(&line, spot, message);
                self.layout.line(spot.start.line, &line, words.as_slice());
            }
        }
    }

    /// The line of a place with room for a label. None if there is no text, or if it must not be shown.
    fn cut_line(&self, spot: &Spot, label: &str) -> Option<CutLine> {
        let text = self.outcome.text(&spot.path);
        let text = text.filter(|_| !spot.confidential)?;
        let width = self.layout.line_width();
        Some(CutLine::around(text, &spot.bytes(), width, columns(label)))
    }
}

/// The words of a related place, if the line shows them.
fn related(line: &CutLine, spot: &Spot, message: &str) -> Option<Underlined> {
    Some(Underlined {
        mark: line.mark(&spot.bytes())?,
        sign: '-',
        colour: RELATED,
        label: printable(message).into_owned(),
    })
}

fn colour(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "\x1b[1;91m",
        Severity::Warning => "\x1b[1;33m",
        Severity::Information => "\x1b[1;94m",
        Severity::Hint => "\x1b[1;92m",
    }
}
