//! Files that are no plain text: what somebody most likely meant to name as an article, and what to do with it.

use std::path::Path;

use memchr::memmem;

/// The kind of a file that is no UTF-8 text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Word,
    Pages,
    OpenDocument,
    RichText,
    Pdf,
    Spreadsheet,
    Presentation,
    Picture,
    Recording,
    Book,
    Archive,
    Utf16,
    Unknown,
}

impl FileKind {
    /// The kind of a file that is no UTF-8 text; `bytes` are its content.
    pub fn of(bytes: &[u8], path: &Path) -> FileKind {
        FileKind::known(bytes, path).unwrap_or(FileKind::Unknown)
    }

    /// The kind of a file with this content, or with this content at its start; `None` if it may be a text. The ending
    /// of its name only decides what the content leaves open: a text may have any ending.
    pub fn known(bytes: &[u8], path: &Path) -> Option<FileKind> {
        let starts = |start: &[u8]| bytes.starts_with(start);
        let is_text = || match std::str::from_utf8(bytes) {
            Ok(text) => !text.contains('\0'),
            // The bytes may end within a character.
            Err(error) => error.error_len().is_none(),
        };
        match () {
            () if starts(b"{\\rtf") => Some(FileKind::RichText),
            () if starts(b"%PDF-") => Some(FileKind::Pdf),
            () if is_text() => None,
            () if starts(b"PK\x03\x04") => Some(
                in_zip(bytes)
                    .or(named_so(path))
                    .unwrap_or(FileKind::Archive),
            ),
            () if starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") => {
                Some(in_compound_file(bytes, path))
            }
            () if is_picture(bytes) => Some(FileKind::Picture),
            () if is_recording(bytes) => Some(FileKind::Recording),
            () if ARCHIVES.iter().any(|start| starts(start)) => Some(FileKind::Archive),
            () if is_utf_16(bytes) => Some(FileKind::Utf16),
            () if std::str::from_utf8(bytes).is_ok() => None,
            () => named_so(path),
        }
    }

    /// The rest of a sentence about the file, with what to do.
    pub fn reason(self) -> &'static str {
        match self {
            FileKind::Word => {
                "is a Word document: save it as plain text (in Word: File > Save As > Plain Text, with the encoding UTF-8), and name that file"
            }
            FileKind::Pages => {
                "is a Pages document: save it as plain text (in Pages: File > Export To > Plain Text), and name that file"
            }
            FileKind::OpenDocument => {
                "is an OpenDocument file: save it as plain text (in LibreOffice: File > Save As > Text), and name that file"
            }
            FileKind::RichText => {
                "is a rich text document (RTF): save it as plain text (in TextEdit: Format > Make Plain Text; in Word: File > Save As > Plain Text), and name that file"
            }
            FileKind::Pdf => {
                "is a PDF file: copy its words into a Markdown or plain text file, and name that file"
            }
            FileKind::Spreadsheet => {
                "is a spreadsheet: copy the article into a Markdown or plain text file, and name that file"
            }
            FileKind::Presentation => {
                "is a presentation: copy the article into a Markdown or plain text file, and name that file"
            }
            FileKind::Picture => {
                "is a picture: write its words into a Markdown or plain text file, and name that file"
            }
            FileKind::Recording => {
                "is a recording: write its words into a Markdown or plain text file, and name that file"
            }
            FileKind::Book => {
                "is an e-book: copy the article into a Markdown or plain text file, and name that file"
            }
            FileKind::Archive => "is an archive of files: unpack it, and name the text in it",
            FileKind::Utf16 => "is text in UTF-16: save it with the encoding UTF-8",
            FileKind::Unknown => "is not UTF-8 text: save it as UTF-8",
        }
    }
}

/// What a ZIP archive contains: most programs store documents as one.
fn in_zip(bytes: &[u8]) -> Option<FileKind> {
    const PARTS: [(&[u8], FileKind); 8] = [
        (
            b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            FileKind::Spreadsheet,
        ),
        (
            b"mimetypeapplication/vnd.oasis.opendocument.presentation",
            FileKind::Presentation,
        ),
        (
            b"mimetypeapplication/vnd.oasis.opendocument",
            FileKind::OpenDocument,
        ),
        (b"mimetypeapplication/epub+zip", FileKind::Book),
        (b"word/", FileKind::Word),
        (b"xl/workbook", FileKind::Spreadsheet),
        (b"ppt/presentation", FileKind::Presentation),
        (b"Index/Document.iwa", FileKind::Pages),
    ];
    let contained = PARTS
        .iter()
        .find(|(part, _)| memmem::find(bytes, part).is_some());
    contained.map(|(_, kind)| *kind)
}

/// What a compound file contains, in which programs of Microsoft stored documents until 2007. Names in it are UTF-16.
fn in_compound_file(bytes: &[u8], path: &Path) -> FileKind {
    const PARTS: [(&str, FileKind); 3] = [
        ("WordDocument", FileKind::Word),
        ("Workbook", FileKind::Spreadsheet),
        ("PowerPoint Document", FileKind::Presentation),
    ];
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &name).is_some()
    };
    let contained = PARTS.iter().find(|(name, _)| has(name));
    let contained = contained.map(|(_, kind)| *kind);
    contained.or(named_so(path)).unwrap_or(FileKind::Word)
}

const ARCHIVES: [&[u8]; 6] = [
    b"PK\x05\x06",
    b"PK\x07\x08",
    b"\x1f\x8b",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\xfd7zXZ",
];

fn is_picture(bytes: &[u8]) -> bool {
    const STARTS: [&[u8]; 7] = [
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF87a",
        b"GIF89a",
        b"II*\0",
        b"MM\0*",
        b"BM",
    ];
    let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    is_webp || is_heif(bytes) || STARTS.iter().any(|start| bytes.starts_with(start))
}

/// Whether it is a picture of a kind that iPhones take.
fn is_heif(bytes: &[u8]) -> bool {
    const BRANDS: [&[u8]; 5] = [b"heic", b"heix", b"mif1", b"msf1", b"avif"];
    bytes.get(4..8) == Some(b"ftyp") && BRANDS.iter().any(|brand| bytes.get(8..12) == Some(*brand))
}

fn is_recording(bytes: &[u8]) -> bool {
    const STARTS: [&[u8]; 6] = [
        b"ID3",
        b"OggS",
        b"fLaC",
        b"\x1a\x45\xdf\xa3",
        b"FORM",
        b"#!AMR",
    ];
    let is_riff = bytes.starts_with(b"RIFF") && matches!(bytes.get(8..12), Some(b"WAVE" | b"AVI "));
    let is_mpeg = matches!(bytes, [0xff, second, ..] if second & 0xe0 == 0xe0 && *second != 0xfe && *second != 0xff);
    is_riff
        || is_mpeg
        || bytes.get(4..8) == Some(b"ftyp")
        || STARTS.iter().any(|start| bytes.starts_with(start))
}

/// Whether it is UTF-16: it begins with a byte-order mark, or every other byte of its start is zero.
fn is_utf_16(bytes: &[u8]) -> bool {
    const ENOUGH: usize = 512;
    let start = &bytes[..bytes.len().min(ENOUGH) & !1];
    let zeros = |odd: usize| {
        start
            .iter()
            .skip(odd)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let most = 9 * start.len() / 20;
    bytes.starts_with(b"\xff\xfe")
        || bytes.starts_with(b"\xfe\xff")
        || start.len() >= 4
            && (zeros(0) > most && zeros(1) == 0 || zeros(1) > most && zeros(0) == 0)
}

/// The kind that the ending of the name says.
fn named_so(path: &Path) -> Option<FileKind> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    Some(match &*ending {
        "doc" | "docx" | "docm" | "dot" | "dotx" => FileKind::Word,
        "pages" => FileKind::Pages,
        "odt" | "ott" | "fodt" => FileKind::OpenDocument,
        "rtf" => FileKind::RichText,
        "pdf" => FileKind::Pdf,
        "xls" | "xlsx" | "ods" | "numbers" => FileKind::Spreadsheet,
        "ppt" | "pptx" | "odp" => FileKind::Presentation,
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "tif" | "tiff" | "bmp" | "heic" | "avif" => {
            FileKind::Picture
        }
        "mp3" | "m4a" | "wav" | "ogg" | "opus" | "flac" | "mp4" | "m4v" | "mov" | "avi" | "mkv"
        | "webm" => FileKind::Recording,
        "epub" => FileKind::Book,
        "zip" | "gz" | "7z" | "rar" | "xz" | "tar" => FileKind::Archive,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, bytes: &[u8], expected: Option<FileKind>) {
        assert_eq!(FileKind::known(bytes, Path::new(name)), expected, "{name}");
    }

    fn utf_16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    #[test]
    fn the_content_says_what_a_file_is() {
        let zip = |inside: &str| [b"PK\x03\x04\xff\x00", inside.as_bytes()].concat();
        check("a.md", &zip("word/document.xml"), Some(FileKind::Word));
        check("a", &zip("xl/workbook.xml"), Some(FileKind::Spreadsheet));
        check(
            "a",
            &zip("ppt/presentation.xml"),
            Some(FileKind::Presentation),
        );
        check(
            "a.txt",
            &zip("mimetypeapplication/vnd.oasis.opendocument.text"),
            Some(FileKind::OpenDocument),
        );
        check(
            "a",
            &zip("mimetypeapplication/epub+zip"),
            Some(FileKind::Book),
        );
        check("a.docx", &zip("x"), Some(FileKind::Word));
        check("a.md", &zip("notes.txt"), Some(FileKind::Archive));
        let compound = |name: &str| {
            [
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
                utf_16(name, u16::to_le_bytes),
            ]
            .concat()
        };
        check("a", &compound("WordDocument"), Some(FileKind::Word));
        check("a.doc", &compound("Workbook"), Some(FileKind::Spreadsheet));
        check(
            "a.txt",
            b"{\\rtf1\\ansi The bridge}",
            Some(FileKind::RichText),
        );
        check("a.md", b"%PDF-1.7\nx", Some(FileKind::Pdf));
        check("a.md", b"\x89PNG\r\n\x1a\n", Some(FileKind::Picture));
        check("a", b"\xff\xd8\xff\xe0", Some(FileKind::Picture));
        check("a", b"GIF89a\x01\x00\xff", Some(FileKind::Picture));
        check("a", b"\0\0\0\x18ftypheic\xff", Some(FileKind::Picture));
        check("a", b"\0\0\0\x18ftypM4A \xff", Some(FileKind::Recording));
        check("a", b"ID3\x03\0\xff", Some(FileKind::Recording));
        check("a", b"\x1f\x8b\x08\xff", Some(FileKind::Archive));
    }

    #[test]
    fn text_in_utf_16() {
        for text in ["The bridge was closed.", "\u{feff}Мост закрыт."] {
            check(
                "a.md",
                &utf_16(text, u16::to_le_bytes),
                Some(FileKind::Utf16),
            );
            check(
                "a.docx",
                &utf_16(text, u16::to_be_bytes),
                Some(FileKind::Utf16),
            );
        }
    }

    #[test]
    fn the_ending_says_what_the_content_leaves_open() {
        check("a.DOCX", b"\xff\x80x", Some(FileKind::Word));
        check("a.pdf", b"\xe9\x80x", Some(FileKind::Pdf));
        check("a.md", b"caf\xe9 et\x80", None);
        assert_eq!(
            FileKind::of(b"caf\xe9 et\x80", Path::new("a.md")),
            FileKind::Unknown
        );
    }

    #[test]
    fn text_is_text() {
        for text in [
            "The bridge.",
            "",
            "PK",
            "GIF89a is a format",
            "BM",
            "ID3",
            "FORM 10-K",
            "a\0b",
            "\0",
            "PDF",
            "Мост",
        ] {
            check("a.docx", text.as_bytes(), None);
        }
    }
}
