//! The part of an article that the claims of its draft cover.

use serde::Serialize;

use crate::rules::claim::coverage::wants_claim;
use crate::rules::engine::analysis::Analysis;

/// The number of sentences of an article that claims cover, and the number that they should cover.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    pub covered: usize,
    pub sentences: usize,
}

impl Coverage {
    /// `None` if there is no readable article.
    pub fn of(analysis: &Analysis) -> Option<Coverage> {
        let article = analysis.article()?.article()?;
        let sentences = article
            .sentences()
            .iter()
            .zip(analysis.passages().claims_per_sentence());
        let mut coverage = Coverage::default();
        for (_, claims) in sentences.filter(|(sentence, _)| wants_claim(article, sentence)) {
            coverage.sentences += 1;
            coverage.covered += usize::from(*claims > 0);
        }
        Some(coverage)
    }
}
