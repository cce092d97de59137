//! `sayso check story.md`: somebody names an article, and means its drafts.

use std::path::Path;

use anyhow::{Result, bail};

use super::targets::Targets;
use crate::workspace::{ArticlePlace, File, NamedArticle, Workspace};

/// Adds the drafts of the named articles to the files to report on. Returns a line for people about each article. Other
/// files are left out, as long as there is something to report on: some programs name all files that have changed.
pub fn add_drafts(targets: &mut Targets, workspace: &Workspace) -> Result<Vec<String>> {
    let folder = std::env::current_dir().unwrap_or_default();
    let shown = |path: &Path| {
        let shown = path.strip_prefix(&folder).unwrap_or(path);
        shown.display().to_string()
    };
    let mut lines = Vec::new();
    let mut others = Vec::new();
    for article in &targets.named_articles {
        let drafts = workspace.files().map(|(_, file)| file);
        let drafts = drafts.filter(|file| is_draft_of(file, article, workspace));
        let mut drafts: Vec<&Path> = drafts.map(|file| &*file.path).collect();
        drafts.sort();
        if drafts.is_empty() {
            others.push(shown(article));
            continue;
        }
        let names: Vec<String> = drafts.iter().map(|path| shown(path)).collect();
        lines.push(format!(
            "{} is the article of {}",
            shown(article),
            names.join(", ")
        ));
        targets.files.extend(drafts.into_iter().map(Path::to_owned));
    }
    targets.files.sort();
    targets.files.dedup();
    match others.first() {
        Some(other) if targets.files.is_empty() => bail!(
            "{other} is not a draft, and no draft has it as its article: name a draft, which ends in .sayso, or write `text: \"{}\"` into one, below its `article`",
            Path::new(other).file_name().unwrap_or_default().display()
        ),
        _ => Ok(lines),
    }
}

/// Whether the draft has the file as its article, perhaps through a link.
pub fn is_draft_of(draft: &File, article: &Path, workspace: &Workspace) -> bool {
    let named = NamedArticle::of(draft, &workspace.roots);
    let Some(Ok(ArticlePlace::File(path))) = named.map(|named| named.place) else {
        return false;
    };
    let is_linked = || {
        let real = article.canonicalize().ok();
        real.is_some() && path.canonicalize().ok() == real
    };
    *path == *article || is_linked()
}
