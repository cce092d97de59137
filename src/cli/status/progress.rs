//! The progress of a draft. It is printed, and must not expose a confidential source: of sources it contains the names of
//! those that are not confidential, and of claims their names, their places and the words of the article that they quote.
//! Whatever exposes a source is left out.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::cli::exposed_words::ExposedWords;
use crate::cli::loaded::article_of;
use crate::cli::paths::shown_path;
use crate::cli::status::lines::{ErrorProgress, LineOfFile, Lines};
use crate::model::{By, Item, Signature};
use crate::rules::{Analysis, ArticleCoverage, Coverage, analyse, checked_in};
use crate::signoff::{Changed, ClaimState, SignOffState};
use crate::syntax::Keyword;
use crate::workspace::{Segment, Slot, Workspace};

#[derive(Serialize)]
pub struct DraftProgress {
    pub path: String,
    /// None if there is none, or if it is or exposes what is confidential.
    pub title: Option<String>,
    pub status: Option<String>,
    pub published: Option<String>,
    /// Of the article; none if it cannot be read.
    pub coverage: Option<Coverage>,
    /// Where the sentences are that no claim covers.
    pub uncovered_sentences: Vec<LineOfFile>,
    /// Where the details are that no claim holds, in the sentences that claims cover.
    pub uncovered_details: Vec<LineOfFile>,
    /// What `sayso check` reports as an error, except about sign-offs.
    pub errors: Vec<ErrorProgress>,
    /// The number of claims in each state.
    pub states: BTreeMap<ClaimState, usize>,
    /// The number of claims with each verdict.
    pub verdicts: BTreeMap<String, usize>,
    pub claims: Vec<ClaimProgress>,
}

#[derive(Serialize)]
pub struct ClaimProgress {
    pub name: Option<String>,
    /// The line of the headline, from 1.
    pub line: usize,
    pub kind: String,
    /// The words of the article that it quotes. None if they are or expose what is confidential.
    pub words: Option<String>,
    pub state: ClaimState,
    /// The number of sources that it cites.
    pub sources: usize,
    /// The names of those that are not confidential.
    pub cites: Vec<String>,
    /// The number of those that are confidential.
    pub confidential_sources: usize,
    pub verdict: Option<String>,
    pub sign_offs: Vec<SignOffProgress>,
}

const WHOLE: &str = "whole";
const BROKEN: &str = "broken";
const UNSEALED: &str = "none";
const UNKNOWN: &str = "unknown";

#[derive(Serialize)]
pub struct SignOffProgress {
    pub date: Option<String>,
    /// The name, or the reference as it is written in the draft.
    pub by: Option<String>,
    pub seal: &'static str,
    /// What has changed since, where the seal is broken.
    pub changed: Vec<&'static str>,
    /// What a whole seal does not cover, because it is older: the sentence around the passage.
    pub lacks: Vec<&'static str>,
    /// The same as a phrase for people.
    #[serde(skip)]
    pub changes: String,
}

impl DraftProgress {
    /// None for a registry, and for a file that could not be read.
    pub fn of(
        workspace: &Workspace,
        exposed: &ExposedWords,
        path: &Path,
        folder: &Path,
    ) -> Option<DraftProgress> {
        let id = workspace.id_of(path)?;
        let file = workspace.file(id).filter(|file| !file.is_registry())?;
        let analysis = analyse(workspace, id, article_of(workspace, file));
        let exposed = exposed.and_of(workspace, &analysis);
        let printed = |text: &str| (!exposed.are_in(text)).then(|| text.to_owned());
        let item = file.first(Keyword::Article);
        let item = item.and_then(|slot| slot.segment.item.as_ref());
        let article = item.and_then(Item::article);
        let date = article.and_then(|article| article.published.as_ref());
        let status = article.and_then(|article| article.status.as_ref());
        let shown = item.filter(|item| !item.is_protected());
        let coverage = ArticleCoverage::of(workspace, &analysis).unwrap_or_default();
        let mut lines = Lines::new(workspace, &analysis, folder);
        let mut progress = DraftProgress {
            path: shown_path(path, folder),
            title: shown.and_then(|item| printed(&item.title.as_ref()?.text)),
            status: status.map(|status| status.text.to_string()),
            published: date.map(|date| date.text.to_string()),
            coverage: analysis
                .article()
                .and_then(|text| text.article())
                .map(|_| coverage.counts),
            uncovered_sentences: lines.of_all(&coverage.uncovered_sentences),
            uncovered_details: lines.of_all(&coverage.uncovered_details),
            errors: ErrorProgress::all(file, &analysis, &mut lines),
            states: ClaimState::ALL.map(|state| (state, 0)).into(),
            verdicts: BTreeMap::new(),
            claims: Vec::new(),
        };
        for (start, slot) in file.placed() {
            let line = start.line + 1;
            if let Some(claim) = ClaimProgress::of(workspace, &analysis, slot, line, &printed) {
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
        printed: &impl Fn(&str) -> Option<String>,
    ) -> Option<ClaimProgress> {
        let item = slot.segment.item.as_ref()?;
        let claim = item.claim()?;
        let checked = match claim.checked() {
            [] => None,
            _ => checked_in(workspace, analysis, slot),
        };
        let signed = claim.checked().iter();
        let states: Vec<SignOffState> = signed
            .clone()
            .map(|signature| SignOffState::of(signature, checked.as_ref()))
            .collect();
        let sign_offs = signed.zip(&states).map(|(signature, standing)| {
            SignOffProgress::of(item, &slot.segment, signature, standing, printed)
        });
        let sign_offs: Vec<SignOffProgress> = sign_offs.collect();
        let sources = claim.sources().count();
        let cited = claim.sources().filter_map(|evidence| {
            let target = workspace.target(analysis.file(), item, evidence.reference)?;
            target.item().filter(|item| item.source().is_some())
        });
        let (confidential, open): (Vec<&Item>, Vec<&Item>) =
            cited.partition(|source| source.is_protected());
        let title = item.title.as_ref().filter(|_| !item.is_protected());
        Some(ClaimProgress {
            name: item.name().and_then(|name| printed(name)),
            line,
            kind: item.kind().unwrap_or("fact").to_owned(),
            words: title.and_then(|title| printed(&title.text)),
            state: ClaimState::of(item, sources, &states),
            sources,
            cites: open
                .into_iter()
                .filter_map(|source| printed(source.name()?))
                .collect(),
            confidential_sources: confidential.len(),
            verdict: claim.verdict().map(|verdict| verdict.text.to_string()),
            sign_offs,
        })
    }
}

impl SignOffProgress {
    fn of(
        item: &Item,
        segment: &Segment,
        signature: &Signature,
        standing: &SignOffState,
        printed: &impl Fn(&str) -> Option<String>,
    ) -> SignOffProgress {
        let by = signature.by.as_ref().and_then(|by| match by {
            By::Name(name) => printed(&name.text),
            By::Entity(reference) => printed(item.references[*reference].span.of(&segment.text)),
        });
        let (seal, changes) = match standing {
            SignOffState::Whole | SignOffState::WholeWithoutSentence => (WHOLE, &[][..]),
            SignOffState::Broken(changes) => (BROKEN, &changes[..]),
            SignOffState::Unsealed => (UNSEALED, &[][..]),
            SignOffState::Unknown => (UNKNOWN, &[][..]),
        };
        SignOffProgress {
            date: signature.date.as_ref().map(|date| date.text.to_string()),
            by,
            seal,
            changed: changes.iter().map(|change| change.word()).collect(),
            lacks: match standing {
                SignOffState::WholeWithoutSentence => vec![Changed::Sentence.word()],
                _ => Vec::new(),
            },
            changes: Changed::list(changes),
        }
    }
}
