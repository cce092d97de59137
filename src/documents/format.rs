//! Which format a document has.

use std::path::Path;

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DocumentFormat {
    #[default]
    PlainText,
    Markdown,
    Html,
    Pdf,
    Docx,
    /// XLSX, XLS, XLSB or ODS.
    Spreadsheet,
    Csv,
    Tsv,
    /// WebVTT or SubRip.
    Subtitles,
    Email,
    /// WARC or WACZ.
    WebArchive,
    Image,
    /// A file without text that Sayso can read, such as a recording.
    Other,
}

/// How many bytes of a file tell its format.
pub const FIRST_BYTES: usize = 1024;

impl DocumentFormat {
    pub const ALL: [DocumentFormat; 13] = [
        DocumentFormat::PlainText,
        DocumentFormat::Markdown,
        DocumentFormat::Html,
        DocumentFormat::Pdf,
        DocumentFormat::Docx,
        DocumentFormat::Spreadsheet,
        DocumentFormat::Csv,
        DocumentFormat::Tsv,
        DocumentFormat::Subtitles,
        DocumentFormat::Email,
        DocumentFormat::WebArchive,
        DocumentFormat::Image,
        DocumentFormat::Other,
    ];

    /// The format that the first bytes show, otherwise the one that the name says. A file with a wrong extension
    /// is read as what it is.
    pub fn of(path: &Path, first_bytes: &[u8]) -> DocumentFormat {
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        let named = DocumentFormat::of_extension(&extension.to_ascii_lowercase());
        shown(first_bytes, named).unwrap_or(named)
    }

    fn of_extension(extension: &str) -> DocumentFormat {
        match extension {
            "md" | "markdown" => DocumentFormat::Markdown,
            "txt" | "text" | "log" | "" => DocumentFormat::PlainText,
            "html" | "htm" | "xhtml" => DocumentFormat::Html,
            "pdf" => DocumentFormat::Pdf,
            "docx" | "docm" | "dotx" => DocumentFormat::Docx,
            "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => DocumentFormat::Spreadsheet,
            "csv" => DocumentFormat::Csv,
            "tsv" | "tab" => DocumentFormat::Tsv,
            "vtt" | "srt" => DocumentFormat::Subtitles,
            "eml" => DocumentFormat::Email,
            "warc" | "gz" | "wacz" => DocumentFormat::WebArchive,
            "png" | "jpg" | "jpeg" | "gif" | "webp" | "tif" | "tiff" | "heic" | "avif" | "bmp" => {
                DocumentFormat::Image
            }
            _ => DocumentFormat::Other,
        }
    }

    /// Whether Sayso reads text from files of this format.
    pub fn has_text(self) -> bool {
        !matches!(self, DocumentFormat::Image | DocumentFormat::Other)
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            DocumentFormat::PlainText => "text",
            DocumentFormat::Markdown => "Markdown",
            DocumentFormat::Html => "web page",
            DocumentFormat::Pdf => "PDF",
            DocumentFormat::Docx => "Word document",
            DocumentFormat::Spreadsheet => "spreadsheet",
            DocumentFormat::Csv | DocumentFormat::Tsv => "table of text",
            DocumentFormat::Subtitles => "file of subtitles",
            DocumentFormat::Email => "e-mail",
            DocumentFormat::WebArchive => "web archive",
            DocumentFormat::Image => "image",
            DocumentFormat::Other => "file",
        }
    }
}

/// The format that the first bytes show, if they are those of one. `named` decides between formats that begin
/// alike.
fn shown(first: &[u8], named: DocumentFormat) -> Option<DocumentFormat> {
    const ZIP: &[u8] = b"PK\x03\x04";
    const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    const IMAGES: [&[u8]; 6] = [
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"II*\0",
        b"MM\0*",
        b"BM",
    ];
    let text = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first);
    let starts = |start: &[u8]| first.starts_with(start);
    // A mail program or a server may write lines before the header of a PDF.
    if memchr::memmem::find(first, b"%PDF-").is_some() && named != DocumentFormat::PlainText {
        return Some(DocumentFormat::Pdf);
    }
    if starts(ZIP) {
        return Some(in_zip(first, named));
    }
    if starts(OLE) {
        return Some(DocumentFormat::Spreadsheet);
    }
    if starts(b"WARC/") || starts(b"\x1f\x8b") {
        return Some(DocumentFormat::WebArchive);
    }
    let is_riff_image = starts(b"RIFF") && first.get(8..12) == Some(b"WEBP");
    let is_iso_image = first.get(4..8) == Some(b"ftyp")
        && (first.get(8..12))
            .is_some_and(|brand| [*b"heic", *b"avif", *b"mif1"].iter().any(|it| it == brand));
    if is_riff_image || is_iso_image || IMAGES.iter().any(|start| starts(start)) && has_nul(first) {
        return Some(DocumentFormat::Image);
    }
    if text.starts_with(b"WEBVTT") {
        return Some(DocumentFormat::Subtitles);
    }
    let is_text = matches!(named, DocumentFormat::PlainText | DocumentFormat::Markdown);
    let start = text.trim_ascii_start();
    let is_page = |tag: &[u8]| {
        start
            .get(..tag.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(tag))
    };
    let is_html = is_page(b"<!doctype html") || is_page(b"<html");
    if is_html && !is_text {
        return Some(DocumentFormat::Html);
    }
    // A file that is called a PDF and is text, or the other way round.
    let is_binary_format = matches!(
        named,
        DocumentFormat::Pdf
            | DocumentFormat::Docx
            | DocumentFormat::Spreadsheet
            | DocumentFormat::WebArchive
    );
    if is_binary_format || named == DocumentFormat::Image {
        return (!first.is_empty() && !has_nul(first) && std::str::from_utf8(text).is_ok())
            .then_some(DocumentFormat::PlainText)
            .filter(|_| named != DocumentFormat::Image);
    }
    let is_unmarked_binary = has_nul(first) && !is_utf_16(first);
    is_unmarked_binary.then_some(DocumentFormat::Other)
}

/// What an archive is, by the name of its first file.
fn in_zip(first: &[u8], named: DocumentFormat) -> DocumentFormat {
    let has = |name: &[u8]| memchr::memmem::find(first, name).is_some();
    if has(b"opendocument.spreadsheet") || has(b"xl/") {
        DocumentFormat::Spreadsheet
    } else if has(b"word/") {
        DocumentFormat::Docx
    } else if has(b"archive/") || has(b"datapackage.json") {
        DocumentFormat::WebArchive
    } else {
        match named {
            DocumentFormat::Docx | DocumentFormat::Spreadsheet | DocumentFormat::WebArchive => {
                named
            }
            _ => DocumentFormat::Other,
        }
    }
}

fn has_nul(bytes: &[u8]) -> bool {
    memchr::memchr(0, bytes).is_some()
}

fn is_utf_16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_decides_before_the_name() {
        for (name, first, format) in [
            ("a.txt", &b"Minutes"[..], DocumentFormat::PlainText),
            ("A.MD", b"# Minutes", DocumentFormat::Markdown),
            ("a.html", b"<p>Minutes", DocumentFormat::Html),
            ("a.bin", b"<!DOCTYPE HTML><p>", DocumentFormat::Html),
            ("a.txt", b"<html>", DocumentFormat::PlainText),
            ("a.bin", b"%PDF-1.7\n", DocumentFormat::Pdf),
            ("a.pdf", b"%PDF-1.7\n", DocumentFormat::Pdf),
            ("a.docx", b"%PDF-1.7\n", DocumentFormat::Pdf),
            (
                "a.pdf",
                b"Minutes of the council",
                DocumentFormat::PlainText,
            ),
            ("a.pdf", b"", DocumentFormat::Pdf),
            (
                "a.jpg",
                b"\xff\xd8\xff\xe0\0\x10JFIF",
                DocumentFormat::Image,
            ),
            ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\r", DocumentFormat::Image),
            ("a.png", b"not one", DocumentFormat::Image),
            (
                "a.csv",
                b"PK\x03\x04 xl/workbook.xml",
                DocumentFormat::Spreadsheet,
            ),
            ("a.zip", b"PK\x03\x04 photo.jpg", DocumentFormat::Other),
            (
                "a.docx",
                b"PK\x03\x04 docProps/app.xml",
                DocumentFormat::Docx,
            ),
            (
                "a.xls",
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
                DocumentFormat::Spreadsheet,
            ),
            ("a.txt", b"\xff\xfeM\0i\0", DocumentFormat::PlainText),
            ("a.txt", b"\x7fELF\0\0", DocumentFormat::Other),
            ("a.mp4", b"\0\0\0 ftypisom", DocumentFormat::Other),
            ("a.warc.gz", b"\x1f\x8b\x08", DocumentFormat::WebArchive),
        ] {
            assert_eq!(DocumentFormat::of(Path::new(name), first), format, "{name}");
        }
    }
}
