//! What is in one folder, for somebody to choose from.

use std::path::Path;

use super::ignored::IgnoredPaths;
use crate::workspace::configuration::Configuration;
use crate::workspace::paths;

/// The maximum number of files and folders that are read. Nobody reads a longer list, and a folder of photos may hold a
/// hundred thousand.
const MOST_ENTRIES: usize = 2_000;

/// A file or a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Folders come first in a list.
    pub is_file: bool,
    pub name: String,
}

/// The folders and files in `folder`, in order, that a draft below `root` may name: nothing that is hidden, excluded or
/// ignored, no links, and nothing at all if the folder is outside of the root.
pub fn entries(root: &Path, folder: &Path, configuration: &Configuration) -> Vec<Entry> {
    let Some(folder) = paths::normalized(folder) else {
        return Vec::new();
    };
    if folder != root && !matches!(paths::barred(root, &folder), Ok(None)) {
        return Vec::new();
    }
    let mut ignored = IgnoredPaths::below(root);
    let Some(ignored) = ignored.within(&folder) else {
        return Vec::new();
    };
    let listed = folder.read_dir().into_iter().flatten().flatten();
    let entries = listed.take(MOST_ENTRIES).filter_map(|listed| {
        let (kind, path) = (listed.file_type().ok()?, listed.path());
        let name = listed.file_name().into_string().ok()?;
        let is_wanted = (kind.is_dir() || kind.is_file()) && !paths::is_hidden(Path::new(&name));
        let is_left_out =
            || configuration.excludes(&path) || ignored.leaves_out(&path, kind.is_dir());
        (is_wanted && !is_left_out()).then_some(Entry {
            is_file: kind.is_file(),
            name,
        })
    });
    let mut entries: Vec<Entry> = entries.collect();
    entries.sort();
    entries
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn nothing_that_a_draft_must_not_name_is_listed() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("root");
        for name in [
            "root/b.md",
            "root/a/c.md",
            "root/.secret/d.md",
            "root/.env",
            "root/build/e.md",
            "outside/f.md",
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        fs::write(root.join(".ignore"), "build/\n").unwrap();
        let names = |folder: &Path| -> Vec<String> {
            let entries = entries(&root, folder, &Configuration::default());
            entries.into_iter().map(|entry| entry.name).collect()
        };
        assert_eq!(names(&root), ["a", "b.md"]);
        assert_eq!(names(&root.join("a")), ["c.md"]);
        for barred in ["../outside", ".secret", "build", "nowhere"] {
            assert!(names(&root.join(barred)).is_empty(), "{barred}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.path().join("outside"), root.join("link")).unwrap();
            assert_eq!(names(&root), ["a", "b.md"]);
            assert!(names(&root.join("link")).is_empty());
        }
    }
}
