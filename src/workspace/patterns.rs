//! Patterns for paths, as in `.gitignore`: a pattern that names a folder includes everything in it.
//! Patterns in a `sayso.toml` never lead out of its folder: in CI the file comes from strangers.

use std::fmt;
use std::path::{Component, Path, PathBuf};

use super::limits::{MOST_PATTERNS, MOST_WILDCARDS};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::paths::composed;

/// Patterns that name paths below one folder.
#[derive(Clone, Debug, Default)]
pub struct Patterns {
    set: GlobSet,
    /// For each pattern, the deepest folder that contains everything it can name, relative.
    folders: Vec<PathBuf>,
}

/// Why a pattern cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadPattern {
    Empty,
    Outside,
    Malformed(String),
    TooMany,
}

impl fmt::Display for BadPattern {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            BadPattern::Empty => write!(
                f,
                "this pattern is empty: write a path, such as `archive/**`"
            ),
            BadPattern::Outside => write!(
                f,
                "this pattern leads out of the workspace: write a path relative to the folder of this file"
            ),
            BadPattern::TooMany => write!(
                f,
                "this is one pattern too many: one file may have {},000 with {},000 wildcards",
                MOST_PATTERNS / 1_000,
                MOST_WILDCARDS / 1_000
            ),
            BadPattern::Malformed(why) => write!(f, "this pattern is malformed: {why}"),
        }
    }
}

/// Counts patterns, up to the maximum.
#[derive(Debug, Default)]
pub struct PatternCount {
    patterns: usize,
    wildcards: usize,
}

impl PatternCount {
    /// Adds the pattern. Returns whether there are still not too many.
    pub fn add(&mut self, pattern: &str) -> bool {
        self.patterns += 1;
        self.wildcards += wildcards_in(pattern.as_bytes());
        self.patterns <= MOST_PATTERNS && self.wildcards <= MOST_WILDCARDS
    }
}

impl Patterns {
    pub fn new<'a>(patterns: impl IntoIterator<Item = &'a str>) -> Result<Patterns, BadPattern> {
        let mut set = GlobSetBuilder::new();
        let mut folders = Vec::new();
        for pattern in patterns {
            let pattern = &*composed(plain(pattern)?);
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

    /// Whether the patterns name this path, which is relative to their folder.
    pub fn name(&self, relative: &Path) -> bool {
        match relative.to_str() {
            Some(relative) => self.set.is_match(&*composed(relative)),
            None => self.set.is_match(relative),
        }
    }

    /// Relative folders that contain everything the patterns can name.
    pub fn folders(&self) -> &[PathBuf] {
        &self.folders
    }
}

/// The number of characters in patterns that stand for others.
pub fn wildcards_in(patterns: &[u8]) -> usize {
    let wildcards = patterns.iter();
    wildcards.filter(|byte| b"*?[{".contains(byte)).count()
}

/// The pattern without a redundant `./` before it and `/` after it.
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

/// The folder before the first part with a wildcard.
fn literal_folder(pattern: &str) -> PathBuf {
    let is_literal = |part: &&str| !part.contains(['*', '?', '[', '{', '\\']);
    let parts: Vec<&str> = pattern.split('/').collect();
    let literal = parts.iter().take_while(|part| is_literal(part)).count();
    // The last part of a path without wildcards may be a file.
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
    fn patterns_name_paths() {
        check("archive", "archive/2020/a.sayso", true);
        check("archive/", "archive/a.sayso", true);
        check("./archive/**", "archive/a.sayso", true);
        check("archive", "desk/archive/a.sayso", false);
        check("**/archive", "desk/archive/a.sayso", true);
        check("*.sayso", "a.sayso", true);
        check("*.sayso", "desk/a.sayso", false);
        check("desk/{a,b}.sayso", "desk/b.sayso", true);
        check("Perú/*.sayso", "Perú/a.sayso", true);
        // In any Unicode form.
        check("Peru\u{301}/*.sayso", "Per\u{fa}/a.sayso", true);
        check("Per\u{fa}/*.sayso", "Peru\u{301}/a.sayso", true);
        check("{\u{1ec7},x}/**", "e\u{302}\u{323}/\u{d55c}.sayso", true);
        check("*/\u{d55c}.sayso", "x/\u{1112}\u{1161}\u{11ab}.sayso", true);
    }

    #[test]
    fn folders_contain_all_named_paths() {
        let folders = |pattern| Patterns::new([pattern]).expect("a pattern").folders;
        assert_eq!(folders("shared/names/*.sayso"), [Path::new("shared/names")]);
        assert_eq!(folders("**/names"), [Path::new("")]);
        assert_eq!(
            folders("shared/names.sayso"),
            [Path::new("shared/names.sayso")]
        );
    }

    #[test]
    fn unusable_patterns() {
        let why = |pattern| {
            Patterns::new([pattern])
                .map(|_| ())
                .expect_err("an unusable pattern")
        };
        assert_eq!(why(""), BadPattern::Empty);
        assert_eq!(why("./"), BadPattern::Empty);
        assert_eq!(why("../other"), BadPattern::Outside);
        assert_eq!(why("a/../../b"), BadPattern::Outside);
        assert_eq!(why("/etc"), BadPattern::Outside);
        assert!(matches!(why("a["), BadPattern::Malformed(_)));
    }
}
