//! What a draft can refer to already: its own declarations, and those of registries.

use std::path::Path;

use super::model::Source;
use crate::workspace::Workspace;

/// The names and sources that are known.
#[derive(Debug, Default)]
pub struct Known {
    pub names: Vec<String>,
    /// Those that are not confidential, with what they can be recognised by.
    pub sources: Vec<Source>,
}

impl Known {
    /// What the draft at `path` can refer to.
    pub fn of(workspace: &Workspace, path: &Path) -> Known {
        let mut known = Known::default();
        for (_, file) in workspace.files() {
            if !file.is_registry() && *file.path != *path {
                continue;
            }
            for (_, _, item) in file.items() {
                let Some(name) = item.name() else {
                    continue;
                };
                known.names.push(name.to_string());
                if let Some(source) = item.source().filter(|_| !item.is_protected()) {
                    known.sources.push(Source {
                        key: name.to_string(),
                        title: item.title.as_ref().map(|title| title.text.to_string()),
                        urls: source.urls.iter().map(|url| url.text.to_string()).collect(),
                        ..Source::default()
                    });
                }
            }
        }
        known
    }
}
