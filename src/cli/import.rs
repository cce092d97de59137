//! `sayso import`: a draft of what others wrote.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};

use super::arguments::ImportArguments;
use super::loaded::{LoadedWorkspace, ReadTexts};
use super::output;
use super::paths::printable_path;
use super::printable::printable;
use super::targets::{Targets, absolute};
use super::writing::{DraftWriter, Rewrite, Written, changed_again, create};
use crate::article::ArticleFormat;
use crate::interchange::{
    ImportFormat, Imported, Incoming, Known, Merged, NewDraft, Newer, Options, draft_of, imported,
    merge, read_contained, title_of,
};
use crate::workspace::{ArticlePlace, File, Workspace, disk};

/// The maximum size of a file to import, in bytes.
const LARGEST: usize = 100_000_000;

/// The extensions that an article of the same name as a spreadsheet may have.
const ARTICLES: [&str; 5] = ["md", "markdown", "txt", "html", "htm"];

/// How many of the lines about what to look at are printed.
const MOST_TOLD: usize = 20;

pub fn run(arguments: &ImportArguments) -> Result<ExitCode> {
    let path = absolute(&arguments.file)?;
    let format = arguments.from.or_else(|| ImportFormat::of(&path));
    let format = format.with_context(|| unknown_format(&arguments.file))?;
    let targets = Targets::of_text_at(&path.with_extension(disk::EXTENSION))?;
    let configuration = targets.configurations.first();
    let options = Options {
        columns: configuration
            .map(|it| it.import_columns.clone())
            .unwrap_or_default(),
    };
    let incoming = read(&arguments.file, &path, format, &options)?;
    let report = match &arguments.into {
        Some(draft) => add_to(&absolute(draft)?, &incoming)?,
        None => new_files(arguments, &targets, &path, format, &incoming)?,
    };
    if !arguments.quiet {
        output::print(&report)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn unknown_format(path: &Path) -> String {
    format!(
        "{} has no extension of a format that can be imported: name the format with --from",
        path.display()
    )
}

/// What the file contains.
pub fn read(
    shown: &Path,
    path: &Path,
    format: &ImportFormat,
    options: &Options,
) -> Result<Incoming> {
    let bytes =
        disk::read_bytes(LARGEST, path).map_err(|why| anyhow!("{} {why}", shown.display()))?;
    read_contained(format, &bytes, options)
        .with_context(|| format!("cannot import {}", shown.display()))
}

/// Writes the article, if the file contains one, and a new draft.
fn new_files(
    arguments: &ImportArguments,
    targets: &Targets,
    path: &Path,
    format: &ImportFormat,
    incoming: &Incoming,
) -> Result<String> {
    let draft = match &arguments.article {
        Some(article) => absolute(article)?.with_extension(disk::EXTENSION),
        None => path.with_extension(disk::EXTENSION),
    };
    if format.keeps_in_step && arguments.article.is_none() && draft.is_file() {
        return add_to(&draft, incoming);
    }
    let article = article_of(arguments, path, format, incoming)?;
    refuse_existing(&draft, arguments, format)?;
    if let Some(Article {
        path, is_new: true, ..
    }) = &article
    {
        refuse_existing(path, arguments, format)?;
    }
    let text = article
        .as_ref()
        .map(|it| (it.text.as_str(), ArticleFormat::of(&it.path)));
    let loaded = LoadedWorkspace::read(targets, None, false, &ReadTexts::default());
    let known = Known::of(&loaded.workspace, &draft);
    let mut imported = imported(incoming, text, &known);
    imported.leave_out(&known);
    let stem = draft.file_stem().unwrap_or_default().to_string_lossy();
    let name = article
        .as_ref()
        .map(|it| it.path.file_name().unwrap_or_default().to_string_lossy());
    let from = path.file_name().unwrap_or_default().to_string_lossy();
    let new = NewDraft {
        title: &title_of(incoming, article.as_ref().map(|it| it.text.as_str()), &stem),
        article: name.as_deref(),
        from: &from,
    };
    let draft_text = draft_of(&new, &imported, &known);
    let mut written = Vec::new();
    if let Some(Article {
        path,
        text,
        is_new: true,
    }) = &article
    {
        create_new(path, text)?;
        written.push(printable_path(path));
    }
    create_new(&draft, &draft_text)?;
    written.push(printable_path(&draft));
    let verb = if written.len() == 1 { "was" } else { "were" };
    let written = format!("{} {verb} written", written.join(" and "));
    Ok(report(&imported, &written, &draft))
}

/// The article of a new draft.
struct Article {
    path: PathBuf,
    text: String,
    /// Whether it was in the imported file.
    is_new: bool,
}

fn article_of(
    arguments: &ImportArguments,
    path: &Path,
    format: &ImportFormat,
    incoming: &Incoming,
) -> Result<Option<Article>> {
    if let (Some(text), None) = (&incoming.text, &arguments.article) {
        let is_there = format.article_is_file;
        return Ok(Some(Article {
            path: if is_there {
                path.to_owned()
            } else {
                path.with_extension("md")
            },
            text: text.clone(),
            is_new: !is_there,
        }));
    }
    let beside = || {
        let paths = ARTICLES
            .iter()
            .map(|extension| path.with_extension(extension));
        paths
            .into_iter()
            .find(|beside| beside.is_file() && beside != path)
    };
    let found = match &arguments.article {
        Some(article) => Some(absolute(article)?),
        None => beside(),
    };
    let Some(found) = found else {
        return Ok(None);
    };
    let text = disk::read(&found).map_err(|why| anyhow!("{} {why}", found.display()))?;
    Ok(Some(Article {
        path: found,
        text,
        is_new: false,
    }))
}

fn refuse_existing(path: &Path, arguments: &ImportArguments, format: &ImportFormat) -> Result<()> {
    if path.symlink_metadata().is_err() {
        return Ok(());
    }
    let (there, file) = (printable_path(path), arguments.file.display());
    if format.has_article {
        bail!(
            "{there} already exists, and is not replaced: rename it, or take comments on it over with `sayso sync {file}`"
        );
    }
    bail!(
        "{there} already exists, and is not replaced: add to it with `sayso import {file} --into {there}`"
    )
}

fn create_new(path: &Path, text: &str) -> Result<()> {
    match create(path, text)? {
        Written::Yes => Ok(()),
        Written::Changed => bail!(
            "{} was created by another program just now: look at it first",
            printable_path(path)
        ),
    }
}

/// Adds what the file contains to a draft or a registry.
fn add_to(path: &Path, incoming: &Incoming) -> Result<String> {
    if !path.is_file() {
        bail!(
            "{} does not exist: leave --into out, and a new draft is written",
            printable_path(path)
        );
    }
    let targets = Targets::of(&[path.to_owned()])?;
    let loaded = LoadedWorkspace::read(&targets, None, false, &ReadTexts::default());
    let workspace = &loaded.workspace;
    let file = file_at(workspace, path)?;
    let article = super::loaded::article_of(workspace, file);
    let text = article.as_ref().map(|article| {
        let format = match &article.place {
            Some(ArticlePlace::File(path)) => ArticleFormat::of(path),
            _ => ArticleFormat::Markdown,
        };
        (&*article.text, format)
    });
    let mut imported = imported(incoming, text, &Known::of(workspace, path));
    let merged = merge(file, &imported.declarations, Newer::Incoming);
    imported.told.extend(merged.told.iter().cloned());
    write_merged(&targets, path, file, &merged)?;
    Ok(report(&imported, &merge_line(path, &merged), path))
}

/// The draft or registry at the path.
pub fn file_at<'a>(workspace: &'a Workspace, path: &Path) -> Result<&'a File> {
    let id = workspace.id_of(path);
    let file = id.and_then(|id| workspace.file(id));
    file.map(|file| &**file).with_context(|| {
        format!(
            "{} is not a draft that can be read: name a file that ends in .sayso",
            printable_path(path)
        )
    })
}

pub fn write_merged(targets: &Targets, path: &Path, file: &File, merged: &Merged) -> Result<()> {
    let old = file.text().to_string();
    if old == merged.text {
        return Ok(());
    }
    let rewrite = Rewrite {
        path: path.to_owned(),
        old,
        new: merged.text.clone(),
    };
    let writer = DraftWriter::new(&targets.roots);
    for written in writer.write(&[rewrite]) {
        if written? == Written::Changed {
            return Err(changed_again(path));
        }
    }
    Ok(())
}

/// `story.sayso: 3 added, 1 updated, 8 unchanged`
pub fn merge_line(path: &Path, merged: &Merged) -> String {
    let Merged {
        added,
        updated,
        unchanged,
        ..
    } = merged;
    format!(
        "{}: {added} added, {updated} updated, {unchanged} unchanged",
        printable_path(path)
    )
}

fn report(imported: &Imported, written: &str, draft: &Path) -> String {
    let mut report = format!("{}\n{written}\n", imported.counts.line());
    report += &told(&imported.told);
    let draft = printable_path(draft);
    let draft = match draft.contains(char::is_whitespace) {
        true => format!("'{draft}'"),
        false => draft,
    };
    report + &format!("Next: run `sayso check {draft}`\n")
}

/// The lines about what somebody should look at.
pub fn told(lines: &[String]) -> String {
    let mut text = String::new();
    for line in lines.iter().take(MOST_TOLD) {
        text += &format!("{}\n", printable(line));
    }
    if lines.len() > MOST_TOLD {
        text += &format!(
            "and {} more, which stand in the draft\n",
            lines.len() - MOST_TOLD
        );
    }
    text
}
