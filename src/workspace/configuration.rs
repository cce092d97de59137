//! What one `sayso.toml` decides: which files are part of the workspace, and what holds for them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::patterns::Patterns;
use super::settings::Settings;
use crate::text::Digest;

/// The decisions of one file. Unless there is one, everything is as usual.
#[derive(Clone, Debug, Default)]
pub struct Configuration {
    /// Of the text of the file; none where there is no file.
    pub digest: Option<Digest>,
    /// The folder that patterns count from.
    pub folder: PathBuf,
    /// Only these files are part of the workspace; all, where it is empty.
    pub include: Patterns,
    pub exclude: Patterns,
    /// Part of the workspace even if they are excluded or ignored: many drafts rely on them.
    pub registries: Patterns,
    pub settings: Arc<Settings>,
    /// Later ones win.
    pub overrides: Vec<Override>,
}

/// What holds for some files only.
#[derive(Clone, Debug)]
pub struct Override {
    pub files: Patterns,
    /// Only what is set here.
    pub settings: Settings,
}

impl Configuration {
    /// What holds for the file at `path`.
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
        if self.registries.name(relative) {
            Arc::make_mut(&mut settings).is_registry = true;
        }
        settings
    }

    /// Whether the file or folder at `path` may be part of the workspace.
    pub fn takes(&self, path: &Path, is_folder: bool) -> bool {
        let Ok(relative) = path.strip_prefix(&self.folder) else {
            return true;
        };
        if self.registries.name(relative) {
            return true;
        }
        // What is included may lie deeper than a folder tells.
        let included = is_folder || self.include.is_empty() || self.include.name(relative);
        included && !self.exclude.name(relative)
    }

    /// Where registries may lie that a search for drafts does not reach.
    pub fn registry_folders(&self) -> impl Iterator<Item = PathBuf> {
        let folders = self.registries.folders().iter();
        folders.map(|folder| self.folder.join(folder))
    }

    pub fn is_registry(&self, path: &Path) -> bool {
        let relative = path.strip_prefix(&self.folder);
        relative.is_ok_and(|relative| self.registries.name(relative))
    }
}

/// The configuration of the deepest folder that holds `path`.
pub fn configuration_of<'a>(
    configurations: &'a [Arc<Configuration>],
    path: &Path,
) -> Option<&'a Arc<Configuration>> {
    let above = configurations
        .iter()
        .filter(|it| path.starts_with(&it.folder));
    above.max_by_key(|it| it.folder.as_os_str().len())
}
