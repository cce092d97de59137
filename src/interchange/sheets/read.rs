//! Spreadsheets as tables of text.

use std::io::Cursor;

use anyhow::{Result, anyhow, bail};
use calamine::{Data, Reader as _, open_workbook_auto_from_rs};

use super::columns::{Column, ColumnNames, column_of};
use super::fused;
use super::table::Table;
use crate::interchange::model::Incoming;

/// The maximum number of rows. No desk can check as many.
const MOST_ROWS: usize = 100_000;

pub fn read_csv(bytes: &[u8], names: &ColumnNames) -> Result<Incoming> {
    let text = decoded(bytes)?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| anyhow!("it is no table of comma-separated values"))?;
        rows.push(record.iter().map(str::to_owned).collect());
        refuse_too_many(rows.len())?;
    }
    read_rows(&rows, names)
}

/// Spreadsheets in some languages write CSV as UTF-16.
fn decoded(bytes: &[u8]) -> Result<String> {
    let wide = |read: fn([u8; 2]) -> u16| {
        let units = bytes[2..]
            .chunks_exact(2)
            .map(|pair| read([pair[0], pair[1]]));
        String::from_utf16_lossy(&units.collect::<Vec<u16>>())
    };
    match bytes {
        _ if bytes.starts_with(&[0xff, 0xfe]) => Ok(wide(u16::from_le_bytes)),
        _ if bytes.starts_with(&[0xfe, 0xff]) => Ok(wide(u16::from_be_bytes)),
        _ => String::from_utf8(bytes.to_vec())
            .map_err(|_| anyhow!("it is not UTF-8: save it as “CSV UTF-8” first")),
    }
}

/// What stands between the cells of the first line most often.
fn delimiter(text: &str) -> u8 {
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or("");
    let count = |mark: &u8| first.bytes().filter(|byte| byte == mark).count();
    [b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(count)
        .unwrap_or(b',')
}

pub fn read_book(bytes: &[u8], names: &ColumnNames) -> Result<Incoming> {
    let damaged = || anyhow!("it is no spreadsheet, or it is damaged: save it again");
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut all = Incoming::default();
    let mut why = None;
    let mut is_read = false;
    for sheet in book.sheet_names() {
        let range = book.worksheet_range(&sheet).map_err(|_| damaged())?;
        refuse_too_many(range.height())?;
        let rows = range.rows().map(|row| row.iter().map(cell).collect());
        let rows: Vec<Vec<String>> = rows.collect();
        match read_rows(&rows, names) {
            Ok(read) => {
                is_read = true;
                add(&mut all, read);
            }
            Err(error) => {
                if !rows.is_empty() {
                    all.told
                        .push(format!("sheet `{sheet}` was left out: {error}"));
                }
                why = why.or(Some(error));
            }
        }
    }
    match why {
        Some(why) if !is_read => Err(why),
        _ => Ok(all),
    }
}

fn add(all: &mut Incoming, other: Incoming) {
    all.claims.extend(other.claims);
    for source in other.sources {
        if all.sources.iter().all(|known| known.key != source.key) {
            all.sources.push(source);
        }
    }
    for entity in other.entities {
        if all.entities.iter().all(|known| known.key != entity.key) {
            all.entities.push(entity);
        }
    }
}

fn refuse_too_many(rows: usize) -> Result<()> {
    if rows > MOST_ROWS {
        bail!("it has more than {MOST_ROWS} rows: split it into several files");
    }
    Ok(())
}

fn cell(data: &Data) -> String {
    match data {
        Data::Empty | Data::Error(_) => String::new(),
        Data::DateTime(date) if !date.is_duration() => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            match (hour, minute, second) {
                (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                _ if year < 1900 || date.as_f64() < 1.0 => {
                    format!("{hour:02}:{minute:02}:{second:02}")
                }
                _ => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"),
            }
        }
        Data::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        other => other.to_string(),
    }
}

/// The table that the rows are: its header is the first row that has a column with a known name.
fn read_rows(rows: &[Vec<String>], names: &ColumnNames) -> Result<Incoming> {
    let columns = |row: &Vec<String>| -> Vec<Option<Column>> {
        row.iter()
            .map(|header| column_of(fused(header), names))
            .collect()
    };
    let is_header = |row: &Vec<String>| {
        let columns = columns(row);
        let has = |column| columns.contains(&Some(column));
        has(Column::Words) || has(Column::Source) || has(Column::SourceTitle) || has(Column::Url)
    };
    let Some(at) = rows.iter().take(20).position(is_header) else {
        bail!(
            "no column has a name that is known, such as `words` for the words of the article or `source`: name your columns in sayso.toml, below [import.columns]"
        );
    };
    let columns = columns(&rows[at]);
    let mut unknown = Vec::new();
    for (header, column) in rows[at].iter().zip(&columns) {
        if column.is_none() && !header.trim().is_empty() {
            unknown.push(header.trim());
        }
    }
    let mut table = Table::default();
    table.keep_names(rows[at + 1..].iter(), &columns);
    for row in &rows[at + 1..] {
        table.add(row, &columns, &rows[at]);
    }
    let mut incoming = table.incoming;
    if !unknown.is_empty() {
        incoming.told.push(format!(
            "columns without a known name became notes: {} (name them in sayso.toml, below [import.columns])",
            unknown.join(", ")
        ));
    }
    Ok(incoming)
}
