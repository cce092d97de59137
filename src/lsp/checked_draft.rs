//! A draft that somebody looks at, as the publisher knows it.

use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use tower_lsp::ls_types::{Diagnostic, Uri};

use super::quiet::Quiet;
use crate::rules::Analysis;

/// A draft or registry that somebody looks at, as the client knows it.
pub struct CheckedDraft {
    pub uri: Uri,
    pub root: Arc<Path>,
    /// The version that was published last. Of a closed draft, which has none, only the diagnostics on its article are
    /// published.
    pub published: Option<Option<i32>>,
    pub analysis: Option<Arc<Analysis>>,
    /// What waits while somebody types.
    pub quiet: Quiet,
    /// The diagnostics on the draft.
    pub shown: Vec<Diagnostic>,
    /// The diagnostics on the file of its article.
    pub article: Option<(Arc<Path>, Vec<Diagnostic>)>,
}

impl CheckedDraft {
    /// Whether a published place is in one of these documents, where it may have moved.
    pub fn refers_to(&self, documents: &FxHashSet<Uri>) -> bool {
        let on_article = self.article.iter().flat_map(|(_, diagnostics)| diagnostics);
        let diagnostics = self.shown.iter().chain(on_article);
        let mut related = diagnostics
            .filter_map(|it| it.related_information.as_ref())
            .flatten();
        !documents.is_empty() && related.any(|related| documents.contains(&related.location.uri))
    }
}
