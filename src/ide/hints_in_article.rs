//! What an editor shows behind the sentences of an article that is a file of its own: the state of their claims.

use std::ops::Range;

use super::coverage::sentences_in;
use super::passages::DraftPassages;
use crate::signoff::ClaimState;
use crate::workspace::{FileId, Workspace};

/// The maximum number of hints in one answer.
const MOST_HINTS: usize = 10_000;

/// Which hints the user wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArticleHintChoice {
    /// The states of claims.
    pub states: bool,
    /// Which sentences have no claim.
    pub uncovered: bool,
}

impl Default for ArticleHintChoice {
    fn default() -> ArticleHintChoice {
        ArticleHintChoice {
            states: true,
            uncovered: false,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleHint {
    /// The end of the sentence, in bytes of the article.
    pub offset: usize,
    pub label: &'static str,
    /// The names of the claims that it is about.
    pub claims: Vec<String>,
}

/// The hints in `range` of the article of these drafts, in order.
pub fn hints_in_article(
    workspace: &Workspace,
    passages: &DraftPassages,
    drafts: &[FileId],
    range: Range<usize>,
    choice: ArticleHintChoice,
) -> Vec<ArticleHint> {
    // A sentence that ends where the range starts has its hint there.
    let around = range.start.saturating_sub(1)..range.end;
    let sentences = sentences_in(workspace, passages, drafts, around);
    let hints = sentences.into_iter().flatten().filter_map(|sentence| {
        let offset = sentence.location.range.end;
        let label = match sentence.state {
            None => choice.uncovered.then_some("no claim"),
            Some(state) => label_of(state).filter(|_| choice.states),
        };
        (range.start <= offset && offset <= range.end).then_some(ArticleHint {
            offset,
            label: label?,
            claims: sentence.claims,
        })
    });
    hints.take(MOST_HINTS).collect()
}

/// What is said about a claim. Nothing where there is nothing to do and nothing was done.
fn label_of(state: ClaimState) -> Option<&'static str> {
    match state {
        ClaimState::Unsourced => Some("no source"),
        ClaimState::Broken => Some("seal broken"),
        ClaimState::Unknown => Some("passage or source missing"),
        ClaimState::Unsealed => Some("signed without a seal"),
        ClaimState::Unsigned => Some("not signed off"),
        ClaimState::NeedsNone => None,
        ClaimState::Checked => Some("✓ checked"),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::ide::testing::Fixture;

    #[test]
    fn sentences_say_what_is_to_be_done() {
        let fixture = Fixture::of(
            "source s: email \"S\"\narticle \"A\"\n  text: \"a.md\"\nclaim one: \"One.\"\nclaim: \"Two.\"\n  source: @s\nclaim: opinion \"Three.\"\n//- a.md\nOne. Two. Three. Four.\n",
        );
        let drafts: Vec<FileId> = fixture.workspace.files().map(|(id, _)| id).collect();
        let shown = |range: Range<usize>, uncovered| {
            let choice = ArticleHintChoice {
                uncovered,
                ..ArticleHintChoice::default()
            };
            let (workspace, passages) = (&fixture.workspace, &fixture.passages);
            let hints = hints_in_article(workspace, passages, &drafts, range, choice);
            let hints = hints.into_iter();
            hints
                .map(|it| (it.offset, it.label, it.claims))
                .collect::<Vec<_>>()
        };
        expect![[
            r#"[(4, "no source", ["one"]), (9, "not signed off", []), (22, "no claim", [])]"#
        ]]
        .assert_eq(&format!("{:?}", shown(0..22, true)));
        expect![[r#"[(9, "not signed off", [])]"#]]
            .assert_eq(&format!("{:?}", shown(5..22, false)));
    }
}
