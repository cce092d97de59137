//! Patterns for paths, as in `.gitignore`: a pattern that names a folder means all that is in it.

use std::fmt;
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Paths below one folder that some patterns name.
#[derive(Clone, Debug, Default)]
pub struct Patterns {
    set: GlobSet,
    /// For each pattern the deepest folder that holds all it can name, relative.
    folders: Vec<PathBuf>,
}

/// Why a pattern cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadPattern {
    Empty,
    Outside,
    Malformed(String),
}

impl fmt::Display for BadPattern {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            BadPattern::Empty => write!(
                f,
                "this pattern names nothing: write a path, such as `archive/**`"
            ),
            BadPattern::Outside => write!(
                f,
                "this pattern leads out of the workspace: write a path from the folder of this file"
            ),
            BadPattern::Malformed(why) => write!(f, "this pattern cannot be read: {why}"),
        }
    }
}

impl Patterns {
    pub fn new<'a>(patterns: impl IntoIterator<Item = &'a str>) -> Result<Patterns, BadPattern> {
        let mut set = GlobSetBuilder::new();
        let mut folders = Vec::new();
        for pattern in patterns {
            let pattern = plain(pattern)?;
            for glob in [pattern.to_owned(), format!("{pattern}/**")] {
                let glob = GlobBuilder::new(&glob).literal_separator(true).build();
                set.add(glob.map_err(|error| BadPattern::Malformed(error.kind().to_string()))?);
            }
            folders.push(literal_folder(pattern));
        }
        let set = set
            .build()
            .map_err(|error| BadPattern::Malformed(error.to_string()))?;
        Ok(Patterns { set, folders })
    }

    pub fn is_empty(&self) -> bool {
        self.folders.is_empty()
    }

    /// Whether a path, relative to the folder that the patterns count from, is named.
    pub fn name(&self, relative: &Path) -> bool {
        self.set.is_match(relative)
    }

    /// Folders that hold everything that can be named, relative.
    pub fn folders(&self) -> &[PathBuf] {
        &self.folders
    }
}

/// The pattern without what changes nothing: `./` before it, a `/` after it.
fn plain(pattern: &str) -> Result<&str, BadPattern> {
    let is_inside = |part| matches!(part, Component::Normal(_) | Component::CurDir);
    if !Path::new(pattern).components().all(is_inside) {
        return Err(BadPattern::Outside);
    }
    let mut plain = pattern.trim_end_matches('/');
    while let Some(rest) = plain.strip_prefix("./") {
        plain = rest;
    }
    match plain {
        "" | "." => Err(BadPattern::Empty),
        plain => Ok(plain),
    }
}

/// What stands before the first part with a sign that matches more than itself.
fn literal_folder(pattern: &str) -> PathBuf {
    let is_literal = |part: &&str| !part.contains(['*', '?', '[', '{', '\\']);
    let parts: Vec<&str> = pattern.split('/').collect();
    let literal = parts.iter().take_while(|part| is_literal(part)).count();
    // The last part of a path without such a sign may be a file.
    parts[..literal].iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, path: &str, named: bool) {
        let patterns = Patterns::new([pattern]).expect("a pattern");
        assert_eq!(patterns.name(Path::new(path)), named, "{pattern} {path}");
    }

    #[test]
    fn what_patterns_name() {
        check("archive", "archive/2020/a.sayso", true);
        check("archive/", "archive/a.sayso", true);
        check("./archive/**", "archive/a.sayso", true);
        check("archive", "desk/archive/a.sayso", false);
        check("**/archive", "desk/archive/a.sayso", true);
        check("*.sayso", "a.sayso", true);
        check("*.sayso", "desk/a.sayso", false);
        check("desk/{a,b}.sayso", "desk/b.sayso", true);
        check("Perú/*.sayso", "Perú/a.sayso", true);
    }

    #[test]
    fn where_to_look() {
        let folders = |pattern| Patterns::new([pattern]).expect("a pattern").folders;
        assert_eq!(folders("shared/names/*.sayso"), [Path::new("shared/names")]);
        assert_eq!(folders("**/names"), [Path::new("")]);
        assert_eq!(
            folders("shared/names.sayso"),
            [Path::new("shared/names.sayso")]
        );
    }

    #[test]
    fn what_is_no_pattern() {
        let why = |pattern| {
            Patterns::new([pattern])
                .map(|_| ())
                .expect_err("no pattern")
        };
        assert_eq!(why(""), BadPattern::Empty);
        assert_eq!(why("./"), BadPattern::Empty);
        assert_eq!(why("../other"), BadPattern::Outside);
        assert_eq!(why("a/../../b"), BadPattern::Outside);
        assert_eq!(why("/etc"), BadPattern::Outside);
        assert!(matches!(why("a["), BadPattern::Malformed(_)));
    }
}
