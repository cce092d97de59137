//! Paths that drafts name. In CI they come from strangers, so none may lead out of the workspace, or to a
//! hidden file: `.git/config` may contain a password.

use std::borrow::Cow;
use std::io;
use std::path::{Component, Path, PathBuf};

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Why a path is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barred {
    /// It leads out of the workspace.
    Outside,
    /// It leads to a hidden file, or into a hidden folder.
    Hidden,
}

impl Barred {
    /// The rest of a sentence about the file, with what to do.
    pub fn reason(self) -> &'static str {
        match self {
            Barred::Outside => "is outside the workspace: move it inside",
            Barred::Hidden => {
                "is hidden, and hidden files are never read: move it to a path where no name begins with a dot"
            }
        }
    }
}

/// The path that `written` means in `file`, unless it leaves the root of `file` or is hidden below it.
/// Symbolic links are checked when the file is read: see [`barred`].
pub fn resolve(roots: &[impl AsRef<Path>], file: &Path, written: &str) -> Result<PathBuf, Barred> {
    let written = Path::new(written);
    let is_plain = written.components().all(|part| {
        matches!(
            part,
            Component::Normal(_) | Component::CurDir | Component::ParentDir
        )
    });
    if !is_plain {
        return Err(Barred::Outside);
    }
    let folder = file.parent().ok_or(Barred::Outside)?;
    let path = normalized(&folder.join(written)).ok_or(Barred::Outside)?;
    let root = root_of(roots, file).unwrap_or(folder);
    match path.strip_prefix(root) {
        Ok(below) if is_hidden(below) => Err(Barred::Hidden),
        Ok(_) => Ok(path),
        Err(_) => Err(Barred::Outside),
    }
}

/// Whether a part of the path has the name of a hidden file, on any system: the file may be on a disk of
/// another system. `below` is relative to the root, which may be in a hidden folder itself.
pub fn is_hidden(below: &Path) -> bool {
    let parts = below.to_string_lossy();
    let mut parts = parts.split(['/', '\\']);
    parts.any(|part| is_hidden_name(part) && part != "." && part != "..")
}

fn is_hidden_name(name: &str) -> bool {
    // The file system of macOS ignores these characters, as Git knows too.
    let ignored = |c| matches!(c, '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{206a}'..='\u{206f}' | '\u{feff}');
    let name = name.trim_start_matches(ignored);
    // The short name that Windows gives `.git`.
    let is_short = || {
        let number = name
            .get(..4)
            .filter(|start| start.eq_ignore_ascii_case("git~"));
        number.is_some_and(|_| name[4..].starts_with(|c: char| c.is_ascii_digit()))
    };
    name.starts_with('.') || is_short()
}

/// The name in Unicode form NFC, in which names are compared: file systems and keyboards use different ones.
pub fn composed(name: &str) -> Cow<'_, str> {
    match is_nfc_quick(name.chars()) {
        IsNormalized::Yes => name.into(),
        _ => name.nfc().collect::<String>().into(),
    }
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

/// Why the file must not be read from a workspace with this root, if so. Links in both are followed. The file
/// must exist.
pub fn barred(root: &Path, file: &Path) -> io::Result<Option<Barred>> {
    let Ok(below) = file.strip_prefix(root) else {
        return Ok(Some(Barred::Outside));
    };
    if is_hidden(below) {
        return Ok(Some(Barred::Hidden));
    }
    followed_barred(root, file)
}

/// The same for a file that a person named: it may be hidden, but a link may not lead to a hidden file.
pub fn named_barred(root: &Path, file: &Path) -> io::Result<Option<Barred>> {
    match file.starts_with(root) {
        true => followed_barred(root, file),
        false => Ok(Some(Barred::Outside)),
    }
}

/// Where the file is once links below `root` are followed. None if there are none, and if they lead out of `root`, to
/// a hidden file or nowhere.
pub fn followed(root: &Path, file: &Path) -> Option<PathBuf> {
    if !has_link(root, file).ok()? {
        return None;
    }
    let (file, followed_root) = (file.canonicalize().ok()?, root.canonicalize().ok()?);
    let below = file.strip_prefix(followed_root).ok()?;
    (!is_hidden(below)).then(|| root.join(below))
}

/// The same for where the path leads once links in it are followed.
fn followed_barred(root: &Path, file: &Path) -> io::Result<Option<Barred>> {
    let has_link = has_link(root, file)?;
    // On Windows, a folder also has a short name, which only the followed path does not contain.
    if !cfg!(windows) && !has_link {
        return Ok(None);
    }
    let was_hidden = !has_link && file.strip_prefix(root).is_ok_and(is_hidden);
    Ok(
        match file.canonicalize()?.strip_prefix(root.canonicalize()?) {
            Err(_) => Some(Barred::Outside),
            Ok(below) => (is_hidden(below) && !was_hidden).then_some(Barred::Hidden),
        },
    )
}

/// Whether a part of the path below `root` is a link.
fn has_link(root: &Path, file: &Path) -> io::Result<bool> {
    let mut path = root.to_owned();
    for part in file.strip_prefix(root).unwrap_or(file).components() {
        path.push(part);
        if path.symlink_metadata()?.is_symlink() {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str) -> Result<PathBuf, Barred> {
        resolve(&[Path::new("/w")], Path::new("/w/desk/a.sayso"), written)
    }

    #[test]
    fn paths_inside_the_root() {
        assert_eq!(check("a.md"), Ok("/w/desk/a.md".into()));
        assert_eq!(check("./texts/../b.md"), Ok("/w/desk/b.md".into()));
        assert_eq!(check("../b.md"), Ok("/w/b.md".into()));
    }

    #[test]
    fn paths_outside_the_root() {
        for written in [
            "/etc/passwd",
            "../../etc/passwd",
            "../../w2/x",
            "../../../../../x",
        ] {
            assert_eq!(check(written), Err(Barred::Outside), "{written}");
        }
    }

    #[test]
    fn a_file_without_a_root_has_its_own_folder() {
        let roots: [&Path; 0] = [];
        let file = Path::new("/x/a.sayso");
        assert_eq!(resolve(&roots, file, "b.md"), Ok("/x/b.md".into()));
        assert_eq!(resolve(&roots, file, "../b.md"), Err(Barred::Outside));
    }

    #[test]
    fn hidden_paths() {
        for written in [
            ".git/config",
            "./.git/config",
            "../.git",
            "sub/../../.git/config",
            ".GIT/config",
            "\u{200c}.git/config",
            "git~1/config",
            "GIT~1/config",
            ".git\\config",
            "sub\\..\\.git\\config",
            "texts/.draft.md",
            ".env",
        ] {
            assert_eq!(check(written), Err(Barred::Hidden), "{written}");
        }
        for written in ["a.b.md", ".git/../a.md", "…a.md", "digit~1.md", "git~.md"] {
            assert!(check(written).is_ok(), "{written}");
        }
        // A root may be in a hidden folder.
        let file = Path::new("/home/.drafts/a.sayso");
        assert!(resolve(&[Path::new("/home/.drafts")], file, "a.md").is_ok());
    }
}
