//! What would be written, as a unified diff.
//!
//! A diff shows no line of a confidential source, because it ends up in the logs of CI as findings do. A hunk
//! with such lines cannot be applied as a patch; `sayso fmt` writes the change.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::Range;
use std::path::Path;

use similar::{ChangeTag, DiffOp, TextDiff};

use super::exposed_words::ExposedWords;
use super::printable::printable;
use crate::workspace::File;

/// The number of lines around a change.
const CONTEXT: usize = 3;
/// What is printed instead of a line of a confidential source.
const REDACTED: &str = "(a line of a confidential source)";

const BOLD: &str = "\x1b[1m";
const RED: &str = "\x1b[31m";
const GREEN: &str = "\x1b[32m";
const CYAN: &str = "\x1b[36m";
const PLAIN: &str = "\x1b[0m";

/// The difference between `old` and `new`, with colour codes. Empty if they are the same.
pub fn unified(path: &Path, old: &str, new: &str, exposed: &ExposedWords) -> String {
    let diff = TextDiff::from_lines(old, new);
    let sides = [old, new].map(|text| Side::of(path, text, exposed));
    let name = printable(&path.to_string_lossy()).into_owned();
    let mut out = String::new();
    for hunk in diff.grouped_ops(CONTEXT) {
        if out.is_empty() {
            out = format!("{BOLD}--- {name}{PLAIN}\n{BOLD}+++ {name}{PLAIN}\n");
        }
        push_hunk(&diff, &hunk, &sides, &mut out);
    }
    out
}

fn push_hunk<'a>(
    diff: &TextDiff<'a, 'a, str>,
    hunk: &[DiffOp],
    [old, new]: &[Side; 2],
    out: &mut String,
) {
    let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else {
        return;
    };
    let removed = lines(first.old_range().start..last.old_range().end);
    let added = lines(first.new_range().start..last.new_range().end);
    // Writing to a string does not fail.
    let _ = writeln!(out, "{CYAN}@@ -{removed} +{added} @@{PLAIN}");
    for change in hunk.iter().flat_map(|op| diff.iter_changes(op)) {
        let (sign, colour) = match change.tag() {
            ChangeTag::Equal => (' ', ""),
            ChangeTag::Delete => ('-', RED),
            ChangeTag::Insert => ('+', GREEN),
        };
        let redacts =
            |side: &Side, line: Option<usize>| line.is_some_and(|line| side.is_confidential(line));
        let line = match redacts(old, change.old_index()) || redacts(new, change.new_index()) {
            true => REDACTED.to_owned(),
            false => shown(change.value()),
        };
        let plain = if colour.is_empty() { "" } else { PLAIN };
        let _ = writeln!(out, "{colour}{sign}{line}{plain}");
        if change.missing_newline() {
            out.push_str("\\ No newline at end of file\n");
        }
    }
}

/// `start,count` of a hunk; lines count from 1.
fn lines(range: Range<usize>) -> String {
    match range.len() {
        0 => format!("{},0", range.start),
        1 => format!("{}", range.start + 1),
        count => format!("{},{count}", range.start + 1),
    }
}

/// The line without its end and with its tabs, which may be all that changed. The `\r` of a line end is
/// printed for the same reason.
fn shown(line: &str) -> String {
    let line = line.strip_suffix('\n').unwrap_or(line);
    let (line, end) = match line.strip_suffix('\r') {
        Some(line) => (line, "\r"),
        None => (line, ""),
    };
    let parts: Vec<_> = line.split('\t').map(printable).collect();
    parts.join("\t") + end
}

/// One of the two texts.
struct Side {
    /// The lines of confidential sources, from 0, in order.
    confidential: Vec<Range<usize>>,
    /// The lines that expose a confidential source, from 0.
    exposing: BTreeSet<usize>,
}

impl Side {
    fn of(path: &Path, text: &str, exposed: &ExposedWords) -> Side {
        let file = File::new(path, text);
        let placed = file.placed().filter(|(_, slot)| slot.is_protected);
        let confidential = placed.map(|(start, slot)| {
            // The last line of a file may have no end.
            let is_open = !slot.segment.text.ends_with(['\n', '\r']);
            start.line..start.line + slot.lines as usize + usize::from(is_open)
        });
        Side {
            confidential: confidential.collect(),
            exposing: exposed.lines_in(text),
        }
    }

    fn is_confidential(&self, line: usize) -> bool {
        let at = self.confidential.partition_point(|lines| lines.end <= line);
        let lines = self.confidential.get(at);
        lines.is_some_and(|lines| lines.contains(&line)) || self.exposing.contains(&line)
    }
}
