//! Paths of files in the workspace, relative to the draft.

use std::path::Path;

use super::context::PathFiles;
use super::{Completion, CompletionKind, Insert, MAX_ITEMS, Request};
use crate::workspace::disk::{self, Entry, is_sayso};
use crate::workspace::paths;

/// The extensions of articles.
const ARTICLES: [&str; 5] = ["md", "markdown", "txt", "html", "htm"];

impl Request<'_> {
    /// The folders and files in the folder that is typed so far, folders first.
    pub(super) fn paths(&self, files: PathFiles, is_quoted: bool) -> Vec<Completion> {
        let before = &self.segment.text[..self.context.word.start];
        let quoted = before.rsplit(['"', '“']).next().filter(|_| is_quoted);
        let folder = quoted.unwrap_or_default();
        let here = self.file.path.parent().unwrap_or(&self.file.path);
        let roots = &self.workspace.roots;
        let root = paths::root_of(roots, &self.file.path).unwrap_or(here);
        // A path that only names a folder ends in it.
        let Ok(folder) = paths::resolve(roots, &self.file.path, &format!("{folder}.")) else {
            return Vec::new();
        };
        let configuration = self.workspace.configuration(&self.file.path);
        let entries = disk::entries(root, &folder, &configuration).into_iter();
        let fitting = entries.filter(|entry| !entry.is_file || fits(files, &folder, entry));
        fitting
            .take(MAX_ITEMS)
            .map(|entry| self.path(entry, is_quoted))
            .collect()
    }

    fn path(&self, entry: Entry, is_quoted: bool) -> Completion {
        let (kind, label) = match entry.is_file {
            true => (CompletionKind::File, entry.name),
            false => (CompletionKind::Folder, format!("{}/", entry.name)),
        };
        // A slash may be there already.
        let rest = self.rest_of_line();
        let name = label.trim_end_matches('/').to_owned();
        let mut item = self.item(kind, if rest.starts_with('/') { name } else { label });
        item.insert = Insert::Text(match (is_quoted, kind) {
            (true, _) => item.label.clone(),
            (false, CompletionKind::Folder) => format!("\"{}", item.label),
            (false, _) => format!("\"{}\"", item.label),
        });
        item
    }
}

fn fits(files: PathFiles, folder: &Path, entry: &Entry) -> bool {
    let path = folder.join(&entry.name);
    match files {
        PathFiles::All => !is_sayso(&path),
        PathFiles::Articles => path
            .extension()
            .is_some_and(|extension| ARTICLES.iter().any(|it| extension.eq_ignore_ascii_case(it))),
    }
}
