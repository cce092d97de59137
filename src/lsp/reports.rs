//! The diagnostics of a document as an answer to a client that pulls. The id of a report is a digest of its content, so
//! a client that has the content already is told so.

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

use tower_lsp::ls_types::{
    Diagnostic, DocumentDiagnosticReport, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, Uri, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

pub enum Report {
    Full(FullDocumentDiagnosticReport),
    /// The client has them.
    Unchanged(UnchangedDocumentDiagnosticReport),
}

impl Report {
    /// The report for a client that knows the report with the id `known`.
    pub fn of(diagnostics: &[Diagnostic], known: Option<&str>) -> Report {
        let result_id = id_of(diagnostics);
        if known == Some(&*result_id) {
            return Report::Unchanged(UnchangedDocumentDiagnosticReport { result_id });
        }
        Report::Full(FullDocumentDiagnosticReport {
            result_id: Some(result_id),
            items: diagnostics.to_vec(),
        })
    }

    /// The answer to `textDocument/diagnostic`.
    pub fn of_document(self) -> DocumentDiagnosticReport {
        match self {
            Report::Full(full_document_diagnostic_report) => RelatedFullDocumentDiagnosticReport {
                related_documents: None,
                full_document_diagnostic_report,
            }
            .into(),
            Report::Unchanged(unchanged_document_diagnostic_report) => {
                RelatedUnchangedDocumentDiagnosticReport {
                    related_documents: None,
                    unchanged_document_diagnostic_report,
                }
                .into()
            }
        }
    }
}

impl Report {
    /// Its part of the answer to `workspace/diagnostic`. A client needs none of a document without findings that it did
    /// not know.
    pub fn of_workspace(
        self,
        uri: Uri,
        version: Option<i32>,
        is_known: bool,
    ) -> Option<WorkspaceDocumentDiagnosticReport> {
        let version = version.map(i64::from);
        match self {
            Report::Full(report) => {
                let is_news = is_known || !report.items.is_empty();
                let report = WorkspaceFullDocumentDiagnosticReport {
                    uri,
                    version,
                    full_document_diagnostic_report: report,
                };
                is_news.then(|| report.into())
            }
            Report::Unchanged(report) => {
                let report = WorkspaceUnchangedDocumentDiagnosticReport {
                    uri,
                    version,
                    unchanged_document_diagnostic_report: report,
                };
                Some(report.into())
            }
        }
    }
}

/// The key of the digests. Only this process has it, so that nobody can guess words of a draft from an id.
static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::new);

fn id_of(diagnostics: &[Diagnostic]) -> String {
    // Writing them as JSON cannot fail.
    let json = serde_json::to_vec(diagnostics).unwrap_or_default();
    format!("{:016x}", KEY.hash_one(json))
}
