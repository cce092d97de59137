//! The contents of one `sayso.toml`: which files are part of the workspace, and their settings.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::paths::is_hidden;
use super::patterns::Patterns;
use super::settings::Settings;
use crate::text::Digest;

/// The contents of one file; the defaults if there is none.
#[derive(Clone, Debug, Default)]
pub struct Configuration {
    /// The digest of the file's text; `None` if there is no file.
    pub digest: Option<Digest>,
    /// The folder that patterns are relative to.
    pub folder: PathBuf,
    /// Only these files are part of the workspace; if empty, all are.
    pub include: Patterns,
    pub exclude: Patterns,
    /// Part of the workspace even if excluded or ignored: many drafts rely on them.
    pub registries: Patterns,
    /// The files of articles, which drafts should name; if empty, nobody looks for them.
    pub articles: Patterns,
    /// The folder in which copies of sources are looked for that are not beside their drafts.
    pub evidence: Option<PathBuf>,
    pub settings: Arc<Settings>,
    /// The headers of the desk's spreadsheets, by what the column contains.
    pub import_columns: BTreeMap<String, Vec<String>>,
    /// Later ones take precedence.
    pub overrides: Vec<Override>,
}

/// Settings for some files only.
#[derive(Clone, Debug)]
pub struct Override {
    pub files: Patterns,
    /// Contains only what the override sets.
    pub settings: Settings,
}

impl Configuration {
    /// The settings of the file at `path`.
    pub fn settings_of(&self, path: &Path) -> Arc<Settings> {
        let Ok(relative) = path.strip_prefix(&self.folder) else {
            return self.settings.clone();
        };
        let mut settings = self.settings.clone();
        for only in &self.overrides {
            if only.files.name(relative) {
                Arc::make_mut(&mut settings).take(&only.settings);
            }
        }
        if self.names_registry(relative) {
            Arc::make_mut(&mut settings).is_registry = true;
        }
        settings
    }

    /// Whether the file or folder at `path` may be part of the workspace.
    pub fn takes(&self, path: &Path, is_folder: bool) -> bool {
        let Ok(relative) = path.strip_prefix(&self.folder) else {
            return true;
        };
        if self.names_registry(relative) {
            return true;
        }
        // An included file may be deeper in a folder.
        let included = is_folder || self.include.is_empty() || self.include.name(relative);
        included && !self.exclude.name(relative)
    }

    /// Whether the file or folder at `path` is excluded by name.
    pub fn excludes(&self, path: &Path) -> bool {
        let relative = path.strip_prefix(&self.folder);
        relative.is_ok_and(|relative| self.exclude.name(relative))
    }

    /// Whether the file at `path` is an article by its path, or the folder may contain one.
    pub fn takes_article(&self, path: &Path, is_folder: bool) -> bool {
        let relative = path.strip_prefix(&self.folder);
        let is_named = is_folder || relative.is_ok_and(|relative| self.articles.name(relative));
        is_named && self.takes(path, is_folder)
    }

    /// The folders that may contain registries; a search for drafts may skip them. None is in another one.
    pub fn registry_folders(&self) -> Vec<PathBuf> {
        let mut named: Vec<&PathBuf> = self.registries.folders().iter().collect();
        named.sort();
        let mut folders: Vec<PathBuf> = Vec::new();
        for folder in named {
            let folder = self.folder.join(folder);
            // In order, a folder comes right before those inside it.
            if !folders.last().is_some_and(|last| folder.starts_with(last)) {
                folders.push(folder);
            }
        }
        folders
    }

    pub fn is_registry(&self, path: &Path) -> bool {
        let relative = path.strip_prefix(&self.folder);
        relative.is_ok_and(|relative| self.names_registry(relative))
    }

    /// A pattern such as `**` is not about hidden files.
    fn names_registry(&self, relative: &Path) -> bool {
        self.registries.name(relative) && !is_hidden(relative)
    }
}

/// The configuration of the deepest folder that contains `path`.
pub fn configuration_of<'a>(
    configurations: &'a [Arc<Configuration>],
    path: &Path,
) -> Option<&'a Arc<Configuration>> {
    let above = configurations
        .iter()
        .filter(|it| path.starts_with(&it.folder));
    above.max_by_key(|it| it.folder.as_os_str().len())
}
