//! The formats, each once. Help, completion, documentation and tests read these lists.

use std::path::Path;

use anyhow::Result;

use super::model::Incoming;
use super::released::Released;
use super::sheets::{self, ColumnNames};
use super::{
    annotations, bibliography, brat, claim_review, docx, follow_the_money, markdown, wikidata,
};

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
    ExportFormat {
        name: "markdown",
        extension: "notes.md",
        description: "Markdown: the article, with a footnote for each claim",
        write: markdown::write,
    },
    ExportFormat {
        name: "csl-json",
        extension: "csl.json",
        description: "A bibliography of the sources, for Zotero and Pandoc",
        write: bibliography::write_csl,
    },
    ExportFormat {
        name: "biblatex",
        extension: "bib",
        description: "A bibliography of the sources, for LaTeX",
        write: bibliography::write_biblatex,
    },
    ExportFormat {
        name: "web-annotation",
        extension: "annotations.json",
        description: "W3C Web Annotations of the article, as JSON-LD",
        write: annotations::write,
    },
    ExportFormat {
        name: "schema-org",
        extension: "schema.json",
        description: "The article and its claims for search engines, as JSON-LD: NewsArticle, Claim, ClaimReview",
        write: claim_review::write,
    },
    ExportFormat {
        name: "followthemoney",
        extension: "ftm.json",
        description: "The entities, for Aleph and OpenSanctions",
        write: follow_the_money::write,
    },
    ExportFormat {
        name: "brat",
        extension: "ann",
        description: "The claims as standoff annotations of brat",
        write: brat::write,
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
    /// Whether such a file is imported again when it has changed: what it declares is kept in step by its keys.
    pub keeps_in_step: bool,
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
        keeps_in_step: false,
        read: |bytes, _| docx::read(bytes),
    },
    ImportFormat {
        name: "csv",
        extensions: &["csv", "tsv"],
        description: "A spreadsheet of claims and sources, as comma-separated values",
        has_article: false,
        article_is_file: false,
        has_reviews: false,
        keeps_in_step: false,
        read: |bytes, options| sheets::read_csv(bytes, &options.columns),
    },
    ImportFormat {
        name: "spreadsheet",
        extensions: &["xlsx", "xlsm", "ods", "xls"],
        description: "The same as an Excel or OpenDocument workbook",
        has_article: false,
        article_is_file: false,
        has_reviews: false,
        keeps_in_step: false,
        read: |bytes, options| sheets::read_book(bytes, &options.columns),
    },
    ImportFormat {
        name: "markdown",
        extensions: &["md", "markdown"],
        description: "Markdown with footnotes, citations as in Pandoc, or CriticMarkup",
        has_article: true,
        article_is_file: true,
        has_reviews: false,
        keeps_in_step: false,
        read: |bytes, _| markdown::read(bytes),
    },
    ImportFormat {
        name: "biblatex",
        extensions: &["bib", "bibtex"],
        description: "A bibliography of BibTeX or BibLaTeX",
        has_article: false,
        article_is_file: false,
        has_reviews: false,
        keeps_in_step: true,
        read: |bytes, _| bibliography::read_biblatex(bytes),
    },
    ImportFormat {
        name: "ris",
        extensions: &["ris"],
        description: "A bibliography of reference managers",
        has_article: false,
        article_is_file: false,
        has_reviews: false,
        keeps_in_step: true,
        read: |bytes, _| bibliography::read_ris(bytes),
    },
    ImportFormat {
        name: "csl-json",
        extensions: &["csl.json"],
        description: "A bibliography of Zotero or Pandoc",
        has_article: false,
        article_is_file: false,
        has_reviews: false,
        keeps_in_step: true,
        read: |bytes, _| bibliography::read_csl(bytes),
    },
    ImportFormat {
        name: "web-annotation",
        extensions: &["annotations.json", "jsonld"],
        description: "W3C Web Annotations, or an export of Hypothes.is",
        has_article: false,
        article_is_file: false,
        has_reviews: false,
        keeps_in_step: false,
        read: |bytes, _| annotations::read(bytes),
    },
    ImportFormat {
        name: "followthemoney",
        extensions: &["ftm.json", "ftm", "jsonl"],
        description: "Entities of Aleph or OpenSanctions",
        has_article: false,
        article_is_file: false,
        has_reviews: false,
        keeps_in_step: true,
        read: |bytes, _| follow_the_money::read(bytes),
    },
    ImportFormat {
        name: "wikidata",
        extensions: &["wikidata.json"],
        description: "Entities of Wikidata",
        has_article: false,
        article_is_file: false,
        has_reviews: false,
        keeps_in_step: true,
        read: |bytes, _| wikidata::read(bytes),
    },
    ImportFormat {
        name: "brat",
        extensions: &["ann"],
        description: "Standoff annotations of brat",
        has_article: false,
        article_is_file: false,
        has_reviews: false,
        keeps_in_step: false,
        read: |bytes, _| brat::read(bytes),
    },
];

impl ImportFormat {
    pub fn named(name: &str) -> Option<&'static ImportFormat> {
        IMPORT_FORMATS.iter().find(|format| format.name == name)
    }

    /// The format of the file at `path`, by what its name ends with.
    pub fn of(path: &Path) -> Option<&'static ImportFormat> {
        let name = path.file_name()?.to_str()?.to_lowercase();
        let has = |extension: &&str| {
            let rest = name.strip_suffix(extension);
            rest.is_some_and(|rest| rest.len() > 1 && rest.ends_with('.'))
        };
        let mut formats = IMPORT_FORMATS.iter();
        formats.find(|format| format.extensions.iter().any(&has))
    }

    /// Reads a file. It may be hostile: call this in a process of its own.
    pub fn read(&self, bytes: &[u8], options: &Options) -> Result<Incoming> {
        (self.read)(bytes, options)
    }
}
