//! Paths that drafts name. In CI they come from strangers, so none may lead out of the workspace.

use std::path::{Component, Path, PathBuf};

/// The path that `written` means in `file`, if it stays inside the root of `file`. Symbolic links are
/// checked when the file is read: see [`stays_inside`].
pub fn resolve(roots: &[impl AsRef<Path>], file: &Path, written: &str) -> Option<PathBuf> {
    let written = Path::new(written);
    let is_plain = written.components().all(|part| {
        matches!(
            part,
            Component::Normal(_) | Component::CurDir | Component::ParentDir
        )
    });
    if !is_plain {
        return None;
    }
    let folder = file.parent()?;
    let path = normalized(&folder.join(written))?;
    let root = root_of(roots, file).unwrap_or(folder);
    path.starts_with(root).then_some(path)
}

/// The deepest root that contains the file.
pub fn root_of<'a>(roots: &'a [impl AsRef<Path>], file: &Path) -> Option<&'a Path> {
    roots
        .iter()
        .map(AsRef::as_ref)
        .filter(|root| file.starts_with(root))
        .max_by_key(|root| root.as_os_str().len())
}

/// The path without `.` and `..`; `None` if `..` leads above the root of the file system.
pub fn normalized(path: &Path) -> Option<PathBuf> {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                if !out.pop() {
                    return None;
                }
            }
            part => out.push(part),
        }
    }
    Some(out)
}

/// Whether the file is inside `root`, after following links in both. The file must exist.
pub fn stays_inside(root: &Path, file: &Path) -> std::io::Result<bool> {
    let Ok(below) = file.strip_prefix(root) else {
        return Ok(false);
    };
    let mut path = root.to_owned();
    for part in below.components() {
        path.push(part);
        if path.symlink_metadata()?.is_symlink() {
            return Ok(file.canonicalize()?.starts_with(root.canonicalize()?));
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str) -> Option<PathBuf> {
        resolve(&[Path::new("/w")], Path::new("/w/desk/a.sayso"), written)
    }

    #[test]
    fn paths_inside_the_root() {
        assert_eq!(check("a.md"), Some("/w/desk/a.md".into()));
        assert_eq!(check("./texts/../b.md"), Some("/w/desk/b.md".into()));
        assert_eq!(check("../b.md"), Some("/w/b.md".into()));
    }

    #[test]
    fn paths_outside_the_root() {
        for written in [
            "/etc/passwd",
            "../../etc/passwd",
            "../../w2/x",
            "../../../../../x",
        ] {
            assert_eq!(check(written), None, "{written}");
        }
    }

    #[test]
    fn a_file_without_a_root_has_its_own_folder() {
        let roots: [&Path; 0] = [];
        let file = Path::new("/x/a.sayso");
        assert_eq!(resolve(&roots, file, "b.md"), Some("/x/b.md".into()));
        assert_eq!(resolve(&roots, file, "../b.md"), None);
    }
}
