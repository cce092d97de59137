//! What is wrong with a `sayso.toml`, and where.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::text::line_index::LineIndex;
use crate::text::position::PositionEncoding;

/// A file that cannot be taken. `Display` gives a line for each problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    pub path: PathBuf,
    pub text: String,
    pub problems: Vec<Problem>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// In bytes of the file.
    pub range: Range<usize>,
    /// What is wrong and the next step. No full stop at the end.
    pub message: String,
}

impl Problem {
    pub fn at(range: Range<usize>, message: impl Into<String>) -> Problem {
        Problem {
            range,
            message: message.into(),
        }
    }

    pub(super) fn of(error: &toml::de::Error) -> Problem {
        let message = error.message().replace('\n', ", ");
        let range = error.span().unwrap_or_default();
        Problem::at(range, format!("this is no TOML: {message}"))
    }
}

impl Broken {
    pub(super) fn new(path: &Path, text: &str, problems: Vec<Problem>) -> Broken {
        Broken {
            path: path.to_owned(),
            text: text.to_owned(),
            problems,
        }
    }

    /// One whose text is not known or does not matter.
    pub(super) fn whole(path: &Path, message: String) -> Broken {
        Broken::new(path, "", vec![Problem::at(0..0, message)])
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let lines = LineIndex::new(&self.text);
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

impl std::error::Error for Broken {}
