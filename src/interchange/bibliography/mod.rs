//! Bibliographies: CSL-JSON, BibTeX and BibLaTeX, RIS. Their entries are sources.

mod csl;
mod biblatex;
mod ris;

pub use self::biblatex::{read_biblatex, write_biblatex};
pub use csl::{read_csl, write_csl};
pub use ris::read_ris;

use super::draft_text::{is_address, name_of};
use super::model::{Draft, Party, Source};
use crate::text::edtf;
use crate::text::name_characters::is_name_character;

/// The kinds of sources with their types in CSL, BibLaTeX and RIS. The first row with a type is what it means.
const KINDS: &[(&str, &str, &str, &str)] = &[
    ("news-article", "article-newspaper", "article", "NEWS"),
    ("news-article", "article-magazine", "article", "MGZN"),
    ("study", "article-journal", "article", "JOUR"),
    ("report", "report", "report", "RPRT"),
    ("book", "book", "book", "BOOK"),
    ("webpage", "webpage", "online", "ELEC"),
    ("dataset", "dataset", "dataset", "DATA"),
    ("legislation", "legislation", "legislation", "STAT"),
    ("court-record", "legal_case", "jurisdiction", "CASE"),
    ("interview", "interview", "misc", "PCOMM"),
    ("email", "personal_communication", "letter", "ICOMM"),
    ("broadcast", "broadcast", "video", "VIDEO"),
    ("press-release", "pamphlet", "booklet", "PAMP"),
    ("statement", "speech", "unpublished", "UNPB"),
    ("social-post", "post", "online", "BLOG"),
    ("photo-video", "motion_picture", "movie", "MPCT"),
    ("map", "map", "image", "MAP"),
    ("document", "document", "misc", "GEN"),
    ("study", "thesis", "thesis", "THES"),
    ("study", "paper-conference", "inproceedings", "CONF"),
    ("book", "chapter", "incollection", "CHAP"),
];

fn kind_of_csl(name: &str) -> Option<&'static str> {
    KINDS.iter().find(|row| row.1 == name).map(|row| row.0)
}

/// A key as a name of the Sayso language. Most keys are one.
fn key_of(key: &str) -> String {
    let is_name = key.starts_with(char::is_alphanumeric) && key.chars().all(is_name_character);
    if is_name {
        key.to_owned()
    } else {
        name_of(key)
    }
}

fn named(name: String) -> Party {
    Party {
        name,
        ..Party::default()
    }
}

/// The sources that may stand in a bibliography.
fn entries(draft: &Draft) -> impl Iterator<Item = &Source> {
    draft
        .sources
        .iter()
        .filter(|source| !source.is_confidential)
}

/// The parts of a date: year, month, day.
fn date_parts(date: &str) -> Option<Vec<u32>> {
    let date = date.split(['T', '/']).next()?;
    let parts: Option<Vec<u32>> = date
        .trim_end_matches(['~', '?', '%'])
        .split('-')
        .map(|part| part.parse().ok())
        .collect();
    parts.filter(|parts| (1..=3).contains(&parts.len()))
}

/// A date of its parts.
fn date_of(parts: &[u32]) -> Option<String> {
    let text = match *parts {
        [year] => format!("{year:04}"),
        [year, month] => format!("{year:04}-{month:02}"),
        [year, month, day] => format!("{year:04}-{month:02}-{day:02}"),
        _ => return None,
    };
    edtf::days(&text).is_some().then_some(text)
}

fn addresses(text: Option<&str>) -> Vec<String> {
    let address = text.map(str::trim).filter(|text| is_address(text));
    address.map(str::to_owned).into_iter().collect()
}
