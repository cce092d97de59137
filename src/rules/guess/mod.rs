//! What the words of an article suggest for claims about them: a kind, a speaker, the people and places in them, and the
//! names that nobody has declared. These are guesses, and whoever writes them into a draft marks them as such.

mod kind;
mod saying;
mod speaker;
mod names;
mod guessed;
mod claims;

use std::ops::Range;
use std::path::Path;

use crate::article::Anchor;
use crate::rules::claim::names_in_passage::{item_of, names_in_passage, reference_to};
use crate::rules::claim::speakers::named_speaker;
use crate::rules::context::allowances::Allowances;
use crate::rules::context::passage_memo::{EntityId, PassageMemo};
use crate::rules::context::passages::Passages;
use crate::rules::context::same_quantities::SameQuantities;
use crate::rules::context::{Context, FileContext, WorkspaceMemo};
use crate::workspace::{ArticleText, File, FileId, Workspace};

pub use claims::{Quoting, claim_for_sentence, claims_for, name_of};
pub use guessed::{GUESSED, guessed, guessed_marks};
pub use names::{UnknownName, unknown_names};

/// What the words of one passage suggest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guess {
    /// The kind of the claim; `None` if nothing suggests another one than `fact`.
    pub kind: Option<&'static str>,
    pub speaker: Option<Speaker>,
    /// What to write after `@` for each known person, place or organisation in the passage, other than the speaker.
    pub about: Vec<String>,
}

/// Who says what a passage quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// What to write after `@`.
    Known(String),
    /// A name that nobody has declared.
    Unknown(String),
}

/// The maximum number of entities in `about`.
const MOST_ABOUT: usize = 8;

/// What the passages of the article suggest, in their order. `passages` are ranges of its source, and `draft` is the
/// draft that the claims are for.
pub fn guesses(
    workspace: &Workspace,
    draft: FileId,
    text: &ArticleText,
    passages: &[Range<usize>],
) -> Vec<Guess> {
    let Some(article) = text.article() else {
        return vec![Guess::default(); passages.len()];
    };
    // The rules' questions are about claims, so each passage gets one that is in no file.
    let claims = File::new(Path::new(""), "claim \"\"\n".repeat(passages.len()));
    let ids = claims.slots().iter().map(|slot| slot.id);
    let anchors = ids.zip(
        passages
            .iter()
            .map(|passage| Anchor::Found(passage.clone()).into()),
    );
    let anchored = Passages::of(Some(article), anchors);
    let (same_quantities, allowances) = (SameQuantities::default(), Allowances::default());
    let (known, memo) = (WorkspaceMemo::default(), PassageMemo::default());
    let around = FileContext {
        workspace,
        settings: &Default::default(),
        file_id: draft,
        file: &claims,
        article_text: Some(text),
        passages: &anchored,
        same_quantities: &same_quantities,
        allowances: &allowances,
        prose_rules: &[],
        known: &known,
        memo: &memo,
    };
    let slots = claims.slots().iter();
    slots
        .map(|slot| guess(&Context::new(around, slot, &[])))
        .collect()
}

fn guess(context: &Context) -> Guess {
    let kind = kind::kind_of(context);
    let known = (kind == Some("quote"))
        .then(|| named_speaker(context))
        .flatten();
    let known = known.map(|speaker| speaker.entity);
    let speaker = match known {
        Some(entity) => reference_to(context, entity).map(Speaker::Known),
        None if kind == Some("quote") => speaker::unknown_speaker(context).map(Speaker::Unknown),
        None => None,
    };
    Guess {
        kind,
        speaker,
        about: about(context, known),
    }
}

fn about(context: &Context, speaker: Option<EntityId>) -> Vec<String> {
    let mut entities: Vec<EntityId> = Vec::new();
    for name in names_in_passage(context).iter() {
        if let [entity] = name.entities[..]
            && Some(entity) != speaker
            && !entities.contains(&entity)
            && item_of(context, entity).is_some_and(|item| !item.is_protected())
        {
            entities.push(entity);
        }
    }
    let first = entities.into_iter().take(MOST_ABOUT);
    first
        .filter_map(|entity| reference_to(context, entity))
        .collect()
}
