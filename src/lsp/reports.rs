//! The diagnostics of a document as an answer to a client that pulls. The id of a report is a digest of its content, so
//! a client that has the content already is told so, whenever and however it got it.

use std::hash::{DefaultHasher, Hash, Hasher};

use tower_lsp::ls_types::{
    Diagnostic, DocumentDiagnosticReport, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport,
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

fn id_of(diagnostics: &[Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    // Writing them as JSON cannot fail.
    let json = serde_json::to_vec(diagnostics).unwrap_or_default();
    json.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
