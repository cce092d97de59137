//! The places that the progress of a draft names: files and lines, never words.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use crate::cli::paths::shown_path;
use crate::rules::{Analysis, Finding, Group, Severity};
use crate::text::Slice;
use crate::text::line_index::LineIndex;
use crate::text::position::PositionEncoding;
use crate::workspace::{File, Location, Place, Workspace};

/// A line of the draft or of its article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LineOfFile {
    pub path: String,
    /// From 1.
    pub line: usize,
}

/// An error in the draft or in its article. Contains nothing of its message, which may quote a draft.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ErrorProgress {
    #[serde(flatten)]
    pub place: LineOfFile,
    pub rule: &'static str,
    /// What the rule finds.
    #[serde(skip)]
    pub summary: &'static str,
}

impl ErrorProgress {
    /// The errors of a draft in order: each rule once for each line. Leaves out those about sign-offs, because the states
    /// of the claims tell the same.
    pub fn all(file: &File, analysis: &Analysis, lines: &mut Lines) -> Vec<ErrorProgress> {
        let slots = file.slots().iter();
        let declared = slots.flat_map(|slot| analysis.of_declaration(slot.id));
        let findings = declared.chain(analysis.of_article());
        let errors = findings.filter(|finding| {
            finding.severity == Severity::Error && finding.rule.group != Group::SignOff
        });
        let mut errors: Vec<ErrorProgress> = errors
            .filter_map(|error| ErrorProgress::of(error, lines))
            .collect();
        errors.sort();
        errors.dedup();
        errors
    }

    fn of(error: &Finding, lines: &mut Lines) -> Option<ErrorProgress> {
        Some(ErrorProgress {
            place: lines.of(error.place)?,
            rule: error.rule.name,
            summary: error.rule.summary,
        })
    }
}

/// Finds the lines of places in one draft and its article.
pub struct Lines<'a> {
    workspace: &'a Workspace,
    analysis: &'a Analysis,
    folder: &'a Path,
    texts: BTreeMap<Arc<Path>, (Slice, LineIndex)>,
}

impl<'a> Lines<'a> {
    /// Paths are shown relative to `folder`.
    pub fn new(workspace: &'a Workspace, analysis: &'a Analysis, folder: &'a Path) -> Lines<'a> {
        Lines {
            workspace,
            analysis,
            folder,
            texts: BTreeMap::new(),
        }
    }

    /// The lines where these places start, each once.
    pub fn of_all(&mut self, places: &[Place]) -> Vec<LineOfFile> {
        let mut lines: Vec<LineOfFile> = places.iter().filter_map(|it| self.of(*it)).collect();
        lines.dedup();
        lines
    }

    fn of(&mut self, place: Place) -> Option<LineOfFile> {
        let article = self.analysis.article();
        let Location { path, range } = place.location(self.workspace, article.map(|it| &**it))?;
        if !self.texts.contains_key(&path) {
            let file = self.workspace.id_of(&path);
            let text = match file.and_then(|id| self.workspace.file(id)) {
                Some(file) => file.text(),
                None => article?.text.clone(),
            };
            let lines = LineIndex::new(&text);
            self.texts.insert(path.clone(), (text, lines));
        }
        let (text, lines) = &self.texts[&path];
        let position = lines.position(text, range.start, PositionEncoding::Utf8);
        Some(LineOfFile {
            path: shown_path(&path, self.folder),
            line: position.line as usize + 1,
        })
    }
}
