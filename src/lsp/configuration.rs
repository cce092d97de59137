//! The configuration of each root. A broken `sayso.toml` gets diagnostics of its own, and the server
//! continues with the last valid configuration; `sayso check` stops with exit code 2.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tower_lsp::ls_types::{
    Diagnostic, DiagnosticSeverity, NumberOrString, PublishDiagnosticsParams,
};

use super::outbox::Outbox;
use super::snapshot::{Snapshot, range_in_text};
use super::uri::uri_of;
use crate::configuration::{self, BrokenConfiguration};
use crate::text::line_index::LineIndex;
use crate::text::position::PositionEncoding;
use crate::workspace::Configuration;

/// The `code` of diagnostics on a `sayso.toml`.
const CODE: &str = "configuration";

pub struct Configurations {
    outbox: Outbox,
    /// The files with published diagnostics.
    published: Mutex<Vec<PathBuf>>,
}

impl Configurations {
    pub fn new(outbox: Outbox) -> Configurations {
        Configurations {
            outbox,
            published: Mutex::default(),
        }
    }

    /// Reads the configuration of each root and publishes the problems of broken ones. A root with a
    /// broken one keeps its last valid configuration.
    pub fn read(&self, snapshot: &Snapshot, roots: &[PathBuf]) -> Vec<Arc<Configuration>> {
        let mut broken: Vec<BrokenConfiguration> = Vec::new();
        let mut configurations = Vec::new();
        for root in roots {
            configurations.push(configuration::read(root).unwrap_or_else(|problem| {
                broken.push(problem);
                snapshot.workspace.configuration(root)
            }));
        }
        self.publish(&broken, snapshot.encoding);
        configurations
    }

    fn publish(&self, broken: &[BrokenConfiguration], encoding: PositionEncoding) {
        let mut published = self
            .published
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        for path in published.drain(..) {
            if !broken.iter().any(|broken| broken.path == path) {
                self.push(&path, Vec::new());
            }
        }
        for broken in broken {
            self.push(&broken.path, diagnostics_of(broken, encoding));
            published.push(broken.path.clone());
        }
    }

    fn push(&self, path: &Path, diagnostics: Vec<Diagnostic>) {
        let Some(uri) = uri_of(path) else { return };
        let params = PublishDiagnosticsParams {
            uri,
            diagnostics,
            version: None,
        };
        self.outbox.publish(&params);
    }
}

fn diagnostics_of(broken: &BrokenConfiguration, encoding: PositionEncoding) -> Vec<Diagnostic> {
    let lines = LineIndex::of_file(&broken.text);
    let problems = broken.problems.iter();
    let diagnostic = |problem: &configuration::ConfigurationProblem| Diagnostic {
        range: range_in_text(&broken.text, &lines, problem.range.clone(), encoding),
        severity: Some(DiagnosticSeverity::ERROR),
        code: Some(NumberOrString::String(CODE.to_owned())),
        source: Some("sayso".to_owned()),
        message: problem.message.clone(),
        ..Diagnostic::default()
    };
    problems.map(diagnostic).collect()
}
