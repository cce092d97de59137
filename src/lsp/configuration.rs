//! The configuration of each root: read, and where it cannot be, said in its own file.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tower_lsp::ls_types::{
    Diagnostic, DiagnosticSeverity, NumberOrString, PublishDiagnosticsParams,
};

use super::outbox::Outbox;
use super::snapshot::{Snapshot, range_in_text};
use super::uri::uri_of;
use crate::configuration::{self, Broken};
use crate::text::line_index::LineIndex;
use crate::text::position::PositionEncoding;
use crate::workspace::Configuration;

/// What diagnostics on a `sayso.toml` are called.
const CODE: &str = "configuration";

pub struct Configurations {
    outbox: Outbox,
    /// The files that the client was told to be broken.
    told: Mutex<Vec<PathBuf>>,
}

impl Configurations {
    pub fn new(outbox: Outbox) -> Configurations {
        Configurations {
            outbox,
            told: Mutex::default(),
        }
    }

    /// The configuration of each root. Where it is broken, the client is told, and what was
    /// decided before holds on.
    pub fn read(&self, snapshot: &Snapshot, roots: &[PathBuf]) -> Vec<Arc<Configuration>> {
        let mut broken: Vec<Broken> = Vec::new();
        let mut configurations = Vec::new();
        for root in roots {
            configurations.push(configuration::read(root).unwrap_or_else(|problem| {
                broken.push(problem);
                snapshot.workspace.configuration(root)
            }));
        }
        self.tell(&broken, snapshot.encoding);
        configurations
    }

    fn tell(&self, broken: &[Broken], encoding: PositionEncoding) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        for path in told.drain(..) {
            if !broken.iter().any(|broken| broken.path == path) {
                self.push(&path, Vec::new());
            }
        }
        for broken in broken {
            self.push(&broken.path, diagnostics_of(broken, encoding));
            told.push(broken.path.clone());
        }
    }

    fn push(&self, path: &Path, diagnostics: Vec<Diagnostic>) {
        let Some(uri) = uri_of(path) else { return };
        let params = PublishDiagnosticsParams {
            uri,
            diagnostics,
            version: None,
        };
        self.outbox
            .notify_raw("textDocument/publishDiagnostics", &params);
    }
}

fn diagnostics_of(broken: &Broken, encoding: PositionEncoding) -> Vec<Diagnostic> {
    let lines = LineIndex::new(&broken.text);
    let problems = broken.problems.iter();
    let diagnostic = |problem: &configuration::Problem| Diagnostic {
        range: range_in_text(&broken.text, &lines, problem.range.clone(), encoding),
        severity: Some(DiagnosticSeverity::ERROR),
        code: Some(NumberOrString::String(CODE.to_owned())),
        source: Some("sayso".to_owned()),
        message: problem.message.clone(),
        ..Diagnostic::default()
    };
    problems.map(diagnostic).collect()
}
