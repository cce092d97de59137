//! `sayso/coverage`: the state of each sentence of an article, for marks in the margin.

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{Range, TextDocumentIdentifier, Uri};

use super::super::ranges::Ranges;
use super::super::snapshot::Snapshot;
use crate::ide::coverage::coverage_of;
use crate::signoff::ClaimState;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CoverageParams {
    pub text_document: TextDocumentIdentifier,
}

#[derive(Serialize)]
pub struct Coverage {
    /// The document with the article, to which the ranges belong.
    uri: Uri,
    sentences: Vec<Sentence>,
    /// The number of sentences that claims should cover, and of those that they do.
    total: usize,
    covered: usize,
}

#[derive(Serialize)]
struct Sentence {
    range: Range,
    state: &'static str,
    claims: Vec<String>,
}

/// The coverage of an article, or of the article of a draft. `None` for other documents.
pub fn show(snapshot: &Snapshot, params: &CoverageParams) -> Option<Coverage> {
    let path = snapshot.file_of(&params.text_document.uri);
    let drafts = snapshot.drafts_about(&path);
    let found = coverage_of(&snapshot.workspace, &snapshot.passages, &drafts)?;
    let text = snapshot.workspace.article(*drafts.first()?);
    let article = text.and_then(|text| text.file()).unwrap_or(&path);
    let mut ranges = Ranges::of(snapshot);
    let sentences = found.sentences.into_iter().filter_map(|sentence| {
        Some(Sentence {
            range: ranges.range(&sentence.location.path, sentence.location.range)?,
            state: word_for(sentence.state),
            claims: sentence.claims,
        })
    });
    Some(Coverage {
        sentences: sentences.collect(),
        uri: snapshot.uri(article)?,
        total: found.total,
        covered: found.covered,
    })
}

fn word_for(state: Option<ClaimState>) -> &'static str {
    match state {
        None => "uncovered",
        Some(ClaimState::Unsourced) => "claimed",
        Some(ClaimState::Broken | ClaimState::Unknown) => "broken",
        Some(ClaimState::Unsealed | ClaimState::Unsigned | ClaimState::NeedsNone) => "sourced",
        Some(ClaimState::Checked) => "signed",
    }
}
