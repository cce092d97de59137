//! The part of an article that the claims of its draft cover.

use serde::Serialize;

use crate::rules::claim::details::details_of;
use crate::rules::context::in_article::SentenceContext;
use crate::rules::engine::analysis::Analysis;
use crate::workspace::{Place, Workspace};

/// The number of sentences of an article that claims cover, and of details that they hold, each with the number that
/// they should cover or hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    pub covered: usize,
    pub sentences: usize,
    pub covered_details: usize,
    pub details: usize,
}

/// The coverage of an article, and what is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleCoverage {
    pub counts: Coverage,
    /// Where the sentences are that no claim covers, in order.
    pub uncovered_sentences: Vec<Place>,
    /// Where the details are that no claim holds, in the sentences that claims cover.
    pub uncovered_details: Vec<Place>,
}

impl ArticleCoverage {
    /// `None` if there is no readable article.
    pub fn of(workspace: &Workspace, analysis: &Analysis) -> Option<ArticleCoverage> {
        let article = analysis.article()?.article()?;
        let file = workspace.file(analysis.file())?;
        let mut coverage = ArticleCoverage::default();
        for at in analysis.to_cover.all() {
            coverage.add(&analysis.sentence_context(workspace, file, article, at));
        }
        Some(coverage)
    }

    fn add(&mut self, sentence: &SentenceContext) {
        let is_covered = sentence.claims > 0;
        let counts = &mut self.counts;
        counts.sentences += 1;
        counts.covered += usize::from(is_covered);
        if !is_covered {
            let place = sentence.in_article(sentence.sentence.range.clone());
            self.uncovered_sentences.push(place);
        }
        for detail in details_of(sentence) {
            counts.details += 1;
            counts.covered_details += usize::from(detail.is_held);
            if is_covered && !detail.is_held {
                let range = sentence.article.folded().source_range(detail.range);
                self.uncovered_details.push(sentence.in_article(range));
            }
        }
    }
}
