//! What was read from a document: its passages in reading order, and where each of them stands.

use serde::{Deserialize, Serialize};

use super::format::DocumentFormat;

/// The text of a document by place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DocumentText {
    pub format: DocumentFormat,
    /// In reading order.
    pub passages: Vec<Passage>,
    pub extent: Extent,
}

/// A paragraph, a heading, a cell, a cue of subtitles, a footnote, a header field of an e-mail.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Passage {
    pub kind: PassageKind,
    /// With the white space of the document. Lines that only the width of a page ends are joined.
    pub text: Box<str>,
    /// What is stored in a cell, if it shows something else: `0.125` for `12.5 %`.
    pub value: Option<Box<str>>,
    pub place: Place,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PassageKind {
    #[default]
    Paragraph,
    Heading,
    Cell,
    Note,
    /// The words of subtitles or of a transcript, at a time.
    Cue,
    /// A header field of an e-mail, or the title of a page.
    Header,
}

/// Where a passage stands. All numbers count from 1. What a format does not have is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The page as it lies in the file; [`Extent::page_labels`] has the number that is printed on it.
    pub page: Option<u32>,
    /// The paragraph, counted in the whole document. Headings, cells and notes are not counted.
    pub paragraph: Option<u32>,
    /// The first and the last line, counted in the file, or on the page where there are pages.
    pub lines: Option<(u32, u32)>,
    /// The section with the nearest heading above, as an index into [`Extent::sections`].
    pub section: Option<u32>,
    /// The sheet, as an index into [`Extent::sheets`].
    pub sheet: Option<u32>,
    pub table: Option<u32>,
    pub row: Option<u32>,
    pub column: Option<u32>,
    /// The note, as an index into [`Extent::notes`].
    pub note: Option<u32>,
    /// The start and the end, in milliseconds from the start of the recording.
    pub time: Option<(u32, u32)>,
}

/// How far a document extends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    /// The number of pages, if the format has pages.
    pub pages: Option<u32>,
    /// What is printed on each page as its number, where that is not its number in the file. Empty if the two
    /// agree on all pages, or if the document does not say.
    pub page_labels: Vec<String>,
    /// The pages without readable text, such as scans.
    pub unreadable_pages: Vec<u32>,
    pub paragraphs: u32,
    /// The number of lines of a file of text.
    pub lines: Option<u32>,
    /// In the order of their headings.
    pub sections: Vec<Section>,
    pub sheets: Vec<Sheet>,
    pub tables: u32,
    /// What each note is called: usually its number.
    pub notes: Vec<String>,
    /// The end of the last words in a recording, in milliseconds.
    pub duration: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The heading, with its number.
    pub title: String,
    /// 1 for a heading of the highest level.
    pub level: u8,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    pub name: String,
    /// The last row and the last column that contain anything.
    pub rows: u32,
    pub columns: u32,
}

impl DocumentText {
    /// No for a scan, an image or an empty file: what such a document says, nobody can know from its file.
    pub fn has_readable_text(&self) -> bool {
        let has_words = |passage: &Passage| passage.text.contains(char::is_alphanumeric);
        self.passages.iter().any(has_words)
    }

    /// Whether that page has no readable text, though the document has some elsewhere.
    pub fn is_scan(&self, page: u32) -> bool {
        self.extent.unreadable_pages.binary_search(&page).is_ok()
    }

    /// The pages that this number or label means: the one on which it is printed, and the one that a viewer
    /// counts so. People cite both.
    pub fn pages_called(&self, label: &str) -> Vec<u32> {
        let label = label.trim();
        let labels = self.extent.page_labels.iter().zip(1..);
        let printed = labels.filter(|(printed, _)| printed.eq_ignore_ascii_case(label));
        let mut pages: Vec<u32> = printed.map(|(_, page)| page).collect();
        let counted = label.parse().ok();
        let counted = counted.filter(|page| (1..=self.extent.pages.unwrap_or(0)).contains(page));
        pages.extend(counted.filter(|page| !pages.contains(page)));
        pages
    }

    /// What is printed on a page as its number.
    pub fn page_label(&self, page: u32) -> String {
        let label = self.extent.page_labels.get(page as usize - 1);
        match label.filter(|label| !label.is_empty()) {
            Some(label) => label.clone(),
            None => page.to_string(),
        }
    }
}

impl Section {
    /// The number at the start of the heading: `2.1` of `2.1 Funding`, `3` of `Chapter 3: Money` or `§ 3`.
    pub fn number(&self) -> Option<&str> {
        number_at_start(&self.title)
    }
}

/// The number with which a heading or a numbered paragraph starts, without the full stop or bracket after it.
/// A word before it may say what it numbers.
pub(super) fn number_at_start(text: &str) -> Option<&str> {
    let mut words = text.split_whitespace();
    let first = words.next()?;
    number_in(first).or_else(|| {
        let is_label = first.chars().all(|c| c.is_alphabetic() || c == '.') || first == "§";
        words.next().filter(|_| is_label).and_then(number_in)
    })
}

/// `2.1` of `2.1`, `2.1.`, `(2.1)`, `[34]`, `34)`, `IV.`.
fn number_in(word: &str) -> Option<&str> {
    let word = word.strip_prefix('§').unwrap_or(word);
    let number = word.trim_start_matches(['(', '[']);
    let number = number.trim_end_matches([':', ']', '.', ',', ';']);
    let number = match number.contains('(') {
        true => number,
        false => number.trim_end_matches([')', '.']),
    };
    let starts_as_number = number.starts_with(|c: char| c.is_ascii_digit());
    let is_roman = || !number.is_empty() && number.bytes().all(|byte| b"IVXLC".contains(&byte));
    let is_number = number
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '(' | ')'));
    (starts_as_number && is_number && number.len() <= 12 || is_roman() && word.len() > number.len())
        .then_some(number)
}

/// `A` for 1, `AA` for 27.
pub fn column_name(column: u32) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + (rest % 26) as u8);
        rest /= 26;
    }
    letters.iter().rev().map(|&letter| letter as char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_headings() {
        for (title, number) in [
            ("2.1 Funding", Some("2.1")),
            ("2.1. Funding", Some("2.1")),
            ("Chapter 3: Money", Some("3")),
            ("§ 3 Purpose", Some("3")),
            ("§3 Purpose", Some("3")),
            ("Article 5(2)", Some("5(2)")),
            ("IV. Results", Some("IV")),
            ("[34] The court", Some("34")),
            ("I think so", None),
            ("Funding", None),
            ("", None),
        ] {
            assert_eq!(number_at_start(title), number, "{title}");
        }
    }

    #[test]
    fn columns_are_called_by_letters() {
        assert_eq!(
            [1, 26, 27, 702, 703].map(column_name),
            ["A", "Z", "AA", "ZZ", "AAA"]
        );
    }

    #[test]
    fn a_page_is_called_by_what_is_printed_on_it_and_by_its_place() {
        let mut text = DocumentText::default();
        text.extent.pages = Some(4);
        assert_eq!(text.pages_called("3"), [3]);
        assert!(text.pages_called("5").is_empty());
        text.extent.page_labels = ["i", "ii", "1", "2"].map(String::from).into();
        assert_eq!(text.pages_called("II"), [2]);
        assert_eq!(text.pages_called("2"), [4, 2]);
        assert_eq!(text.page_label(4), "2");
    }
}
