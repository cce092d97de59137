//! How a locator cites a place of a document.

use super::document_text::{DocumentText, Passage, Place, column_name};
use super::times::written_time;
use crate::text::line_ends::line_ends;

impl DocumentText {
    /// How a locator cites what stands at the byte `at` of a passage, without the `at`. None if there is no label for
    /// such a place.
    pub fn locator_of(&self, passage: usize, at: usize) -> Option<String> {
        let Passage { text, place, .. } = self.passages.get(passage)?;
        let before = text.get(..at).unwrap_or_default();
        self.cell(place)
            .or_else(|| place.time.map(|(from, _)| written_time(from)))
            .or_else(|| {
                place
                    .page
                    .map(|page| format!("p. {}", self.page_label(page)))
            })
            .or_else(|| self.note(place))
            .or_else(|| self.section(place))
            .or_else(|| self.line(place, before))
            .or_else(|| place.paragraph.map(|paragraph| format!("para {paragraph}")))
    }

    fn cell(&self, place: &Place) -> Option<String> {
        let cell = format!("cell {}{}", column_name(place.column?), place.row?);
        let sheet = self.extent.sheets.get(place.sheet? as usize)?;
        Some(
            match self.extent.sheets.len() > 1 && !sheet.name.contains('"') {
                true => format!("sheet \"{}\" {cell}", sheet.name),
                false => cell,
            },
        )
    }

    fn note(&self, place: &Place) -> Option<String> {
        let name = self.extent.notes.get(place.note? as usize)?;
        Some(format!("note {name}"))
    }

    /// Only sections with a plain number: a title is long, and it may be written in several ways.
    fn section(&self, place: &Place) -> Option<String> {
        let number = self
            .extent
            .sections
            .get(place.section? as usize)?
            .number()?;
        let is_plain = number
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        is_plain.then(|| format!("section {number}"))
    }

    fn line(&self, place: &Place, before: &str) -> Option<String> {
        self.extent.lines?;
        let (first, _) = place.lines?;
        Some(format!("line {}", first as usize + line_ends(before)))
    }
}
