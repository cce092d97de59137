//! How much of an article the claims of its draft cover.

use serde::Serialize;

use crate::rules::claim::coverage::wants_claim;
use crate::rules::engine::analysis::Analysis;

/// How many sentences of an article claims touch, and how many they should.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    pub covered: usize,
    pub sentences: usize,
}

impl Coverage {
    /// None where there is no article that could be read.
    pub fn of(analysis: &Analysis) -> Option<Coverage> {
        let article = analysis.article()?.article()?;
        let sentences = article
            .sentences()
            .iter()
            .zip(analysis.passages().touched());
        let mut coverage = Coverage::default();
        for (_, claims) in sentences.filter(|(sentence, _)| wants_claim(article, sentence)) {
            coverage.sentences += 1;
            coverage.covered += usize::from(*claims > 0);
        }
        Some(coverage)
    }
}
