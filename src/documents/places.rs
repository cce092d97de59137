//! What a document says at a place, whether it has such a place, and what to call a place in it.
//!
//! A place is asked for as a locator names it: `p. 3`, `para 2`, `sheet "Budget" cell B7`, `00:14:05`. Where people
//! count in two ways (a printed page number and a page of the file, a printed paragraph number and a counted one), the
//! answer has both: what is cited correctly in one of them must be found.

use std::ops::Range;

use super::cells::{CellRange, cell_range, column_number};
use super::divisions::is_labelled;
use super::document_text::{
    DocumentText, Passage, PassageKind, Place, column_name, number_at_start,
};
use super::times::{is_after_the_end, is_cited, time_of, written_time};
use crate::text::fold::fold_for_search;
use crate::text::line_ends::lines;

/// One place of a locator: a label and a value or a range of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacePart<'a> {
    /// The label as CSL calls it (`page`, `paragraph`, `cell`, …), or `time`.
    pub label: &'a str,
    /// Without quotation marks.
    pub from: &'a str,
    pub to: Option<&'a str>,
}

/// What a document has at a place.
#[derive(Debug, PartialEq)]
pub struct Found<'a> {
    pub presence: Presence,
    /// In reading order. Empty if the place is there and has no text, as an empty cell.
    pub excerpts: Vec<Excerpt<'a>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presence {
    There,
    /// The document ends before it, or has others.
    NotThere(Limit),
    /// Documents of this format do not tell, or Sayso does not read it.
    Unknown,
}

/// What a document has instead of a place that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The label of the part that is not there.
    pub label: String,
    /// Its value.
    pub value: String,
    pub has: Has,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Has {
    /// That many, counted from 1.
    Count(u32),
    /// These, in the document's own words.
    Names(Vec<String>),
    /// It lasts that long, as `00:12:30`.
    Duration(String),
}

/// A part of a passage, or the whole of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt<'a> {
    /// An index into [`DocumentText::passages`].
    pub passage: usize,
    /// The bytes of its text.
    pub range: Range<usize>,
    pub text: &'a str,
    /// What is stored in a cell, if it shows something else.
    pub value: Option<&'a str>,
}

impl DocumentText {
    /// What the document has at the places of a locator. Places with the same label are alternatives (`pp. 3, 5`), a
    /// place with another label narrows the one before it (`p. 3, para 2`).
    pub fn at<'a>(&'a self, parts: &[PlacePart]) -> Found<'a> {
        let mut found = Found {
            presence: Presence::Unknown,
            excerpts: Vec::new(),
        };
        for (at, place) in alternatives(parts).iter().enumerate() {
            let one = self.at_one(place);
            found.excerpts.extend(one.excerpts);
            found.presence = match (found.presence, one.presence) {
                (missing @ Presence::NotThere(_), _) | (_, missing @ Presence::NotThere(_)) => {
                    missing
                }
                (_, presence) if at == 0 => presence,
                (Presence::There, Presence::There) => Presence::There,
                _ => Presence::Unknown,
            };
        }
        found
            .excerpts
            .sort_by_key(|it| (it.passage, it.range.start));
        found.excerpts.dedup();
        found
    }

    /// What the document has at one place, each part of which narrows the ones before.
    fn at_one(&self, parts: &[&PlacePart]) -> Found<'_> {
        let mut scope: Vec<Excerpt> = (0..self.passages.len()).map(|at| self.whole(at)).collect();
        let mut is_known = true;
        for part in parts {
            match self.narrowed(&scope, **part) {
                Narrowed::To(narrower) => scope = narrower,
                Narrowed::Missing(has) => {
                    return Found {
                        presence: Presence::NotThere(Limit {
                            label: part.label.to_owned(),
                            value: part.to.unwrap_or(part.from).to_owned(),
                            has,
                        }),
                        excerpts: Vec::new(),
                    };
                }
                Narrowed::Unknown => is_known = false,
            }
        }
        match is_known && !parts.is_empty() {
            true => Found {
                presence: Presence::There,
                excerpts: scope,
            },
            false => Found {
                presence: Presence::Unknown,
                excerpts: Vec::new(),
            },
        }
    }

    fn whole(&self, passage: usize) -> Excerpt<'_> {
        let Passage { text, value, .. } = &self.passages[passage];
        Excerpt {
            passage,
            range: 0..text.len(),
            text,
            value: value.as_deref(),
        }
    }

    fn narrowed<'a>(&'a self, scope: &[Excerpt<'a>], part: PlacePart) -> Narrowed<'a> {
        match part.label {
            "page" => self.on_pages(scope, part),
            "paragraph" => self.in_paragraphs(scope, part),
            "line" => self.on_lines(scope, part),
            "sheet" => self.on_sheet(scope, part),
            "cell" => self.in_cells(scope, part),
            "row" => self.in_rows(scope, part),
            "column" => self.in_columns(scope, part),
            "table" => self.in_table(scope, part),
            "note" => self.in_note(scope, part),
            "time" => self.at_time(scope, part),
            _ => self.in_division(scope, part),
        }
    }

    fn on_pages<'a>(&'a self, scope: &[Excerpt<'a>], part: PlacePart) -> Narrowed<'a> {
        let Some(count) = self.extent.pages else {
            return Narrowed::Unknown;
        };
        let first = self.pages_called(part.from);
        let last = match part.to {
            Some(to) => self.pages_called(&full_end(part.from, to)),
            None => first.clone(),
        };
        if first.is_empty() || last.is_empty() {
            let is_number = |value: &str| value.trim().parse::<u32>().is_ok();
            let is_counted = is_number(part.from) && part.to.is_none_or(is_number);
            // A page `A-12` may be printed where Sayso does not see it.
            return match is_counted {
                true => Narrowed::Missing(Has::Count(count)),
                false => Narrowed::Unknown,
            };
        }
        let ranges: Vec<_> = first
            .iter()
            .zip(&last)
            .map(|(&from, &to)| from..=to)
            .collect();
        narrow(scope, |it| {
            let page = self.place(it).page;
            page.is_some_and(|page| ranges.iter().any(|range| range.contains(&page)))
        })
    }

    fn in_paragraphs<'a>(&'a self, scope: &[Excerpt<'a>], part: PlacePart) -> Narrowed<'a> {
        let numbered = self.numbered(scope, part);
        // Where a paragraph of a page begins is a guess: only printed numbers are sure, and otherwise it may be any.
        if self.extent.pages.is_some() {
            return Narrowed::To(if numbered.is_empty() {
                scope.to_vec()
            } else {
                numbered
            });
        }
        let (Some(from), Some(to)) = counted(part) else {
            return known_if_any(numbered);
        };
        let paragraph = |it: &Excerpt| self.place(it).paragraph;
        let first = scope.iter().find_map(paragraph).unwrap_or(1);
        let last = scope.iter().rev().find_map(paragraph).unwrap_or(0);
        if last == 0 {
            return known_if_any(numbered);
        }
        let count = last + 1 - first;
        let mut found = numbered;
        // Counted from the start of the narrower place: the second paragraph of page 3.
        let is_counted =
            |it: &Excerpt| paragraph(it).is_some_and(|at| (from..=to).contains(&(at + 1 - first)));
        // A range may cite numbers that are printed: both ends must be there.
        if to <= count {
            found.extend(scope.iter().filter(|it| is_counted(it)).cloned());
        }
        match found.is_empty() {
            true => Narrowed::Missing(Has::Count(count)),
            false => Narrowed::To(found),
        }
    }

    /// The passages that start with these numbers as they are printed, with what follows each up to the next number.
    pub(super) fn numbered<'a>(
        &'a self,
        scope: &[Excerpt<'a>],
        part: PlacePart,
    ) -> Vec<Excerpt<'a>> {
        let end = part.to.unwrap_or(part.from);
        let is_in = |number: &str| match (part.from.parse(), end.parse(), number.parse::<u32>()) {
            (Ok(from), Ok(to), Ok(number)) => (from..=to).contains(&number),
            _ => number.eq_ignore_ascii_case(part.from) || number.eq_ignore_ascii_case(end),
        };
        let mut found = Vec::new();
        let mut is_inside = false;
        for excerpt in scope {
            if let Some(number) = number_at_start(excerpt.text) {
                is_inside = is_in(number);
            }
            is_inside &= self.passages[excerpt.passage].kind != PassageKind::Heading;
            if is_inside {
                found.push(excerpt.clone());
            }
        }
        found
    }

    fn on_lines<'a>(&'a self, scope: &[Excerpt<'a>], part: PlacePart) -> Narrowed<'a> {
        if self.extent.pages.is_some() {
            return Narrowed::To(scope.to_vec());
        }
        let (Some(from), Some(to)) = counted(part) else {
            return Narrowed::Unknown;
        };
        let lines_at = |it: &Excerpt| self.place(it).lines;
        let last = scope
            .iter()
            .filter_map(lines_at)
            .map(|(_, last)| last)
            .max();
        let Some(last) = last else {
            return Narrowed::Unknown;
        };
        let count = self.extent.lines.unwrap_or(0).max(last);
        if from > count || to > count {
            return Narrowed::Missing(Has::Count(count));
        }
        let found = scope.iter().filter(|it| overlaps(lines_at(it), from, to));
        Narrowed::To(found.map(|it| self.lines_of(it, from, to)).collect())
    }

    /// The lines of a passage that are cited, if its text has its lines.
    fn lines_of<'a>(&'a self, excerpt: &Excerpt<'a>, from: u32, to: u32) -> Excerpt<'a> {
        let (first, last) = self.place(excerpt).lines.unwrap_or((1, 1));
        let ends: Vec<usize> = lines(excerpt.text).map(|line| line.end).collect();
        if ends.len() as u32 != last + 1 - first {
            return excerpt.clone();
        }
        let start = match from.saturating_sub(first) {
            0 => 0,
            before => ends[before as usize - 1],
        };
        let end = ends[(to.min(last) - first) as usize];
        Excerpt {
            range: excerpt.range.start + start..excerpt.range.start + end,
            text: &excerpt.text[start..end],
            ..excerpt.clone()
        }
    }

    fn on_sheet<'a>(&'a self, scope: &[Excerpt<'a>], part: PlacePart) -> Narrowed<'a> {
        if self.extent.sheets.is_empty() {
            return Narrowed::Unknown;
        }
        match self.sheet_called(part.from) {
            Some(sheet) => narrow(scope, |it| self.place(it).sheet == Some(sheet)),
            None => Narrowed::Missing(self.sheet_names()),
        }
    }

    /// The sheet of this name, otherwise of this number.
    fn sheet_called(&self, name: &str) -> Option<u32> {
        let sheets = &self.extent.sheets;
        let name = name.trim();
        let by_name = sheets
            .iter()
            .position(|sheet| fold_for_search(&sheet.name) == fold_for_search(name));
        let by_number = || {
            let number: usize = name.parse().ok()?;
            (1..=sheets.len()).contains(&number).then(|| number - 1)
        };
        by_name.or_else(by_number).map(|sheet| sheet as u32)
    }

    fn sheet_names(&self) -> Has {
        let names = self.extent.sheets.iter().map(|sheet| sheet.name.clone());
        Has::Names(names.collect())
    }

    fn in_cells<'a>(&'a self, scope: &[Excerpt<'a>], part: PlacePart) -> Narrowed<'a> {
        let Some(CellRange {
            sheet,
            rows,
            columns,
        }) = cell_range(part.from, part.to)
        else {
            return Narrowed::Unknown;
        };
        if self.extent.sheets.is_empty() {
            return Narrowed::Unknown;
        }
        let sheet = match sheet.map(|name| self.sheet_called(name)) {
            Some(None) => return Narrowed::Missing(self.sheet_names()),
            sheet => sheet.flatten(),
        };
        let scope = scope
            .iter()
            .filter(|it| sheet.is_none() || self.place(it).sheet == sheet);
        let scope: Vec<Excerpt> = scope.cloned().collect();
        let (last_row, last_column) = self.size_of(&scope, sheet);
        if *rows.end() > last_row {
            return Narrowed::Missing(Has::Count(last_row));
        }
        if *columns.end() > last_column {
            return Narrowed::Missing(Has::Names(vec![column_name(last_column)]));
        }
        narrow(&scope, |it| {
            let place = self.place(it);
            place.row.is_some_and(|row| rows.contains(&row))
                && place.column.is_some_and(|column| columns.contains(&column))
        })
    }

    /// The last row and column of the sheet, or of those that are in scope.
    fn size_of(&self, scope: &[Excerpt], sheet: Option<u32>) -> (u32, u32) {
        let mut in_scope: Vec<u32> = scope.iter().filter_map(|it| self.place(it).sheet).collect();
        in_scope.extend(sheet);
        in_scope.dedup();
        let sheets = in_scope
            .iter()
            .filter_map(|&at| self.extent.sheets.get(at as usize));
        sheets.fold((0, 0), |(rows, columns), sheet| {
            (rows.max(sheet.rows), columns.max(sheet.columns))
        })
    }

    fn in_rows<'a>(&'a self, scope: &[Excerpt<'a>], part: PlacePart) -> Narrowed<'a> {
        let (Some(from), Some(to)) = counted(part) else {
            return Narrowed::Unknown;
        };
        self.in_table_line(scope, from, to, |it| self.place(it).row)
    }

    fn in_columns<'a>(&'a self, scope: &[Excerpt<'a>], part: PlacePart) -> Narrowed<'a> {
        let number = |value| self.column_called(scope, value);
        let (from, to) = (number(part.from), part.to.map_or(number(part.from), number));
        match (from, to) {
            (Some(from), Some(to)) => {
                self.in_table_line(scope, from, to, |it| self.place(it).column)
            }
            _ => Narrowed::Unknown,
        }
    }

    /// The column with this number, letter or heading.
    fn column_called(&self, scope: &[Excerpt], name: &str) -> Option<u32> {
        let is_called = |it: &&Excerpt| {
            self.place(it).row == Some(1)
                && fold_for_search(it.text.trim()) == fold_for_search(name.trim())
        };
        let headed = scope.iter().find(is_called);
        let headed = headed.and_then(|it| self.place(it).column);
        headed
            .or_else(|| column_number(name))
            .or_else(|| name.trim().parse().ok())
    }

    fn in_table_line<'a>(
        &self,
        scope: &[Excerpt<'a>],
        from: u32,
        to: u32,
        line: impl Fn(&Excerpt) -> Option<u32>,
    ) -> Narrowed<'a> {
        match scope.iter().filter_map(&line).max() {
            Some(last) if to > last => Narrowed::Missing(Has::Count(last)),
            Some(_) => narrow(scope, |it| {
                line(it).is_some_and(|at| (from..=to).contains(&at))
            }),
            None => Narrowed::Unknown,
        }
    }

    /// A table with this number: the one whose caption says so, and the one that is counted so. Of a page, only the
    /// caption tells where a table is: then it is the page of the caption, and the next one.
    fn in_table<'a>(&'a self, scope: &[Excerpt<'a>], part: PlacePart) -> Narrowed<'a> {
        let captions: Vec<_> = scope
            .iter()
            .filter(|it| is_labelled(it.text, "table", part.from))
            .collect();
        let pages: Vec<u32> = captions
            .iter()
            .filter_map(|it| self.place(it).page)
            .collect();
        let near = captions.iter().filter_map(|it| self.table_near(it.passage));
        let mut tables: Vec<u32> = near.collect();
        tables.extend(
            part.from
                .parse::<u32>()
                .ok()
                .filter(|&at| at <= self.extent.tables),
        );
        narrow_known(scope, |it| {
            let place = self.place(it);
            let is_on_page = place
                .page
                .is_some_and(|at| pages.iter().any(|page| at == *page || at == page + 1));
            let is_caption = captions.iter().any(|caption| caption.passage == it.passage);
            is_on_page || is_caption || place.table.is_some_and(|table| tables.contains(&table))
        })
    }

    /// The table that starts right after the passage, or ends right before it.
    fn table_near(&self, passage: usize) -> Option<u32> {
        let after = self
            .passages
            .get(passage + 1)
            .and_then(|next| next.place.table);
        let before = || self.passages.get(passage.checked_sub(1)?)?.place.table;
        after.or_else(before)
    }

    fn in_note<'a>(&'a self, scope: &[Excerpt<'a>], part: PlacePart) -> Narrowed<'a> {
        let notes = &self.extent.notes;
        if notes.is_empty() {
            return Narrowed::Unknown;
        }
        let place_of = |value: &str| {
            notes
                .iter()
                .position(|note| note.eq_ignore_ascii_case(value))
        };
        match (place_of(part.from), place_of(part.to.unwrap_or(part.from))) {
            (Some(from), Some(to)) => narrow(scope, |it| {
                let note = self.place(it).note;
                note.is_some_and(|note| (from..=to).contains(&(note as usize)))
            }),
            _ => Narrowed::Missing(Has::Count(notes.len() as u32)),
        }
    }

    fn at_time<'a>(&'a self, scope: &[Excerpt<'a>], part: PlacePart) -> Narrowed<'a> {
        let (Some(from), Some(to)) = (
            time_of(part.from),
            part.to.map_or(Some(None), |to| time_of(to).map(Some)),
        ) else {
            return Narrowed::Unknown;
        };
        let Some(duration) = self.extent.duration else {
            return Narrowed::Unknown;
        };
        if is_after_the_end(to.unwrap_or(from), duration) {
            return Narrowed::Missing(Has::Duration(written_time(duration)));
        }
        narrow(scope, |it| {
            self.place(it)
                .time
                .is_some_and(|time| is_cited(time, from, to))
        })
    }

    pub(super) fn place(&self, excerpt: &Excerpt) -> &Place {
        &self.passages[excerpt.passage].place
    }
}

pub(super) enum Narrowed<'a> {
    To(Vec<Excerpt<'a>>),
    Missing(Has),
    Unknown,
}

pub(super) fn narrow<'a>(scope: &[Excerpt<'a>], is_in: impl Fn(&Excerpt) -> bool) -> Narrowed<'a> {
    Narrowed::To(scope.iter().filter(|it| is_in(it)).cloned().collect())
}

/// As [`narrow`], where nothing found means that nobody knows.
pub(super) fn narrow_known<'a>(
    scope: &[Excerpt<'a>],
    is_in: impl Fn(&Excerpt) -> bool,
) -> Narrowed<'a> {
    known_if_any(scope.iter().filter(|it| is_in(it)).cloned().collect())
}

pub(super) fn known_if_any(found: Vec<Excerpt>) -> Narrowed {
    match found.is_empty() {
        true => Narrowed::Unknown,
        false => Narrowed::To(found),
    }
}

/// The alternatives of a locator: a label that comes again starts another one, which shares what was before it.
fn alternatives<'a, 'b>(parts: &'b [PlacePart<'a>]) -> Vec<Vec<&'b PlacePart<'a>>> {
    let mut all: Vec<Vec<&PlacePart>> = Vec::new();
    for part in parts {
        let current = all.last().map(Vec::as_slice).unwrap_or_default();
        match current.iter().position(|it| it.label == part.label) {
            Some(at) => {
                let shared = current[..at].iter().copied();
                let next = shared.chain([part]).collect();
                all.push(next);
            }
            None if all.is_empty() => all.push(vec![part]),
            None => all.last_mut().expect("an alternative").push(part),
        }
    }
    all
}

/// The numbers of a range, if they are numbers.
fn counted(part: PlacePart) -> (Option<u32>, Option<u32>) {
    let from = part.from.trim().parse().ok();
    let to = part
        .to
        .map(|to| full_end(part.from, to).trim().parse().ok());
    (from, to.unwrap_or(from))
}

/// The end of a range with all its digits: `125` in `123–5`.
fn full_end(from: &str, to: &str) -> String {
    let (from, to) = (from.trim(), to.trim());
    let are_numbers = [from, to]
        .iter()
        .all(|it| it.bytes().all(|byte| byte.is_ascii_digit()));
    match are_numbers && to.len() < from.len() {
        true => format!("{}{to}", &from[..from.len() - to.len()]),
        false => to.to_owned(),
    }
}

fn overlaps(lines: Option<(u32, u32)>, from: u32, to: u32) -> bool {
    lines.is_some_and(|(first, last)| first <= to && from <= last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{DocumentFormat, read_for_tests};

    /// The texts at the places, or what the document has instead.
    fn at(text: &DocumentText, parts: &[(&str, &str)]) -> String {
        let parts = parts.iter().map(|&(label, value)| {
            let (from, to) = value
                .split_once('–')
                .map_or((value, None), |(from, to)| (from, Some(to)));
            PlacePart { label, from, to }
        });
        let found = text.at(&parts.collect::<Vec<_>>());
        match found.presence {
            Presence::There => found
                .excerpts
                .iter()
                .map(|it| it.text.trim())
                .collect::<Vec<_>>()
                .join(" | "),
            Presence::NotThere(limit) => {
                format!("no {} {}: {:?}", limit.label, limit.value, limit.has)
            }
            Presence::Unknown => "?".to_owned(),
        }
    }

    const REPORT: &str = "# Report\n\nFirst.\n\nSecond.\n\n## 1 Costs\n\nThird\nline.\n\n### 1.1 Steel\n\nFourth.\n\n## Chapter 2: Money\n\nFifth.[^a]\n\n[^a]: A note.\n";

    #[test]
    fn paragraphs_lines_sections_and_notes() {
        let report = read_for_tests(DocumentFormat::Markdown, REPORT.as_bytes());
        for (parts, expected) in [
            (&[("paragraph", "2")][..], "Second."),
            (&[("paragraph", "2–3")], "Second. | Third\nline."),
            (
                &[("paragraph", "2"), ("paragraph", "4")],
                "Second. | Fourth.",
            ),
            (&[("paragraph", "9")], "no paragraph 9: Count(5)"),
            (&[("line", "10")], "line."),
            (&[("line", "9–14")], "Third\nline. | 1.1 Steel | Fourth."),
            (&[("line", "4")], ""),
            (&[("line", "99")], "no line 99: Count(20)"),
            (
                &[("section", "1")],
                "1 Costs | Third\nline. | 1.1 Steel | Fourth.",
            ),
            (&[("section", "1.1")], "1.1 Steel | Fourth."),
            (&[("section", "costs"), ("paragraph", "2")], "Fourth."),
            (
                &[("section", "1"), ("paragraph", "3")],
                "no paragraph 3: Count(2)",
            ),
            (&[("section", "7")], "?"),
            (&[("chapter", "2")], "Chapter 2: Money | Fifth."),
            (&[("chapter", "3")], "?"),
            (&[("note", "a")], "A note."),
            (&[("note", "b")], "no note b: Count(1)"),
            (&[("page", "2")], "?"),
            (&[("cell", "B7")], "?"),
            (&[("time", "00:10")], "?"),
            (&[("volume", "2"), ("paragraph", "1")], "?"),
            (&[], "?"),
        ] {
            assert_eq!(at(&report, parts), expected, "{parts:?}");
        }
    }

    #[test]
    fn printed_numbers_of_paragraphs_are_found() {
        let judgment =
            "JUDGMENT\n\n33. The court sat.\n\n34. It found this.\n\nAnd that.\n\n35. It ended.\n";
        let judgment = read_for_tests(DocumentFormat::PlainText, judgment.as_bytes());
        assert_eq!(
            at(&judgment, &[("paragraph", "34")]),
            "34. It found this. | And that."
        );
        assert_eq!(
            at(&judgment, &[("paragraph", "34–35")]),
            "34. It found this. | And that. | 35. It ended."
        );
        assert_eq!(
            at(&judgment, &[("paragraph", "36")]),
            "no paragraph 36: Count(5)"
        );
    }

    #[test]
    fn what_is_found_can_be_cited() {
        let report = read_for_tests(DocumentFormat::Markdown, REPORT.as_bytes());
        let cited = |passage| report.locator_of(passage, 0).unwrap();
        assert_eq!(cited(2), "line 5");
        assert_eq!(cited(6), "section 1.1");
        assert_eq!(cited(9), "note a");
        let text = read_for_tests(DocumentFormat::PlainText, b"\nOne\ntwo\n");
        assert_eq!(text.locator_of(0, 4).unwrap(), "line 3");
    }
}
