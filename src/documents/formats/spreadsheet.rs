//! XLSX, XLSB, XLS and ODS: by sheet, row, column and cell.

use std::io::Cursor;

use calamine::{Data, OdsError, Reader, Sheets, XlsxError, open_workbook_auto_from_rs};

use crate::documents::Unreadable;
use crate::documents::builder::Builder;
use crate::documents::document_text::{DocumentText, PassageKind, Place, Sheet};
use crate::documents::format::DocumentFormat;

pub fn read(bytes: &[u8]) -> Result<DocumentText, Unreadable> {
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|why| match why {
        calamine::Error::Xlsx(XlsxError::Password) | calamine::Error::Ods(OdsError::Password) => {
            Unreadable::Encrypted
        }
        _ => Unreadable::Damaged,
    })?;
    let mut builder = Builder::new(DocumentFormat::Spreadsheet);
    for (name, number) in workbook.sheet_names().into_iter().zip(0..) {
        let size = read_sheet(&mut workbook, &name, number, &mut builder)?;
        let (rows, columns) = size;
        builder.text().extent.sheets.push(Sheet {
            name,
            rows,
            columns,
        });
    }
    match builder.text().extent.sheets.is_empty() {
        true => Err(Unreadable::Damaged),
        false => Ok(builder.finish()),
    }
}

/// Reads the cells of a sheet; returns its last row and column.
fn read_sheet(
    workbook: &mut Sheets<Cursor<&[u8]>>,
    name: &str,
    sheet: u32,
    builder: &mut Builder,
) -> Result<(u32, u32), Unreadable> {
    let Ok(range) = workbook.worksheet_range(name) else {
        // A sheet of charts has no cells.
        return Ok((0, 0));
    };
    let styles = workbook.worksheet_style(name).ok();
    let (first_row, first_column) = range.start().unwrap_or_default();
    for (row, column, data) in range.used_cells() {
        let (row, column) = (first_row + row as u32, first_column + column as u32);
        let style = styles.as_ref().and_then(|styles| styles.get((row, column)));
        let format = style.and_then(|style| style.number_format.as_ref());
        let (text, value) = shown(data, format.map(|format| format.format_code.as_str()));
        let place = Place {
            sheet: Some(sheet),
            row: Some(row + 1),
            column: Some(column + 1),
            ..Place::default()
        };
        builder.push_cell(PassageKind::Cell, &text, value.as_deref(), place)?;
    }
    Ok(range
        .end()
        .map_or((0, 0), |(row, column)| (row + 1, column + 1)))
}

/// What a cell shows, and what is stored in it if that is something else.
fn shown(data: &Data, format: Option<&str>) -> (String, Option<String>) {
    match data {
        Data::Float(number) => {
            let stored = plain(*number);
            let text = format.and_then(|format| formatted(*number, format));
            match text {
                Some(text) if text != stored => (text, Some(stored)),
                _ => (stored, None),
            }
        }
        Data::DateTime(time) if time.is_datetime() => {
            let (year, month, day, hours, minutes, seconds, _) = time.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            match (hours, minutes, seconds) {
                (0, 0, 0) => (date, None),
                _ => (format!("{date} {hours:02}:{minutes:02}:{seconds:02}"), None),
            }
        }
        other => (other.to_string(), None),
    }
}

/// The number without the noise of binary fractions: spreadsheets show 15 digits at most.
fn plain(number: f64) -> String {
    let rounded = format!("{number:.14e}").parse::<f64>();
    rounded.unwrap_or(number).to_string()
}

/// The number with the decimals and the percent sign of its format. None for formats that show something else.
fn formatted(number: f64, format: &str) -> Option<String> {
    let section = format.split(';').next()?;
    let is_percent = section.contains('%');
    let digits = section
        .rsplit_once('.')
        .map_or("", |(_, decimals)| decimals);
    let decimals = digits
        .chars()
        .take_while(|c| matches!(c, '0' | '#' | '?'))
        .count();
    let has_digits = section.contains('0');
    let is_other = section.contains(['E', '/', '?', '#']) && digits.contains(['#', '?', 'E', '/']);
    if !has_digits || is_other || section.contains(['E', '/']) {
        return None;
    }
    let number = if is_percent { number * 100.0 } else { number };
    let sign = if is_percent { "%" } else { "" };
    Some(format!("{number:.decimals$}{sign}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_show_what_their_format_says() {
        for (number, format, text, value) in [
            (0.125, Some("0.0%"), "12.5%", Some("0.125")),
            (0.125, Some("0.0 %"), "12.5%", Some("0.125")),
            (1234.567, Some("#,##0.00"), "1234.57", Some("1234.567")),
            (1234.567, Some("General"), "1234.567", None),
            (12.0, Some("0"), "12", None),
            (0.1 + 0.2, None, "0.3", None),
            (1200.0, Some("0.0E+00"), "1200", None),
            (0.5, Some("# ?/?"), "0.5", None),
        ] {
            let (shown, stored) = shown(&Data::Float(number), format);
            assert_eq!((&*shown, stored.as_deref()), (text, value), "{format:?}");
        }
    }
}
