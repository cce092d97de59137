//! Spreadsheets of claims and sources: CSV, XLSX and ODS. One row for each source of a claim.

mod columns;
mod table;
mod read;
mod write;

pub use columns::{COLUMNS, ColumnNames};
pub use read::{read_book, read_csv};
pub use write::{write_csv, write_xlsx};

/// The role of a source that no claim cites.
const NOT_CITED: &str = "not cited";

/// What stands between several values in a cell.
const BETWEEN: &str = "\n";

/// What a program for spreadsheets may take for the beginning of a formula.
const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The text of a cell, so that no program takes it for a formula.
fn defused(text: &str) -> String {
    match text.starts_with(FORMULA_STARTS) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

/// The text of a cell that was defused.
fn fused(text: &str) -> &str {
    let rest = text.strip_prefix('\'');
    rest.filter(|rest| rest.starts_with(FORMULA_STARTS))
        .unwrap_or(text)
}
