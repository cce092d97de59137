//! The file that a path means. A name can be on disk in another Unicode form than it is written, and a link in the
//! path leads elsewhere.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use crate::workspace::paths;

/// The path, with each name in the form that it has on disk: names from a Mac are decomposed, and what people type is
/// not. The path itself if it exists.
pub fn existing(path: &Path) -> PathBuf {
    if is_ascii(path.as_os_str()) || exists(path) {
        return path.to_owned();
    }
    let mut found = PathBuf::new();
    for part in path {
        match is_ascii(part) || exists(&found.join(part)) {
            true => found.push(part),
            false => found.push(form_in(&found, part).unwrap_or(part.to_owned())),
        }
    }
    found
}

fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Whether it has one Unicode form only.
fn is_ascii(name: &OsStr) -> bool {
    name.as_encoded_bytes().is_ascii()
}

/// The form in which the name is in the folder.
fn form_in(folder: &Path, name: &OsStr) -> Option<OsString> {
    let name = name.to_str()?;
    let usual: [String; 2] = [name.nfd().collect(), name.nfc().collect()];
    if let Some(form) = usual.iter().find(|form| exists(&folder.join(form))) {
        return Some(form.into());
    }
    let entries = folder.read_dir().ok()?.flatten();
    let names = entries.map(|entry| entry.file_name());
    let is_same = |other: &OsString| other.to_str().is_some_and(|it| it.nfd().eq(name.nfd()));
    // Always the same one, in whatever order the folder lists them.
    names.filter(|other| !is_ascii(other)).filter(is_same).min()
}

/// The file that a path in a workspace means. A link is followed unless it leads out of the workspace or to a hidden
/// file: reading such a link is refused.
pub fn located(root: &Path, path: &Path) -> PathBuf {
    let path = existing(path);
    paths::followed(root, &path).unwrap_or(path)
}

/// The file that an absolute path means, with all links followed. It need not exist.
pub fn real(path: &Path) -> PathBuf {
    let path = existing(path);
    if let Ok(real) = path.canonicalize() {
        return plain(real);
    }
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => real(folder).join(name),
        _ => path,
    }
}

/// Windows writes followed paths in a form that no other program does.
#[cfg(windows)]
fn plain(path: PathBuf) -> PathBuf {
    let written = path.to_str().and_then(|path| path.strip_prefix(r"\\?\"));
    let on_drive = written.filter(|path| path.as_bytes().get(1) == Some(&b':'));
    on_drive.map(PathBuf::from).unwrap_or(path)
}

#[cfg(not(windows))]
fn plain(path: PathBuf) -> PathBuf {
    path
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn names_are_found_in_any_unicode_form() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        // Decomposed, composed, and with only one of two marks composed.
        for (on_disk, written) in [
            ("cafe\u{301}/texte\u{301}.md", "caf\u{e9}/text\u{e9}.md"),
            ("na\u{ef}ve.md", "nai\u{308}ve.md"),
            ("vi\u{ea}\u{323}t.md", "vi\u{1ec7}t.md"),
            ("\u{1112}\u{1161}\u{11ab}.md", "\u{d55c}.md"),
        ] {
            let path = root.join(on_disk);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, "").unwrap();
            assert_eq!(existing(&root.join(written)), path, "{written}");
            assert_eq!(existing(&path), path);
        }
        let missing = root.join("caf\u{e9}/u\u{308}.md");
        assert_eq!(existing(&missing), root.join("cafe\u{301}/u\u{308}.md"));
        // If both forms exist, each is a file of its own.
        fs::write(root.join("nai\u{308}ve.md"), "").unwrap();
        for name in ["na\u{ef}ve.md", "nai\u{308}ve.md"] {
            assert_eq!(existing(&root.join(name)), root.join(name));
        }
    }

    #[test]
    fn links_are_followed_inside_the_workspace_only() {
        let folder = tempfile::tempdir().unwrap();
        let above = folder.path().canonicalize().unwrap();
        let root = above.join("w");
        fs::create_dir_all(root.join("texts")).unwrap();
        fs::write(root.join("texts/a.md"), "").unwrap();
        fs::write(root.join(".hidden"), "").unwrap();
        fs::write(above.join("b.md"), "").unwrap();
        for (link, target) in [
            ("a.md", "texts/a.md"),
            ("folder", "texts"),
            ("out.md", "../b.md"),
            ("hidden.md", ".hidden"),
            ("circle.md", "circle.md"),
        ] {
            symlink(target, root.join(link)).unwrap();
        }
        symlink("w", above.join("link")).unwrap();
        for (path, expected) in [
            ("a.md", "texts/a.md"),
            ("folder/a.md", "texts/a.md"),
            ("texts/a.md", "texts/a.md"),
            ("out.md", "out.md"),
            ("hidden.md", "hidden.md"),
            ("circle.md", "circle.md"),
            ("missing.md", "missing.md"),
        ] {
            // The root keeps its name.
            for root in [&root, &above.join("link")] {
                assert_eq!(
                    located(root, &root.join(path)),
                    root.join(expected),
                    "{path}"
                );
            }
        }
        assert_eq!(real(&above.join("link/a.md")), root.join("texts/a.md"));
        assert_eq!(real(&above.join("link/x/new.md")), root.join("x/new.md"));
    }
}
