//! The state of each sentence of an article: whether claims of its drafts cover it, and how far these are checked.

use std::collections::BTreeMap;
use std::ops::Range;

use super::passages::DraftPassages;
use crate::article::Article;
use crate::model::Item;
use crate::rules::wants_claim;
use crate::signoff::{Checked, ClaimState, SignOffState};
use crate::text::Span;
use crate::workspace::{FileId, Location, Segment, Workspace};

/// The maximum number of claims that are named for one sentence.
const MOST_NAMED: usize = 20;

/// The sentences of an article that claims cover or should cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// In order.
    pub sentences: Vec<SentenceCoverage>,
    /// The number of sentences that claims should cover, and of those that they do.
    pub total: usize,
    pub covered: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentenceCoverage {
    pub location: Location,
    /// Whether a claim should cover it.
    pub is_wanted: bool,
    /// The state of the claim about which most has to be done. `None` if no claim covers the sentence.
    pub state: Option<ClaimState>,
    /// The names of the claims, those first about which most has to be done.
    pub claims: Vec<String>,
}

/// A claim, and the places in the article that it quotes.
struct QuotingClaim<'a> {
    item: &'a Item,
    state: ClaimState,
    ranges: Vec<Range<usize>>,
}

/// The coverage of the article of these drafts, which have the same one. `None` if it cannot be read.
pub fn coverage_of(
    workspace: &Workspace,
    passages: &DraftPassages,
    drafts: &[FileId],
) -> Option<Coverage> {
    let sentences = sentences_in(workspace, passages, drafts, 0..usize::MAX)?;
    let wanted = sentences.iter().filter(|sentence| sentence.is_wanted);
    let covered = wanted.clone().filter(|sentence| sentence.state.is_some());
    Some(Coverage {
        total: wanted.count(),
        covered: covered.count(),
        sentences,
    })
}

/// The sentences in that range of the article's source that claims cover or should cover, in order.
pub fn sentences_in(
    workspace: &Workspace,
    passages: &DraftPassages,
    drafts: &[FileId],
    range: Range<usize>,
) -> Option<Vec<SentenceCoverage>> {
    let mut known = drafts.iter();
    let (draft, text) = known.find_map(|id| Some((*id, workspace.article(*id)?)))?;
    let article = text.article()?;
    let places = article.places_of_sentences_in(range.clone());
    // Whether a seal is whole takes time to find out.
    let is_near = |place: &Range<usize>| {
        let sentences = article.places_of_sentences_in(place.clone());
        sentences.start < places.end && places.start < sentences.end
    };
    let claims = drafts.iter();
    let claims: Vec<QuotingClaim> = claims
        .flat_map(|draft| claims_of(workspace, passages, *draft, is_near))
        .collect();
    let mut here = ClaimsHere::of(article, &claims);
    let sentences = places.clone().zip(&article.sentences()[places]);
    let covered = sentences.filter_map(|(at, sentence)| {
        let claims = here.of_sentence(at);
        let is_wanted = wants_claim(article, sentence);
        let state = claims.state();
        if !is_wanted && state.is_none() {
            return None;
        }
        let span = Span::from(sentence.range.clone());
        Some(SentenceCoverage {
            location: workspace.article_location(draft, text, span)?,
            is_wanted,
            state,
            claims: claims.names(),
        })
    });
    Some(covered.collect())
}

/// The states of the claims of a draft, in order.
pub fn claim_states(
    workspace: &Workspace,
    passages: &DraftPassages,
    draft: FileId,
) -> Vec<ClaimState> {
    let (file, passages) = (workspace.file(draft), passages.of(workspace, draft));
    let claims = file.into_iter().flat_map(|file| file.items());
    let states = claims.filter_map(|(id, segment, _)| {
        let passage = passages.as_ref().and_then(|passages| passages.found(id));
        state_of(workspace, draft, segment, passage)
    });
    states.collect()
}

/// The claims of a draft that quote its article at such a place, in order.
fn claims_of<'a>(
    workspace: &'a Workspace,
    passages: &DraftPassages,
    draft: FileId,
    is_near: impl Fn(&Range<usize>) -> bool,
) -> Vec<QuotingClaim<'a>> {
    let known = workspace.file(draft).zip(passages.of(workspace, draft));
    let Some((file, passages)) = known else {
        return Vec::new();
    };
    let claims = file.items().filter_map(|(id, segment, item)| {
        if !passages.ranges_of(id).any(&is_near) {
            return None;
        }
        Some(QuotingClaim {
            item,
            state: state_of(workspace, draft, segment, passages.found(id))?,
            ranges: passages.ranges_of(id).cloned().collect(),
        })
    });
    claims.collect()
}

/// The state of a claim that quotes this passage. `None` for other declarations.
fn state_of(
    workspace: &Workspace,
    draft: FileId,
    segment: &Segment,
    passage: Option<Range<usize>>,
) -> Option<ClaimState> {
    let item = segment.item.as_ref()?;
    let claim = item.claim()?;
    let checked = || {
        let article = workspace.article(draft)?.article()?;
        Checked::of(workspace, draft, segment, article, passage?)
    };
    let signatures = claim.checked();
    let checked = (!signatures.is_empty()).then(checked).flatten();
    let sign_offs = signatures.iter();
    let sign_offs: Vec<SignOffState> = sign_offs
        .map(|signature| SignOffState::of(signature, checked.as_ref()))
        .collect();
    Some(ClaimState::of(item, claim.sources().count(), &sign_offs))
}

/// The claims that cover a sentence, for one sentence after the other: a claim may quote the whole article.
struct ClaimsHere<'a> {
    claims: &'a [QuotingClaim<'a>],
    /// Sentences where passages start, and behind which they end, last ones first, each with the index of its claim.
    starts: Vec<(usize, usize)>,
    ends: Vec<(usize, usize)>,
    /// Each with the number of its passages here. The claims about which most has to be done come first.
    here: BTreeMap<(ClaimState, usize), usize>,
}

impl<'a> ClaimsHere<'a> {
    fn of(article: &Article, claims: &'a [QuotingClaim<'a>]) -> ClaimsHere<'a> {
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        for (at, claim) in claims.iter().enumerate() {
            for range in &claim.ranges {
                let places = article.places_of_sentences_in(range.clone());
                if !places.is_empty() {
                    starts.push((places.start, at));
                    ends.push((places.end, at));
                }
            }
        }
        starts.sort_unstable_by(|a, b| b.cmp(a));
        ends.sort_unstable_by(|a, b| b.cmp(a));
        ClaimsHere {
            claims,
            starts,
            ends,
            here: BTreeMap::new(),
        }
    }

    /// Goes on to that sentence, which must come after the last one.
    fn of_sentence(&mut self, sentence: usize) -> &Self {
        while let Some((_, claim)) = self.starts.pop_if(|(start, _)| *start <= sentence) {
            *self
                .here
                .entry((self.claims[claim].state, claim))
                .or_default() += 1;
        }
        while let Some((_, claim)) = self.ends.pop_if(|(end, _)| *end <= sentence) {
            let key = (self.claims[claim].state, claim);
            if let Some(count) = self.here.get_mut(&key) {
                *count -= 1;
                if *count == 0 {
                    self.here.remove(&key);
                }
            }
        }
        self
    }

    fn state(&self) -> Option<ClaimState> {
        let ((state, _), _) = self.here.first_key_value()?;
        Some(*state)
    }

    fn names(&self) -> Vec<String> {
        let items = self.here.keys().map(|(_, claim)| self.claims[*claim].item);
        let public = items.filter(|item| !item.is_protected());
        let names = public.filter_map(|item| Some(item.name()?.as_str().to_owned()));
        names.take(MOST_NAMED).collect()
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::ide::testing::Fixture;

    #[track_caller]
    fn check(fixture: &str, expect: Expect) {
        let fixture = Fixture::of(fixture);
        let drafts: Vec<FileId> = fixture.workspace.files().map(|(id, _)| id).collect();
        let coverage = coverage_of(&fixture.workspace, &fixture.passages, &drafts);
        let coverage = coverage.expect("an article");
        let mut out = format!("{} of {}\n", coverage.covered, coverage.total);
        for sentence in &coverage.sentences {
            let place = fixture.shown(&sentence.location);
            out += &format!("{place}: {:?} {:?}\n", sentence.state, sentence.claims);
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn sentences_have_the_state_of_the_worst_claim() {
        check(
            "source s: email \"S\"\narticle \"A\"\n  text: \"a.md\"\nclaim one: \"One was freed\"\n  source: @s\nclaim: \"was freed\"\nclaim two: opinion \"Two … Three\"\nclaim gone: \"Nowhere\"\n//- a.md\n# Head\n\nOne was freed. Two were. Three left. Four are here.\n",
            expect![[r#"
                3 of 4
                a.md:3 "One was freed.": Some(Unsourced) ["one"]
                a.md:3 "Two were.": Some(NeedsNone) ["two"]
                a.md:3 "Three left.": Some(NeedsNone) ["two"]
                a.md:3 "Four are here.": None []
            "#]],
        );
    }

    #[test]
    fn signed_claims_and_headings() {
        check(
            "article \"A\"\ntext\n  # Head\n\n  It is so. It was so.\nclaim head: opinion \"Head\"\nclaim so: opinion \"It is so.\"\n  checked: 2026-01-09 by \"A\" seal 0000-0000-0000-0000\nclaim was: opinion \"It was so.\"\n  checked: 2026-01-09 by \"A\"\n",
            expect![[r#"
                2 of 2
                draft.sayso:3 "Head": Some(NeedsNone) ["head"]
                draft.sayso:5 "It is so.": Some(Broken) ["so"]
                draft.sayso:5 "It was so.": Some(Unsealed) ["was"]
            "#]],
        );
    }

    #[test]
    fn claims_of_several_drafts() {
        check(
            "//- a.sayso\narticle \"A\"\n  text: \"a.md\"\nclaim a: opinion \"It is so.\"\n//- b.sayso\narticle \"B\"\n  text: \"a.md\"\nclaim b: \"It is so.\"\nclaim c: \"It was so.\"\n//- a.md\nIt is so. It was so.\n",
            expect![[r#"
                2 of 2
                a.md:1 "It is so.": Some(Unsourced) ["b", "a"]
                a.md:1 "It was so.": Some(Unsourced) ["c"]
            "#]],
        );
    }
}
