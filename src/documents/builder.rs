//! Collects passages while a document is read, and counts what they are cited by.

use super::Unreadable;
use super::document_text::{DocumentText, Passage, PassageKind, Place, Section};
use super::format::DocumentFormat;

/// Limits to what one document may become when it is unpacked: a short file can stand for a very long text.
const MAX_TEXT: usize = 64 << 20;
const MAX_PASSAGES: usize = 500_000;

pub struct Builder {
    text: DocumentText,
    bytes: usize,
}

impl Builder {
    pub fn new(format: DocumentFormat) -> Builder {
        Builder {
            text: DocumentText {
                format,
                ..DocumentText::default()
            },
            bytes: 0,
        }
    }

    pub fn text(&mut self) -> &mut DocumentText {
        &mut self.text
    }

    /// Adds a passage at that place, which counts as a paragraph if it is one. Text without words is left out.
    pub fn push(&mut self, kind: PassageKind, text: &str, place: Place) -> Result<(), Unreadable> {
        self.push_cell(kind, text, None, place)
    }

    pub fn push_cell(
        &mut self,
        kind: PassageKind,
        text: &str,
        value: Option<&str>,
        mut place: Place,
    ) -> Result<(), Unreadable> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.bytes += text.len() + value.map_or(0, str::len);
        if self.bytes > MAX_TEXT || self.text.passages.len() >= MAX_PASSAGES {
            return Err(Unreadable::TooLarge);
        }
        let extent = &mut self.text.extent;
        if kind == PassageKind::Paragraph {
            extent.paragraphs += 1;
            place.paragraph = Some(extent.paragraphs);
        }
        if kind != PassageKind::Note && place.section.is_none() {
            place.section = (extent.sections.len() as u32).checked_sub(1);
        }
        self.text.passages.push(Passage {
            kind,
            text: text.into(),
            value: value.map(Into::into),
            place,
        });
        Ok(())
    }

    /// Adds a heading, which starts a section.
    pub fn heading(&mut self, text: &str, level: u8, place: Place) -> Result<(), Unreadable> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.text.extent.sections.push(Section {
            title: text.trim().to_owned(),
            level,
        });
        self.push(PassageKind::Heading, text, place)
    }

    /// The number of a note of this name, which is added to the others.
    pub fn note(&mut self, name: impl Into<String>) -> u32 {
        let notes = &mut self.text.extent.notes;
        notes.push(name.into());
        notes.len() as u32 - 1
    }

    pub fn finish(self) -> DocumentText {
        self.text
    }
}
