//! `sayso init`: the first files of a folder.
//!
//! `sayso init` never asks. Existing files stay unchanged, and a first draft is written only if there is none.
//! If a file for CI already exists, `init` prints the lines that belong into it.
//!
//! `--ci github` does not use the action: nobody knows under which name a newsroom finds it on GitHub, and a
//! guessed name would be somebody else's program. It installs the version that wrote the file, from the
//! repository that `Cargo.toml` names.
//!
//! A folder whose name would have to be quoted is not written into any CI file: each CI server quotes in its
//! own way.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};

use super::arguments::{Ci, InitArguments};
use super::output;
use super::paths::{printable_path, with_slashes};
use super::printable::printable;
use super::targets::{absolute, repository_above};
use super::writing::{Written, create, create_folder};
use crate::configuration::FILE_NAME;
use crate::drafting::new_draft;
use crate::workspace::disk::{self, Reach};
use crate::workspace::{Configuration, Patterns, Workspace};

const CONFIGURATION: &str = include_str!("sayso.toml");
const DRAFT: (&str, &str) = ("first-draft.sayso", include_str!("first-draft.sayso"));
const ARTICLE: (&str, &str) = ("first-draft.md", include_str!("first-draft.md"));

/// The usual names of texts in a repository that are no articles.
const OTHER_TEXTS: [&str; 10] = [
    "AUTHORS",
    "CHANGELOG",
    "CODE_OF_CONDUCT",
    "CONTRIBUTING",
    "INSTALL",
    "LICENSE",
    "NOTICE",
    "README",
    "SECURITY",
    "TODO",
];
/// The least number of claims of a text that is taken for an article.
const LEAST_CLAIMS: usize = 3;
/// The maximum number of drafts that are written.
const MOST_DRAFTS: usize = 50;

/// A file to write.
struct NewFile {
    path: PathBuf,
    text: String,
    /// Whether to print the lines that belong into the file if it exists.
    prints_lines: bool,
}

pub fn run(arguments: &InitArguments) -> Result<ExitCode> {
    let folder = absolute(&arguments.folder)?;
    let ci = ci_files(&folder, &arguments.ci)?;
    create_folder(&folder)?;
    let mut files = vec![NewFile::at(folder.join(FILE_NAME), CONFIGURATION)];
    if has_no_drafts(&folder) {
        files.extend(first_drafts(&folder));
    }
    files.extend(ci);
    let mut report = String::new();
    for file in &files {
        report += &file.write()?;
    }
    report += &next_step(&arguments.folder);
    output::print(&report)?;
    Ok(ExitCode::SUCCESS)
}

fn has_no_drafts(folder: &Path) -> bool {
    let found = disk::find(folder, &Default::default(), Reach::Everywhere);
    found.files.is_empty()
}

/// A draft for each article in the folder or, if there is none, a first draft with its article.
fn first_drafts(folder: &Path) -> Vec<NewFile> {
    let workspace = Workspace::new([folder.to_owned()]);
    let articles = articles_in(folder).into_iter();
    let drafts = articles.filter_map(|article| {
        let text = disk::read_article(&workspace.roots, &article).ok()?;
        new_draft(&workspace, &article, &text)
    });
    let drafts: Vec<NewFile> = drafts
        .filter(|draft| draft.claims >= LEAST_CLAIMS)
        .take(MOST_DRAFTS)
        .map(|draft| NewFile::at(draft.path, &draft.text))
        .collect();
    let has = |(name, _): (&str, _)| folder.join(name).exists();
    match drafts.is_empty() && !has(DRAFT) && !has(ARTICLE) {
        true => [DRAFT, ARTICLE]
            .map(|(name, text)| NewFile::at(folder.join(name), text))
            .into(),
        false => drafts,
    }
}

/// The files of the folder itself that may be articles.
fn articles_in(folder: &Path) -> Vec<PathBuf> {
    let configuration = Configuration {
        articles: Patterns::new(["*.md", "*.markdown", "*.txt"]).unwrap_or_default(),
        folder: folder.to_owned(),
        ..Configuration::default()
    };
    let mut files = disk::find_articles(folder, &configuration);
    files.retain(|path| {
        let stem = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .to_uppercase();
        !OTHER_TEXTS.contains(&stem.as_str())
    });
    files
}

/// The files for CI, at the root of the repository.
fn ci_files(folder: &Path, wanted: &[Ci]) -> Result<Vec<NewFile>> {
    let root = repository_above(folder).unwrap_or_else(|| folder.to_owned());
    let below = folder.strip_prefix(&root).unwrap_or(Path::new(""));
    let below = match with_slashes(below) {
        below if below.is_empty() => ".".to_owned(),
        below => below,
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
    if !wanted.is_empty() && (!below.chars().all(is_plain) || below.starts_with('-')) {
        bail!(
            "the folder name {below} needs quotes, which differ between CI servers: write the file by hand as docs/ci.md shows, or use plain letters in the name"
        );
    }
    let file = |ci: &Ci| {
        let (name, text) = match ci {
            Ci::Github => (".github/workflows/sayso.yml", include_str!("github.yml")),
            Ci::Gitlab => (".gitlab-ci.yml", include_str!("gitlab.yml")),
            Ci::PreCommit => (".pre-commit-config.yaml", include_str!("pre-commit.yaml")),
        };
        let text = text
            .replace("{version}", env!("CARGO_PKG_VERSION"))
            .replace("{repository}", env!("CARGO_PKG_REPOSITORY"))
            .replace("{folder}", &below);
        NewFile {
            path: root.join(name),
            text,
            prints_lines: true,
        }
    };
    Ok(wanted.iter().map(file).collect())
}

impl NewFile {
    fn at(path: PathBuf, text: &str) -> NewFile {
        NewFile {
            path,
            text: text.to_owned(),
            prints_lines: false,
        }
    }

    /// Writes the whole file, unless one exists. Returns what was done, for people.
    fn write(&self) -> Result<String> {
        let shown = printable_path(&self.path);
        match create(&self.path, &self.text)? {
            Written::Yes => Ok(format!("{shown} was written\n")),
            Written::Changed if self.prints_lines && !self.is_written() => {
                let lines = self.text.lines().map(|line| format!("  {line}\n"));
                let lines: String = lines.collect();
                Ok(format!(
                    "{shown} already exists and was not changed; add these lines to it:\n\n{lines}\n"
                ))
            }
            Written::Changed => Ok(format!("{shown} already exists and was not changed\n")),
        }
    }

    /// Whether the existing file contains what would be written.
    fn is_written(&self) -> bool {
        disk::read_bytes(self.text.len(), &self.path).is_ok_and(|text| text == self.text.as_bytes())
    }
}

fn next_step(folder: &Path) -> String {
    let folder = folder.to_string_lossy();
    let folder = match &*folder {
        "." => String::new(),
        folder if folder.contains(char::is_whitespace) => format!(" '{folder}'"),
        folder => format!(" {folder}"),
    };
    format!(
        "Next: run `sayso check{}`, and set up your editor to use `sayso lsp`\n",
        printable(&folder)
    )
}
