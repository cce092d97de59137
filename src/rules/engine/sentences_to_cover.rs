//! The sentences of an article that claims should cover.

use std::sync::Arc;

use crate::article::Article;
use crate::rules::claim::coverage::wants_claim;
use crate::rules::context::in_article::UncoveredSentences;
use crate::rules::context::passages::Passages;

/// Which sentences of an article claims should cover. Read once for each article.
#[derive(Clone, Debug, Default)]
pub struct SentencesToCover(Arc<[bool]>);

impl SentencesToCover {
    pub fn of(article: &Article) -> SentencesToCover {
        let sentences = article.sentences().iter();
        SentencesToCover(sentences.map(|it| wants_claim(article, it)).collect())
    }

    pub fn contains(&self, sentence: usize) -> bool {
        self.0.get(sentence) == Some(&true)
    }

    /// Their indexes.
    pub fn all(&self) -> impl Iterator<Item = usize> {
        let wanted = self.0.iter().enumerate();
        wanted.filter_map(|(at, is_wanted)| is_wanted.then_some(at))
    }

    /// Those that no claim covers; `None` if there are none.
    pub fn uncovered(&self, passages: &Passages) -> Option<UncoveredSentences> {
        let mut uncovered = self.all().filter(|at| passages.claims_of(*at) == 0);
        let first = uncovered.next()?;
        Some(UncoveredSentences {
            first,
            count: 1 + uncovered.count(),
            of: self.all().count(),
        })
    }
}
