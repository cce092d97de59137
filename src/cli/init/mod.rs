//! `sayso init`: a folder's first files. What is there already stays as it is.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use super::arguments::{Ci, InitArguments};
use super::output::{self, temporary_in};
use super::paths::with_slashes;
use super::printable;
use super::targets::{absolute, repository_above};
use crate::configuration::FILE_NAME;
use crate::workspace::disk;

const CONFIGURATION: &str = include_str!("sayso.toml");
const DRAFT: (&str, &str) = ("first-draft.sayso", include_str!("first-draft.sayso"));
const ARTICLE: (&str, &str) = ("first-draft.md", include_str!("first-draft.md"));

/// A file to be written.
struct New {
    path: PathBuf,
    text: String,
    /// Where the file is there already, people are shown what belongs into it.
    belongs_into: bool,
}

pub fn run(arguments: &InitArguments) -> Result<ExitCode> {
    let folder = absolute(&arguments.folder)?;
    let ci = ci_files(&folder, &arguments.ci)?;
    create_folder(&folder)?;
    let mut files = vec![New::at(folder.join(FILE_NAME), CONFIGURATION)];
    if wants_draft(&folder) {
        files.extend([DRAFT, ARTICLE].map(|(name, text)| New::at(folder.join(name), text)));
    }
    files.extend(ci);
    let mut told = String::new();
    for file in &files {
        told += &file.write()?;
    }
    told += &next_step(&arguments.folder);
    output::print(&told)?;
    Ok(ExitCode::SUCCESS)
}

/// Where there are drafts already, nobody needs one to begin with.
fn wants_draft(folder: &Path) -> bool {
    let has = |(name, _): (&str, _)| folder.join(name).exists();
    disk::find(folder, &Default::default()).is_empty() && !has(DRAFT) && !has(ARTICLE)
}

/// The files that CI reads. They stand at the root of the repository.
fn ci_files(folder: &Path, wanted: &[Ci]) -> Result<Vec<New>> {
    let root = repository_above(folder).unwrap_or_else(|| folder.to_owned());
    let below = folder.strip_prefix(&root).unwrap_or(Path::new(""));
    let below = match with_slashes(below) {
        below if below.is_empty() => ".".to_owned(),
        below => below,
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
    if !wanted.is_empty() && (!below.chars().all(is_plain) || below.starts_with('-')) {
        bail!(
            "the name {below} would have to be quoted in each CI server's own way: write the file by hand, after docs/ci.md, or name the folder in plain letters"
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
        New {
            path: root.join(name),
            text,
            belongs_into: true,
        }
    };
    Ok(wanted.iter().map(file).collect())
}

impl New {
    fn at(path: PathBuf, text: &str) -> New {
        New {
            path,
            text: text.to_owned(),
            belongs_into: false,
        }
    }

    /// Writes the file whole, unless one is there. Says what was done.
    fn write(&self) -> Result<String> {
        let shown = shown(&self.path);
        let folder = self.path.parent().unwrap_or(&self.path);
        create_folder(folder)?;
        let cannot = || format!("cannot write {}", self.path.display());
        let mut file = temporary_in(folder).with_context(cannot)?;
        file.write_all(self.text.as_bytes()).with_context(cannot)?;
        match file.persist_noclobber(&self.path) {
            Ok(_) => Ok(format!("{shown} is written\n")),
            Err(error) if error.error.kind() != ErrorKind::AlreadyExists => {
                Err(error.error).with_context(cannot)
            }
            Err(_) if self.belongs_into && !self.is_there() => {
                let lines = self.text.lines().map(|line| format!("  {line}\n"));
                let lines: String = lines.collect();
                Ok(format!(
                    "{shown} is there already and stays as it is; this belongs into it:\n\n{lines}\n"
                ))
            }
            Err(_) => Ok(format!("{shown} is there already and stays as it is\n")),
        }
    }

    /// Whether the file that is there holds what would be written.
    fn is_there(&self) -> bool {
        std::fs::read(&self.path).is_ok_and(|text| text == self.text.as_bytes())
    }
}

fn create_folder(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("cannot create the folder {}", folder.display()))
}

fn next_step(folder: &Path) -> String {
    let folder = folder.to_string_lossy();
    let folder = match &*folder {
        "." => String::new(),
        folder if folder.contains(char::is_whitespace) => format!(" '{folder}'"),
        folder => format!(" {folder}"),
    };
    format!(
        "Next: `sayso check{}`, and write the drafts in an editor that `sayso lsp` serves\n",
        printable(&folder)
    )
}

/// The path from the current folder, where it is below.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let path = path.strip_prefix(here).unwrap_or(path);
    printable(&path.to_string_lossy()).into_owned()
}
