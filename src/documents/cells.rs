//! How locators name cells: `B7`, `B7:C9`, `Budget!B7`.

use std::ops::RangeInclusive;

#[derive(Debug, PartialEq, Eq)]
pub struct CellRange<'a> {
    pub sheet: Option<&'a str>,
    pub rows: RangeInclusive<u32>,
    pub columns: RangeInclusive<u32>,
}

/// The cells from `from` to `to`, or those that `from` names alone.
pub fn cell_range<'a>(from: &'a str, to: Option<&'a str>) -> Option<CellRange<'a>> {
    let (sheet, cells) = match from.rsplit_once('!') {
        Some((sheet, cells)) => (Some(sheet.trim_matches(['\'', '"', '“', '”'])), cells),
        None => (None, from),
    };
    let (first, last) = match (cells.split_once(':'), to) {
        (Some((first, last)), _) => (first, last),
        (None, Some(to)) => (cells, to.rsplit_once('!').map_or(to, |(_, cell)| cell)),
        (None, None) => (cells, cells),
    };
    let (row, column) = cell(first)?;
    let (last_row, last_column) = cell(last)?;
    Some(CellRange {
        sheet,
        rows: row.min(last_row)..=row.max(last_row),
        columns: column.min(last_column)..=column.max(last_column),
    })
}

/// The row and the column of `B7` or `$B$7`.
fn cell(name: &str) -> Option<(u32, u32)> {
    let name = name.trim().replace('$', "");
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (column, row) = name.split_at(digits);
    let row = row.parse().ok().filter(|row| *row > 0)?;
    Some((row, column_number(column)?))
}

/// 2 for `B`.
pub fn column_number(letters: &str) -> Option<u32> {
    let letters = letters.trim();
    let is_column =
        (1..=3).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
    let number =
        |number: u32, letter: u8| number * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    is_column.then(|| letters.bytes().fold(0, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_as_people_write_them() {
        for (from, to, sheet, rows, columns) in [
            ("B7", None, None, 7..=7, 2..=2),
            ("$b$7", None, None, 7..=7, 2..=2),
            ("B7:C9", None, None, 7..=9, 2..=3),
            ("C9", Some("B7"), None, 7..=9, 2..=3),
            ("Sheet1!B7", None, Some("Sheet1"), 7..=7, 2..=2),
            ("'My sheet'!AA10", None, Some("My sheet"), 10..=10, 27..=27),
        ] {
            let range = CellRange {
                sheet,
                rows,
                columns,
            };
            assert_eq!(cell_range(from, to), Some(range), "{from}");
        }
        for wrong in ["7", "B", "B0", "ABCD1", "", "7B", "B7:", "!"] {
            assert_eq!(cell_range(wrong, None), None, "{wrong}");
        }
    }
}
