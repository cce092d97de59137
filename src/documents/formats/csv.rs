//! CSV and TSV: by row, column, cell and line of the file.

use super::decode::decode;
use super::plain::line_count;
use crate::documents::Unreadable;
use crate::documents::builder::Builder;
use crate::documents::document_text::{DocumentText, PassageKind, Place, Sheet};
use crate::documents::format::DocumentFormat;

pub fn read(bytes: &[u8], format: DocumentFormat) -> Result<DocumentText, Unreadable> {
    let text = decode(bytes, None);
    let delimiter = match format {
        DocumentFormat::Tsv => b'\t',
        _ => delimiter_of(&text),
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut builder = Builder::new(format);
    let mut record = csv::StringRecord::new();
    let (mut rows, mut columns) = (0, 0);
    while reader
        .read_record(&mut record)
        .map_err(|_| Unreadable::Damaged)?
    {
        rows += 1;
        let line = record.position().map_or(rows, |at| at.line() as u32);
        for (cell, column) in record.iter().zip(1..) {
            columns = columns.max(column);
            let place = Place {
                sheet: Some(0),
                row: Some(rows),
                column: Some(column),
                lines: Some((line, line)),
                ..Place::default()
            };
            builder.push(PassageKind::Cell, cell, place)?;
        }
    }
    let extent = &mut builder.text().extent;
    extent.lines = Some(line_count(&text));
    extent.sheets.push(Sheet {
        name: String::new(),
        rows,
        columns,
    });
    Ok(builder.finish())
}

/// The delimiter that comes most often in the first two lines: programs write `;` where a comma marks
/// decimals.
fn delimiter_of(text: &str) -> u8 {
    let mut lines = text.lines().filter(|line| !line.is_empty());
    let (first, second) = (lines.next().unwrap_or_default(), lines.next());
    let count = |line: &str, delimiter: u8| line.bytes().filter(|byte| *byte == delimiter).count();
    let frequency = |delimiter: &u8| {
        let first = count(first, *delimiter);
        let second = second.map_or(first, |second| count(second, *delimiter));
        (first.min(second), first)
    };
    // The last one of those that are as frequent.
    [b'|', b'\t', b';', b',']
        .into_iter()
        .max_by_key(frequency)
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_their_rows_and_columns() {
        for table in [
            "Year;Cost\n\"2023\nlate\";1,5\n2024;2,5\n",
            "Year\tCost\r\n\"2023\nlate\"\t1,5\r\n2024\t2,5",
        ] {
            let text = read(table.as_bytes(), DocumentFormat::Csv).unwrap();
            let last = text.passages.last().unwrap();
            assert_eq!(
                (&*last.text, last.place.row, last.place.column),
                ("2,5", Some(3), Some(2))
            );
            assert_eq!(last.place.lines, Some((4, 4)));
            assert_eq!(
                text.locator_of(text.passages.len() - 1, 0).unwrap(),
                "cell B3"
            );
            assert_eq!(
                (text.extent.sheets[0].rows, text.extent.sheets[0].columns),
                (3, 2)
            );
        }
        assert!(read(b"", DocumentFormat::Csv).unwrap().passages.is_empty());
    }
}
