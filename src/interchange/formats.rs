//! The formats, each once. Help, completion, documentation and tests read these lists.

use std::path::Path;

use anyhow::Result;

use super::docx;
use super::model::Incoming;
use super::released::Released;
use super::sheets::{self, ColumnNames};

/// A format that drafts can be exported to.
#[derive(Debug)]
pub struct ExportFormat {
    pub name: &'static str,
    /// The extension of its files, without a dot.
    pub extension: &'static str,
    /// For `--help`.
    pub description: &'static str,
    pub write: fn(&Released) -> Result<Vec<u8>>,
}

/// All of them, in the order in which they are offered.
pub static EXPORT_FORMATS: &[ExportFormat] = &[
    ExportFormat {
        name: "docx",
        extension: "docx",
        description: "Word: the article, with a comment for each claim and footnotes for sources",
        write: docx::write,
    },
    ExportFormat {
        name: "csv",
        extension: "csv",
        description: "A spreadsheet of claims and sources, as comma-separated values",
        write: sheets::write_csv,
    },
    ExportFormat {
        name: "xlsx",
        extension: "xlsx",
        description: "The same as an Excel workbook",
        write: sheets::write_xlsx,
    },
];

pub fn export_format(name: &str) -> Option<&'static ExportFormat> {
    EXPORT_FORMATS.iter().find(|format| format.name == name)
}

/// A format that files can be imported from.
#[derive(Debug)]
pub struct ImportFormat {
    pub name: &'static str,
    /// The extensions of its files, in lower case.
    pub extensions: &'static [&'static str],
    /// For `--help`.
    pub description: &'static str,
    /// Whether files of this format contain an article.
    pub has_article: bool,
    /// Whether the file itself is the article, which stays as it is.
    pub article_is_file: bool,
    /// Whether reviewers write into files of this format.
    pub has_reviews: bool,
    read: fn(&[u8], &Options) -> Result<Incoming>,
}

/// What the desk has set.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Options {
    /// The headers of spreadsheets.
    pub columns: ColumnNames,
}

pub static IMPORT_FORMATS: &[ImportFormat] = &[
    ImportFormat {
        name: "docx",
        extensions: &["docx", "docm"],
        description: "Word, also as Google Docs and LibreOffice write it",
        has_article: true,
        article_is_file: false,
        has_reviews: true,
        read: |bytes, _| docx::read(bytes),
    },
    ImportFormat {
        name: "csv",
        extensions: &["csv", "tsv"],
        description: "A spreadsheet of claims and sources, as comma-separated values",
        has_article: false,
        article_is_file: false,
        has_reviews: false,
        read: |bytes, options| sheets::read_csv(bytes, &options.columns),
    },
    ImportFormat {
        name: "spreadsheet",
        extensions: &["xlsx", "xlsm", "ods", "xls"],
        description: "The same as an Excel or OpenDocument workbook",
        has_article: false,
        article_is_file: false,
        has_reviews: false,
        read: |bytes, options| sheets::read_book(bytes, &options.columns),
    },
];

impl ImportFormat {
    pub fn named(name: &str) -> Option<&'static ImportFormat> {
        IMPORT_FORMATS.iter().find(|format| format.name == name)
    }

    /// The format of the file at `path`, by its extension.
    pub fn of(path: &Path) -> Option<&'static ImportFormat> {
        let extension = path.extension()?.to_str()?.to_lowercase();
        let mut formats = IMPORT_FORMATS.iter();
        formats.find(|format| format.extensions.contains(&extension.as_str()))
    }

    /// Reads a file. It may be hostile: call this in a process of its own.
    pub fn read(&self, bytes: &[u8], options: &Options) -> Result<Incoming> {
        (self.read)(bytes, options)
    }
}
