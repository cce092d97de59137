//! Problems in a `sayso.toml`, with their places.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::text::line_index::LineIndex;
use crate::text::position::PositionEncoding;

/// A `sayso.toml` with problems. `Display` writes a line for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenConfiguration {
    pub path: PathBuf,
    pub text: String,
    pub problems: Vec<ConfigurationProblem>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigurationProblem {
    /// In bytes of the file.
    pub range: Range<usize>,
    /// The problem and the next step. No full stop at the end.
    pub message: String,
}

impl ConfigurationProblem {
    pub fn at(range: Range<usize>, message: impl Into<String>) -> ConfigurationProblem {
        ConfigurationProblem {
            range,
            message: message.into(),
        }
    }

    pub(super) fn of(error: &toml::de::Error) -> ConfigurationProblem {
        let message = error.message().replace('\n', ", ");
        let range = error.span().unwrap_or_default();
        ConfigurationProblem::at(range, format!("not valid TOML: {message}"))
    }
}

impl BrokenConfiguration {
    pub(super) fn new(
        path: &Path,
        text: &str,
        problems: Vec<ConfigurationProblem>,
    ) -> BrokenConfiguration {
        BrokenConfiguration {
            path: path.to_owned(),
            text: text.to_owned(),
            problems,
        }
    }

    /// A problem of the whole file, whose text is not known or does not matter.
    pub(super) fn whole(path: &Path, message: String) -> BrokenConfiguration {
        BrokenConfiguration::new(path, "", vec![ConfigurationProblem::at(0..0, message)])
    }
}

impl fmt::Display for BrokenConfiguration {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let lines = LineIndex::of_file(&self.text);
        for (at, problem) in self.problems.iter().enumerate() {
            let start = problem.range.start.min(self.text.len());
            let place = lines.position(&self.text, start, PositionEncoding::Utf32);
            let (line, column) = (place.line + 1, place.character + 1);
            let newline = if at > 0 { "\n" } else { "" };
            let (path, message) = (self.path.display(), &problem.message);
            write!(f, "{newline}{path}:{line}:{column}: {message}")?;
        }
        Ok(())
    }
}

impl std::error::Error for BrokenConfiguration {}
