//! What an editor shows above declarations: how many claims rest on a source, how much of the article has claims, and
//! an offer to sign. What must be counted is counted when the editor shows it.

use std::ops::Range;

use super::cursor::name_span;
use super::passages::DraftPassages;
use crate::model::schema::UNSOURCED_CLAIM_KINDS;
use crate::model::{Claim, Item};
use crate::rules::wants_claim;
use crate::workspace::{DeclarationId, FileId, Location, Workspace};

/// The maximum number of lenses in a file, and of places that one leads to.
const MOST_LENSES: usize = 10_000;
const MOST_PLACES: usize = 1_000;

/// Which lenses the user wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LensChoice {
    pub sources: bool,
    pub coverage: bool,
    pub sign: bool,
}

impl Default for LensChoice {
    fn default() -> LensChoice {
        LensChoice {
            sources: true,
            coverage: true,
            sign: true,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// In bytes of the file, on one line.
    pub range: Range<usize>,
    pub kind: LensKind,
    pub declaration: DeclarationId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LensKind {
    /// The claims that rest on a source.
    Source,
    /// The sentences of the article that have a claim.
    Coverage,
    /// Signs a claim that has no seal.
    Sign,
}

/// The lenses of a file, in order: the first [`MOST_LENSES`].
pub fn code_lenses(workspace: &Workspace, id: FileId, choice: LensChoice) -> Vec<Lens> {
    let Some(file) = workspace.file(id) else {
        return Vec::new();
    };
    let article = workspace.article(id).and_then(|text| text.article());
    let kind_for = |item: &Item| {
        if let Some(claim) = item.claim() {
            let wanted = choice.sign && article.is_some();
            return (wanted && can_be_signed(item, claim)).then_some(LensKind::Sign);
        }
        if item.article().is_some() {
            return (choice.coverage && article.is_some()).then_some(LensKind::Coverage);
        }
        let name = item
            .name()
            .filter(|_| choice.sources && item.source().is_some())?;
        let is_used = !workspace.index.referring(name).is_empty();
        is_used.then_some(LensKind::Source)
    };
    let lenses = file.placed().filter_map(|(start, slot)| {
        let kind = kind_for(slot.segment.item.as_ref()?)?;
        let name = name_span(&slot.segment)?;
        // A title may have several lines.
        let line = name.of(&slot.segment.text).split(['\n', '\r']).next()?;
        let from = start.byte + name.start as usize;
        Some(Lens {
            range: from..from + line.len(),
            kind,
            declaration: slot.id,
        })
    });
    lenses.take(MOST_LENSES).collect()
}

/// Whether the claim has no seal, and a source if it needs one: without it, it has an error and cannot be signed.
fn can_be_signed(item: &Item, claim: &Claim) -> bool {
    let is_sealed = claim.checked().iter().any(|signed| signed.seal.is_some());
    let needs_none = item
        .kind()
        .is_some_and(|kind| UNSOURCED_CLAIM_KINDS.contains(&kind));
    !is_sealed && (needs_none || claim.sources().next().is_some())
}

/// The claims with a `source:` that is that declaration, by file and then in order: the first [`MOST_PLACES`].
pub fn claims_resting_on(workspace: &Workspace, file: FileId, id: DeclarationId) -> Vec<Location> {
    let slot = workspace.file(file).and_then(|file| file.slot(id));
    let Some(name) = slot.and_then(|slot| slot.segment.item.as_ref()?.name()) else {
        return Vec::new();
    };
    let mut places = Vec::new();
    for &user in workspace.index.referring(name) {
        let Some(using) = workspace.file(user) else {
            continue;
        };
        let rests = |item: &Item| {
            let mut sources = item.claim().into_iter().flat_map(|claim| claim.sources());
            sources.any(|evidence| {
                let reference = &item.references[evidence.reference];
                let target = || workspace.resolve(user, reference).found();
                let is_it = || target().is_some_and(|it| (it.file, it.id) == (file, id));
                reference.name == *name && is_it()
            })
        };
        let users = using.referring(name).iter();
        let mut claims: Vec<DeclarationId> = users
            .copied()
            .filter(|user| {
                let slot = using.slot(*user);
                slot.is_some_and(|slot| slot.segment.item.as_ref().is_some_and(rests))
            })
            .take(MOST_PLACES)
            .collect();
        let place = |claim: &DeclarationId| {
            let (_, slot) = using.get(*claim)?;
            workspace.location(user, *claim, name_span(&slot.segment)?)
        };
        claims.sort_by_key(|claim| using.get(*claim).map(|(start, _)| start.byte));
        places.extend(claims.iter().filter_map(place));
        if places.len() >= MOST_PLACES {
            break;
        }
    }
    places.truncate(MOST_PLACES);
    places
}

/// The sentences of a draft's article that should have a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleSentences {
    pub all: usize,
    pub covered: usize,
    /// The first [`MOST_PLACES`] of those that no claim covers.
    pub uncovered: Vec<Location>,
}

impl ArticleSentences {
    /// `None` if the article cannot be read.
    pub fn of(
        workspace: &Workspace,
        passages: &DraftPassages,
        draft: FileId,
    ) -> Option<ArticleSentences> {
        let text = workspace.article(draft)?;
        let article = text.article()?;
        let passages = passages.of(workspace, draft)?;
        let claims = passages.claims_per_sentence();
        let mut found = ArticleSentences {
            all: 0,
            covered: 0,
            uncovered: Vec::new(),
        };
        let sentences = article.sentences().iter().zip(claims);
        for (sentence, claims) in sentences.filter(|(it, _)| wants_claim(article, it)) {
            found.all += 1;
            if *claims > 0 {
                found.covered += 1;
            } else if found.uncovered.len() < MOST_PLACES {
                let span = sentence.range.clone().into();
                found
                    .uncovered
                    .extend(workspace.article_location(draft, text, span));
            }
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::testing::Fixture;

    const FILES: &str = "//- draft.sayso
article \"A\"
text
  One. Two. Three.

  # Four
source used: wire \"U\"
source unused: wire \"N\"
claim a: \"One\"
  source: @used, @used
  checked: 2026-01-08 by \"M.\" seal 0000-0000-0000
claim \"Two
  .\"
  source: @used
  checked: 2026-01-08 by \"M.\"
claim c: opinion \"x\"
  context: @used
claim d: \"x\"
//- other.sayso
source used: report \"Another\"
claim dd: \"y\"
  source: @used
claim e: \"z\"
  source: @draft/used
//- third.sayso
claim f: \"y\"
  source: @used
";

    #[test]
    fn lenses_of_a_draft() {
        let fixture = Fixture::of(FILES);
        let (id, file) = fixture.workspace.files().next().expect("a draft");
        let text = file.text();
        let shown = |choice| {
            let lenses = code_lenses(&fixture.workspace, id, choice).into_iter();
            let shown = lenses.map(|lens| format!("{:?} {}", lens.kind, &text[lens.range]));
            shown.collect::<Vec<_>>()
        };
        assert_eq!(
            shown(LensChoice::default()),
            ["Coverage \"A\"", "Source used", "Sign \"Two", "Sign c"]
        );
        let none = LensChoice {
            sources: false,
            coverage: false,
            sign: false,
        };
        assert_eq!(shown(none), Vec::<String>::new());
    }

    #[test]
    fn claims_rest_on_the_source_that_they_refer_to() {
        let fixture = Fixture::of(FILES);
        let (id, file) = fixture.workspace.files().next().expect("a draft");
        let declared = |name: &str| file.declared(name).next().expect("a source").id;
        let shown = |name: &str| {
            let found = claims_resting_on(&fixture.workspace, id, declared(name));
            let shown = found.iter().map(|place| fixture.shown(place));
            shown.collect::<Vec<_>>()
        };
        assert_eq!(
            shown("used"),
            [
                "draft.sayso:8 \"a\"",
                "draft.sayso:11 \"\\\"Two\\n  .\\\"\"",
                "other.sayso:4 \"e\""
            ]
        );
        assert_eq!(shown("unused"), Vec::<String>::new());
    }

    #[test]
    fn sentences_with_and_without_claims() {
        let fixture = Fixture::of(FILES);
        let (id, _) = fixture.workspace.files().next().expect("a draft");
        let found = ArticleSentences::of(&fixture.workspace, &fixture.passages, id);
        let found = found.expect("an article");
        let uncovered: Vec<String> = found.uncovered.iter().map(|at| fixture.shown(at)).collect();
        assert_eq!((found.covered, found.all), (2, 3));
        assert_eq!(uncovered, ["draft.sayso:3 \"Three.\""]);
    }
}
