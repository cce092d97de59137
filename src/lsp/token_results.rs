//! The semantic tokens that clients were sent last, to answer with what changed since.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use tower_lsp::ls_types::SemanticToken;

/// The maximum number of documents whose tokens are kept. For others, an answer has all tokens.
const MOST_DOCUMENTS: usize = 100;

#[derive(Debug, Default)]
pub struct TokenResults(Mutex<Results>);

#[derive(Debug, Default)]
struct Results {
    last: FxHashMap<PathBuf, TokenResult>,
    number: u64,
}

#[derive(Clone, Debug)]
pub struct TokenResult {
    pub id: String,
    pub tokens: Arc<Vec<SemanticToken>>,
}

impl TokenResults {
    /// The tokens of the file that were sent under that id.
    pub fn sent(&self, file: &Path, id: &str) -> Option<Arc<Vec<SemanticToken>>> {
        let results = self.results();
        let last = results.last.get(file).filter(|last| last.id == id)?;
        Some(last.tokens.clone())
    }

    /// Keeps the tokens of a file in place of its earlier ones. Returns their id.
    pub fn keep(&self, file: &Path, tokens: &Arc<Vec<SemanticToken>>) -> String {
        let mut results = self.results();
        results.number += 1;
        let id = results.number.to_string();
        let result = TokenResult {
            id: id.clone(),
            tokens: tokens.clone(),
        };
        if results.last.len() < MOST_DOCUMENTS || results.last.contains_key(file) {
            results.last.insert(file.to_owned(), result);
        }
        id
    }

    /// Forgets the tokens of a document that was closed.
    pub fn forget(&self, file: &Path) {
        self.results().last.remove(file);
    }

    fn results(&self) -> MutexGuard<'_, Results> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
