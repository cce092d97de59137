//! `sayso new`
//!
//! All drafts are worked out before the first one is written.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Result, anyhow, bail};

use super::arguments::NewArguments;
use super::drafts_of_articles::is_draft_of;
use super::loaded::{LoadedWorkspace, ReadTexts, article_of};
use super::output;
use super::paths::printable_path;
use super::targets::Targets;
use super::writing::{DraftWriter, Rewrite, Written, changed_again, create, remove_leftovers};
use crate::drafting::{additions, new_draft};
use crate::rules::{GUESSED, analyse, located};
use crate::text::counted::counted;
use crate::workspace::{FileId, Workspace, disk};

pub fn run(arguments: &NewArguments) -> Result<ExitCode> {
    if let Some(folder) = arguments.articles.iter().find(|path| path.is_dir()) {
        bail!(
            "{} is a folder: name the articles in it, as in `sayso new {}`",
            folder.display(),
            folder.join("story.md").display()
        );
    }
    let targets = Targets::of(&arguments.articles)?;
    let loaded = LoadedWorkspace::read(&targets, None, false, &ReadTexts::default());
    let workspace = &loaded.workspace;
    let drafts = targets.named_articles.iter();
    let of_articles = drafts.map(|article| Planned::of_article(workspace, article));
    let of_drafts = targets
        .files
        .iter()
        .map(|draft| Planned::of_draft(&loaded, draft));
    let planned: Vec<Planned> = of_articles.chain(of_drafts).collect::<Result<_>>()?;
    if arguments.print {
        for planned in &planned {
            output::print_exactly(&planned.new)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    remove_leftovers(&targets.files);
    let mut report = String::new();
    for planned in &planned {
        planned.write(&targets.roots)?;
        report += &planned.summary();
    }
    if !arguments.quiet {
        if planned.iter().any(|planned| planned.new.contains(GUESSED)) {
            report += &format!(
                "Next: look at each line that ends in `{GUESSED}`, and name the sources of the claims\n"
            );
        }
        output::print(&report)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A draft to write.
struct Planned {
    path: PathBuf,
    /// The text that the draft has; `None` if it is new.
    old: Option<String>,
    new: String,
    claims: usize,
    sources: usize,
    names: usize,
}

impl Planned {
    /// The draft of the article: a new one, or what the existing one lacks.
    fn of_article(workspace: &Workspace, article: &Path) -> Result<Planned> {
        let files = workspace.files();
        let drafts: Vec<FileId> = files
            .filter(|(_, file)| is_draft_of(file, article, workspace))
            .map(|(id, _)| id)
            .collect();
        match drafts[..] {
            [] => Planned::new(workspace, article),
            [draft] => Planned::with_additions(workspace, draft),
            _ => bail!(
                "{} has several drafts: name the one to add claims to, which ends in .sayso",
                printable_path(article)
            ),
        }
    }

    /// What the draft at the path lacks.
    fn of_draft(loaded: &LoadedWorkspace, draft: &Path) -> Result<Planned> {
        if let Some(problem) = loaded.problem(draft) {
            bail!("{} {problem}", printable_path(draft));
        }
        match loaded.workspace.id_of(draft) {
            Some(id) => Planned::with_additions(&loaded.workspace, id),
            None => bail!("{} cannot be read", printable_path(draft)),
        }
    }

    fn new(workspace: &Workspace, article: &Path) -> Result<Planned> {
        let text = disk::read_article(&workspace.roots, article)
            .map_err(|problem| anyhow!("{} {problem}", printable_path(article)))?;
        let draft = new_draft(workspace, article, &text).ok_or_else(|| {
            anyhow!(
                "{} has no text to annotate: name an article in plain text or Markdown",
                printable_path(article)
            )
        })?;
        if draft.path.symlink_metadata().is_ok() {
            bail!(
                "{} exists, but is no draft of {}: write `text: {:?}` into it, below its `article`, or rename it",
                printable_path(&draft.path),
                printable_path(article),
                article.file_name().unwrap_or_default().to_string_lossy()
            );
        }
        Ok(Planned {
            path: draft.path,
            old: None,
            new: draft.text,
            claims: draft.claims,
            sources: draft.sources,
            names: draft.names,
        })
    }

    fn with_additions(workspace: &Workspace, draft: FileId) -> Result<Planned> {
        let file = Arc::clone(
            workspace
                .file(draft)
                .ok_or_else(|| anyhow!("there is no draft"))?,
        );
        let analysis = analyse(workspace, draft, article_of(workspace, &file));
        let text = analysis.article().filter(|text| text.article().is_some());
        let Some(text) = text else {
            bail!(
                "the article of {} cannot be read: run `sayso check {}` to see why",
                printable_path(&file.path),
                printable_path(&file.path)
            );
        };
        let additions = additions(workspace, draft, text, analysis.passages());
        let old = file.text().to_string();
        let edits = located(workspace, Some(text), &additions.edits);
        let mut new = old.clone();
        let edits = edits.into_iter().flatten().flat_map(|file| file.edits);
        for (range, text) in edits.collect::<Vec<_>>().into_iter().rev() {
            new.replace_range(range, &text);
        }
        Ok(Planned {
            path: file.path.to_path_buf(),
            old: Some(old),
            new,
            claims: additions.claims,
            sources: additions.sources,
            names: additions.names,
        })
    }

    fn write(&self, roots: &[PathBuf]) -> Result<()> {
        let written = match &self.old {
            None => create(&self.path, &self.new)?,
            Some(old) if *old == self.new => Written::Yes,
            Some(old) => {
                let rewrite = Rewrite {
                    path: self.path.clone(),
                    old: old.clone(),
                    new: self.new.clone(),
                };
                let results = DraftWriter::new(roots).write(&[rewrite]);
                results.into_iter().collect::<Result<Vec<_>>>()?[0]
            }
        };
        match written {
            Written::Yes => Ok(()),
            Written::Changed => Err(changed_again(&self.path)),
        }
    }

    fn summary(&self) -> String {
        let path = printable_path(&self.path);
        if self.claims == 0 && self.old.is_some() {
            return format!("{path} has a claim for every sentence: nothing was added\n");
        }
        let counts = [
            Some(counted(self.claims, "claim", "claims")),
            (self.sources > 0).then(|| counted(self.sources, "source", "sources")),
            (self.names > 0)
                .then(|| format!("{} to declare", counted(self.names, "name", "names"))),
        ];
        let counts: Vec<String> = counts.into_iter().flatten().collect();
        let verb = match self.old {
            None => "was written, with",
            Some(_) => "was changed: added",
        };
        format!("{path} {verb} {}\n", counts.join(", "))
    }
}
