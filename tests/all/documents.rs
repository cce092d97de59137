//! Copies are read by the program, in the process that `sayso read-document` runs in.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use sayso::documents::{
    Contained, Copy, DocumentText, Has, MAX_TIME, PlacePart, Presence, Reader, Reading, Unreadable,
};

fn read_all(files: &[(&str, Vec<u8>)]) -> Vec<Reading> {
    let reader = Reader::new(Contained::in_program(env!("CARGO_BIN_EXE_sayso").into()));
    let copies = files.iter().map(|(name, bytes)| Copy {
        path: Path::new(name),
        bytes,
        may_be_kept: false,
    });
    reader.read(&copies.collect::<Vec<_>>())
}

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Reading {
    read_all(&[(name, bytes.into())]).remove(0)
}

fn at(text: &DocumentText, label: &str, from: &str) -> Vec<String> {
    let part = PlacePart {
        label,
        from,
        to: None,
    };
    let found = text.at(&[part]);
    assert_eq!(found.presence, Presence::There, "{label} {from}");
    found.excerpts.iter().map(|it| it.text.to_owned()).collect()
}

fn count_at(text: &DocumentText, label: &str, from: &str) -> Option<Has> {
    let part = PlacePart {
        label,
        from,
        to: None,
    };
    match text.at(&[part]).presence {
        Presence::NotThere(limit) => Some(limit.has),
        _ => None,
    }
}

/// A PDF whose pages have these lines. The table of its objects is missing, as in many real files.
fn pdf(pages: &[&[&str]]) -> Vec<u8> {
    let mut file = "%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n".to_owned();
    let kids: Vec<String> = (0..pages.len())
        .map(|page| format!("{} 0 R", 10 + 2 * page))
        .collect();
    let kids = kids.join(" ");
    let _ = writeln!(
        file,
        "2 0 obj <</Type /Pages /Kids [{kids}] /Count {}>> endobj",
        pages.len()
    );
    file += "3 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>> endobj\n";
    for (page, lines) in pages.iter().enumerate() {
        let mut content = "BT /F1 12 Tf 14 TL 72 720 Td ".to_owned();
        for line in *lines {
            let _ = write!(content, "({line}) Tj T* ");
        }
        content += "ET";
        let _ = writeln!(
            file,
            "{0} 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {1} 0 R \
             /Resources <</Font <</F1 3 0 R>>>>>> endobj\n\
             {1} 0 obj <</Length {2}>> stream\n{content}\nendstream endobj",
            10 + 2 * page,
            11 + 2 * page,
            content.len(),
        );
    }
    file += "trailer <</Root 1 0 R>>\n%%EOF\n";
    file.into_bytes()
}

/// A workbook with one sheet that consists of these rows of XML.
fn xlsx(rows: impl Iterator<Item = String>) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let mut file = |name: &str, parts: &mut dyn Iterator<Item = String>| {
        zip.start_file(name, options).expect("a file");
        for part in parts {
            zip.write_all(part.as_bytes()).expect("bytes");
        }
    };
    let one = |text: String| std::iter::once(text);
    file(
        "xl/workbook.xml",
        &mut one(format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"Budget\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
        )),
    );
    file(
        "xl/_rels/workbook.xml.rels",
        &mut one(format!(
            "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r1\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
        )),
    );
    file(
        "_rels/.rels",
        &mut one(format!(
            "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        )),
    );
    let start = one(format!("<worksheet xmlns=\"{MAIN}\"><sheetData>"));
    let end = one("</sheetData></worksheet>".to_owned());
    file(
        "xl/worksheets/sheet1.xml",
        &mut start.chain(rows).chain(end),
    );
    zip.finish().expect("a workbook").into_inner()
}

fn row(row: usize, cells: &[&str]) -> String {
    let mut xml = format!("<row r=\"{row}\">");
    for (cell, column) in cells.iter().zip("ABC".chars()) {
        let _ = write!(xml, "<c r=\"{column}{row}\"><v>{cell}</v></c>");
    }
    xml + "</row>"
}

#[test]
fn a_pdf_is_read_by_page() {
    let file = pdf(&[
        &[
            "Minutes of the council",
            "The bridge was closed after the inspec-",
            "tion of 3 March.",
        ],
        &["The repair costs 4.2 million crowns.", "It takes a year."],
    ]);
    let text = read("minutes.pdf", file).expect("a readable file");
    assert_eq!(
        at(&text, "page", "2"),
        ["The repair costs 4.2 million crowns. It takes a year."]
    );
    assert_eq!(count_at(&text, "page", "40"), Some(Has::Count(2)));
    assert!(
        text.passages[0]
            .text
            .contains("inspec\u{ad}tion of 3 March.")
    );
    assert_eq!(
        text.locator_of(text.passages.len() - 1, 0).as_deref(),
        Some("p. 2")
    );
}

#[test]
fn a_scan_has_no_readable_text() {
    let text = read("scan.pdf", pdf(&[&[], &["A page with text."]])).expect("a readable file");
    assert!(text.has_readable_text() && text.is_scan(1) && !text.is_scan(2));
    let text = read("scan.pdf", pdf(&[&[]])).expect("a readable file");
    assert!(!text.has_readable_text());
}

#[test]
fn a_spreadsheet_is_read_by_cell() {
    let rows = [row(1, &["2023", "0.125"]), row(3, &["2024", "0.2", "7"])];
    let text = read("budget.xlsx", xlsx(rows.into_iter())).expect("a readable file");
    assert_eq!(at(&text, "cell", "B3"), ["0.2"]);
    assert_eq!(at(&text, "cell", "budget!A1"), ["2023"]);
    assert_eq!(at(&text, "row", "3"), ["2024", "0.2", "7"]);
    assert!(at(&text, "cell", "B2").is_empty());
    assert_eq!(count_at(&text, "cell", "B4"), Some(Has::Count(3)));
    assert_eq!(
        count_at(&text, "sheet", "Staff"),
        Some(Has::Names(vec!["Budget".to_owned()]))
    );
}

#[test]
fn many_copies_are_read_in_their_order() {
    let files: Vec<_> = (0..40)
        .map(|at| ("note.txt", format!("Note {at}").into_bytes()))
        .collect();
    for (at, reading) in read_all(&files).into_iter().enumerate() {
        assert_eq!(
            &*reading.expect("text").passages[0].text,
            format!("Note {at}")
        );
    }
}

/// Each file is read or refused in time, and the one after it is read.
#[test]
fn hostile_files_take_nothing_down() {
    let random: Vec<u8> = std::iter::repeat_with(|| fastrand::u8(..))
        .take(100_000)
        .collect();
    let deep_pdf = [
        &b"%PDF-1.4\n1 0 obj "[..],
        &b"[".repeat(2_000_000),
        b"endobj",
    ]
    .concat();
    let own_page = b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>> endobj\ntrailer<</Root 1 0 R>>";
    let laughs = {
        let mut entities = "<!DOCTYPE x [<!ENTITY a0 \"ha\">".to_owned();
        for at in 1..40 {
            let _ = write!(entities, "<!ENTITY a{at} \"&a{0};&a{0};\">", at - 1);
        }
        entities + "]><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&a39;</t></is></c></row>"
    };
    let names = [
        "a.txt", "a.md", "a.html", "a.pdf", "a.xlsx", "a.ods", "a.xls", "a.csv", "a.vtt", "a.eml",
    ];
    let whole = pdf(&[&["One line"]]);
    let mut files: Vec<(&str, Vec<u8>)> = Vec::new();
    for name in names {
        files.push((name, Vec::new()));
        files.push((name, random.clone()));
        files.push((name, b"PK\x03\x04".repeat(1000)));
        files.push((name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".repeat(1000)));
    }
    files.push(("cut.pdf", whole[..whole.len() / 2].to_vec()));
    files.push(("deep.pdf", deep_pdf));
    files.push(("own-page.pdf", own_page.to_vec()));
    files.push(("laughs.xlsx", xlsx(std::iter::once(laughs))));
    files.push(("far.xlsx", xlsx(["<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>".to_owned()].into_iter())));
    files.push((
        "deep.html",
        "<div><table><tr><td>".repeat(200_000).into_bytes(),
    ));
    files.push(("deep.md", "> ".repeat(100_000).into_bytes()));
    files.push(("last.txt", b"The last one".to_vec()));
    for (file, reading) in files.iter().zip(one_by_one(&files)) {
        if let Err(why) = reading {
            assert_ne!(why, Unreadable::CannotStart, "{}", file.0);
        }
    }
}

/// Reads the files in one batch; fails if one takes too long.
fn one_by_one(files: &[(&str, Vec<u8>)]) -> Vec<Reading> {
    let started = Instant::now();
    let readings = read_all(files);
    let most = MAX_TIME * 3 + Duration::from_secs(30);
    assert!(started.elapsed() < most, "{:?}", started.elapsed());
    let last = readings.last().expect("a reading").as_ref();
    assert_eq!(
        &*last.expect("the last file").passages[0].text,
        "The last one"
    );
    readings
}

#[test]
fn too_large_files_are_refused() {
    let far = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let many = (1..=200_000).map(|at| row(at, &["1", "2", "3"]));
    let files = [
        ("far.xlsx", xlsx(std::iter::once(far.to_owned()))),
        ("many.xlsx", xlsx(many)),
        ("many.csv", "1,2,3,4\n".repeat(200_000).into_bytes()),
        ("large.txt", vec![b'a'; (100 << 20) + 1]),
        ("photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec()),
    ];
    let refusals: Vec<Unreadable> = read_all(&files)
        .into_iter()
        .map(|it| it.expect_err("a refusal"))
        .collect();
    assert!(
        matches!(
            refusals[0],
            Unreadable::TooMuchMemory | Unreadable::Damaged | Unreadable::TooLarge
        ),
        "{refusals:?}"
    );
    assert!(
        matches!(
            refusals[1],
            Unreadable::TooMuchMemory | Unreadable::TooLarge | Unreadable::TooSlow
        ),
        "{refusals:?}"
    );
    assert_eq!(
        refusals[2..],
        [
            Unreadable::TooLarge,
            Unreadable::TooLarge,
            Unreadable::NoText
        ]
    );
}

#[test]
fn a_program_that_cannot_start_is_told() {
    let reader = Reader::new(Contained::in_program("/nonexistent/sayso".into()));
    let copy = Copy {
        path: Path::new("a.txt"),
        bytes: b"x",
        may_be_kept: false,
    };
    assert_eq!(reader.read(&[copy]), [Err(Unreadable::CannotStart)]);
}
