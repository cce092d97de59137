//! How far a draft has come. Of sources no word is in here, of claims their names and places alone: it
//! is printed, and must not tell who a confidential source is.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::cli::exposed_words::Hushed;
use crate::model::schema::UNSOURCED_CLAIM_KINDS;
use crate::model::{By, Item, Signature};
use crate::rules::{Analysis, Coverage, analyse, checked_in};
use crate::signoff::{Changed, Standing};
use crate::syntax::Keyword;
use crate::workspace::{ArticleText, Segment, Slot, Workspace, disk};

#[derive(Serialize)]
pub struct Progress {
    pub path: String,
    /// None where there is none, or where it tells who a confidential source is.
    pub title: Option<String>,
    pub status: Option<String>,
    pub published: Option<String>,
    /// Of the article; none where it cannot be read.
    pub coverage: Option<Coverage>,
    /// How many claims are in each state.
    pub states: BTreeMap<State, usize>,
    /// How many claims have each verdict.
    pub verdicts: BTreeMap<String, usize>,
    pub claims: Vec<ClaimProgress>,
}

#[derive(Serialize)]
pub struct ClaimProgress {
    pub name: Option<String>,
    /// Of the headline, from 1.
    pub line: usize,
    pub kind: String,
    pub state: State,
    /// How many sources it cites.
    pub sources: usize,
    pub verdict: Option<String>,
    pub sign_offs: Vec<SignOff>,
}

/// How far a claim has come, from what is to be done first to what is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It needs a source and has none.
    Unsourced,
    /// It has changed since somebody signed it.
    Broken,
    /// It is signed, and what was signed is not to be found.
    Unknown,
    /// It is signed without a seal.
    Unsealed,
    /// It has what it needs, and nobody has signed it.
    Unsigned,
    /// Its kind needs neither source nor sign-off, and it has no sign-off.
    NeedsNone,
    /// It is what somebody has signed.
    Checked,
}

impl State {
    pub const ALL: [State; 7] = [
        State::Unsourced,
        State::Broken,
        State::Unknown,
        State::Unsealed,
        State::Unsigned,
        State::NeedsNone,
        State::Checked,
    ];

    fn of(item: &Item, sources: usize, sign_offs: &[SignOff]) -> State {
        let needs_none = UNSOURCED_CLAIM_KINDS.contains(&item.kind().unwrap_or("fact"));
        let holds = |seal| sign_offs.iter().any(|sign_off| sign_off.seal == seal);
        match () {
            () if sources == 0 && !needs_none => State::Unsourced,
            () if holds(BROKEN) => State::Broken,
            () if holds(WHOLE) => State::Checked,
            () if holds(UNKNOWN) => State::Unknown,
            () if holds(UNSEALED) => State::Unsealed,
            () if needs_none => State::NeedsNone,
            () => State::Unsigned,
        }
    }
}

const WHOLE: &str = "whole";
const BROKEN: &str = "broken";
const UNSEALED: &str = "none";
const UNKNOWN: &str = "unknown";

#[derive(Serialize)]
pub struct SignOff {
    pub date: Option<String>,
    /// The name, or the reference as it is written in the draft.
    pub by: Option<String>,
    pub seal: &'static str,
    /// What has changed since, where the seal is broken.
    pub changed: Vec<&'static str>,
    /// The same for people.
    #[serde(skip)]
    pub told: String,
}

impl Progress {
    /// None for a registry, and for what could not be read.
    pub fn of(workspace: &Workspace, path: &Path, folder: &Path) -> Option<Progress> {
        let id = workspace.id_of(path)?;
        let file = workspace.file(id).filter(|file| !file.is_registry())?;
        let read = |path: &Path| disk::read_article(&workspace.roots, path);
        let text = ArticleText::of(file, &workspace.roots, None, &read);
        let analysis = analyse(workspace, id, text);
        let hushed = Hushed::of(workspace, &analysis);
        let told = |text: &str| (!hushed.hides(text)).then(|| text.to_owned());
        let item = file.first(Keyword::Article);
        let item = item.and_then(|slot| slot.segment.item.as_ref());
        let article = item.and_then(Item::article);
        let date = article.and_then(|article| article.published.as_ref());
        let status = article.and_then(|article| article.status.as_ref());
        let mut progress = Progress {
            path: path
                .strip_prefix(folder)
                .unwrap_or(path)
                .display()
                .to_string(),
            title: item.and_then(|item| told(&item.title.as_ref()?.text)),
            status: status.map(|status| status.text.to_string()),
            published: date.map(|date| date.text.to_string()),
            coverage: Coverage::of(&analysis),
            states: State::ALL.map(|state| (state, 0)).into(),
            verdicts: BTreeMap::new(),
            claims: Vec::new(),
        };
        for (start, slot) in file.placed() {
            let line = start.line + 1;
            if let Some(claim) = ClaimProgress::of(workspace, &analysis, slot, line, &told) {
                *progress.states.entry(claim.state).or_default() += 1;
                if let Some(verdict) = &claim.verdict {
                    *progress.verdicts.entry(verdict.clone()).or_default() += 1;
                }
                progress.claims.push(claim);
            }
        }
        Some(progress)
    }
}

impl ClaimProgress {
    fn of(
        workspace: &Workspace,
        analysis: &Analysis,
        slot: &Slot,
        line: usize,
        told: &impl Fn(&str) -> Option<String>,
    ) -> Option<ClaimProgress> {
        let item = slot.segment.item.as_ref()?;
        let claim = item.claim()?;
        let checked = match claim.checked() {
            [] => None,
            _ => checked_in(workspace, analysis, slot),
        };
        let signed = claim.checked().iter();
        let sign_offs: Vec<SignOff> = signed
            .map(|signature| {
                let standing = Standing::of(signature, checked.as_ref());
                SignOff::of(item, &slot.segment, signature, &standing, told)
            })
            .collect();
        let sources = claim.sources().count();
        Some(ClaimProgress {
            name: item.name().map(ToString::to_string),
            line,
            kind: item.kind().unwrap_or("fact").to_owned(),
            state: State::of(item, sources, &sign_offs),
            sources,
            verdict: claim.verdict().map(|verdict| verdict.text.to_string()),
            sign_offs,
        })
    }
}

impl SignOff {
    fn of(
        item: &Item,
        segment: &Segment,
        signature: &Signature,
        standing: &Standing,
        told: &impl Fn(&str) -> Option<String>,
    ) -> SignOff {
        let by = signature.by.as_ref().and_then(|by| match by {
            By::Name(name) => told(&name.text),
            By::Entity(reference) => told(item.references[*reference].span.of(&segment.text)),
        });
        let (seal, changes) = match standing {
            Standing::Whole => (WHOLE, &[][..]),
            Standing::Broken(changes) => (BROKEN, &changes[..]),
            Standing::Unsealed => (UNSEALED, &[][..]),
            Standing::Unknown => (UNKNOWN, &[][..]),
        };
        SignOff {
            date: signature.date.as_ref().map(|date| date.text.to_string()),
            by,
            seal,
            changed: changes.iter().map(|change| change.word()).collect(),
            told: Changed::list(changes),
        }
    }
}
