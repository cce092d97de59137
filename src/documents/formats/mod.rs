//! A reader for each format: bytes in, the text by place out. They run in [a process of their own](super::process).

mod decode;
mod plain;
mod transcript;
mod markdown;
mod html;
mod pdf;
mod spreadsheet;
mod csv;
mod subtitles;
mod email;

use super::document_text::DocumentText;
use super::format::DocumentFormat;
use super::unreadable::Unreadable;

/// Reads a document in this process. Hostile files can crash it or run forever: use [`super::Reader`].
pub fn read_here(format: DocumentFormat, bytes: &[u8]) -> Result<DocumentText, Unreadable> {
    if let Some(why) = format.refusal() {
        return Err(why);
    }
    match format {
        DocumentFormat::PlainText => plain::read(bytes),
        DocumentFormat::Markdown => markdown::read(bytes),
        DocumentFormat::Html => html::read(bytes),
        DocumentFormat::Pdf => pdf::read(bytes),
        DocumentFormat::Spreadsheet => spreadsheet::read(bytes),
        DocumentFormat::Csv | DocumentFormat::Tsv => csv::read(bytes, format),
        DocumentFormat::Subtitles => subtitles::read(bytes),
        DocumentFormat::Email => email::read(bytes),
        _ => Err(Unreadable::NoText),
    }
}
