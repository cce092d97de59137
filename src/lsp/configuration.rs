//! The configuration of each root. A broken `sayso.toml` gets diagnostics of its own, and the server
//! continues with the last valid configuration; `sayso check` stops with exit code 2.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use tower_lsp::ls_types::{
    Diagnostic, DiagnosticSeverity, NumberOrString, PublishDiagnosticsParams, Uri,
};

use super::outbox::Outbox;
use super::snapshot::range_in_text;
use super::workspaces::Workspaces;
use crate::configuration::{self, BrokenConfiguration};
use crate::text::line_index::LineIndex;
use crate::text::position::PositionEncoding;
use crate::workspace::Configuration;

/// The `code` of diagnostics on a `sayso.toml`.
const CODE: &str = "configuration";

pub struct Configurations {
    outbox: Outbox,
    /// The published diagnostics: under which URI for each root.
    published: Mutex<FxHashMap<Arc<Path>, Uri>>,
}

impl Configurations {
    pub fn new(outbox: Outbox) -> Configurations {
        Configurations {
            outbox,
            published: Mutex::default(),
        }
    }

    /// Reads the configuration of a root and publishes the problems of a broken one. The root keeps its last valid
    /// configuration then.
    pub fn read(&self, workspaces: &Workspaces, root: &Arc<Path>) -> Arc<Configuration> {
        match configuration::read(root) {
            Ok(configuration) => {
                self.withdraw(root);
                configuration
            }
            Err(broken) => {
                let diagnostics = diagnostics_of(&broken, workspaces.encoding);
                self.publish(workspaces, root, &broken.path, diagnostics);
                let last = workspaces.get(root);
                last.map(|last| last.workspace.configuration(root))
                    .unwrap_or_default()
            }
        }
    }

    fn publish(
        &self,
        workspaces: &Workspaces,
        root: &Arc<Path>,
        path: &Path,
        diagnostics: Vec<Diagnostic>,
    ) {
        let Some(uri) = workspaces.documents.uri(path) else {
            return;
        };
        let before = self.published().insert(root.clone(), uri.clone());
        if let Some(other) = before.filter(|before| *before != uri) {
            self.push(other, Vec::new());
        }
        self.push(uri, diagnostics);
    }

    /// Withdraws what was published about the configuration of a root.
    pub fn withdraw(&self, root: &Path) {
        if let Some(uri) = self.published().remove(root) {
            self.push(uri, Vec::new());
        }
    }

    fn published(&self) -> MutexGuard<'_, FxHashMap<Arc<Path>, Uri>> {
        self.published
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn push(&self, uri: Uri, diagnostics: Vec<Diagnostic>) {
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
