//! The progress of drafts, for people. With colour codes; the caller removes them where they are not wanted.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::lines::{ErrorProgress, LineOfFile};
use super::progress::{ClaimProgress, DraftProgress, SignOffProgress};
use crate::cli::printable::printable;
use crate::rules::Coverage;
use crate::signoff::{ClaimState, SignOffState};
use crate::text::counted::counted;

const BOLD: &str = "\x1b[1m";
const RED: &str = "\x1b[31m";
const GREEN: &str = "\x1b[32m";
const YELLOW: &str = "\x1b[33m";
const PLAIN: &str = "\x1b[0m";

pub fn human(drafts: &[DraftProgress]) -> String {
    if drafts.is_empty() {
        return "there are no drafts here\n".to_owned();
    }
    let drafts: Vec<String> = drafts.iter().map(one).collect();
    drafts.join("\n")
}

fn one(draft: &DraftProgress) -> String {
    let mut out = format!("{BOLD}{}{PLAIN}\n", printable(&draft.path));
    let mut line = |text: String| {
        // Writing to a string does not fail.
        let _ = writeln!(out, "  {text}");
    };
    line(headline(draft));
    line(claims_line(draft));
    if !draft.verdicts.is_empty() {
        let verdicts = draft.verdicts.iter();
        let verdicts: Vec<String> = verdicts.map(|(word, n)| format!("{n} {word}")).collect();
        line(format!("verdicts: {}", printable(&verdicts.join(", "))));
    }
    line(match draft.coverage {
        Some(coverage) => coverage_line(coverage),
        None => "the article's text cannot be read".to_owned(),
    });
    let signed = signed(draft);
    if !signed.is_empty() {
        line("signed off:".to_owned());
        signed.iter().for_each(|signed| line(format!("  {signed}")));
    }
    if let Some(older) = older_seals(draft) {
        line(older);
    }
    let to_do = to_do(draft);
    if !to_do.is_empty() {
        line("to do:".to_owned());
        to_do.iter().for_each(|it| line(format!("  {it}")));
    }
    out
}

/// What is left to do: in the draft line by line, then in the article.
fn to_do(draft: &DraftProgress) -> Vec<String> {
    let own = |error: &&ErrorProgress| error.place.path == draft.path;
    let (own, others): (Vec<_>, Vec<_>) = draft.errors.iter().partition(own);
    let claims = draft.claims.iter();
    let claims = claims.filter_map(|claim| Some((claim.line, to_do_about(claim)?)));
    let errors = own.iter().map(|error| {
        let line = error.place.line;
        (line, error_line(&format!("line {line}"), error))
    });
    let mut by_line: Vec<(usize, String)> = errors.chain(claims).collect();
    by_line.sort_by_key(|(line, _)| *line);
    let others = others.iter().map(|error| {
        let LineOfFile { path, line } = &error.place;
        error_line(&format!("{path}:{line}"), error)
    });
    let gaps = [
        ("sentences without a claim", &draft.uncovered_sentences),
        ("details that no claim holds", &draft.uncovered_details),
    ];
    let gaps = gaps.into_iter().filter_map(|(what, at)| gap(what, at));
    let by_line = by_line.into_iter().map(|(_, text)| text);
    by_line.chain(others).chain(gaps).collect()
}

/// "line 14: a claim whose words are not in the article (error `anchor-not-found`)"
fn error_line(place: &str, error: &ErrorProgress) -> String {
    let summary = lower_first(error.summary);
    let text = format!("{place}: {summary} (error `{}`)", error.rule);
    format!("{RED}{}{PLAIN}", printable(&text))
}

fn lower_first(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().into_iter().flat_map(char::to_lowercase);
    first.chain(rest).collect()
}

/// "a.md: sentences without a claim in lines 3, 5 and 9"
fn gap(what: &str, at: &[LineOfFile]) -> Option<String> {
    const LISTED: usize = 10;
    let path = &at.first()?.path;
    let mut lines: Vec<String> = at
        .iter()
        .take(LISTED)
        .map(|it| it.line.to_string())
        .collect();
    if at.len() > LISTED {
        lines.push(format!("{} more", at.len() - LISTED));
    }
    let lines = match &lines[..] {
        [line] => format!("line {line}"),
        [first @ .., last] => format!("lines {} and {last}", first.join(", ")),
        [] => return None,
    };
    let text = format!("{path}: {what} in {lines}");
    Some(format!("{YELLOW}{}{PLAIN}", printable(&text)))
}

/// "Five freed; ready; published 2026-01-09"
fn headline(draft: &DraftProgress) -> String {
    let title = draft.title.as_deref().unwrap_or("(no title)");
    let published = draft.published.as_ref();
    let parts = [
        Some(title.to_owned()),
        draft.status.clone(),
        published.map(|date| format!("published {date}")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    printable(&parts.join("; ")).into_owned()
}

/// "21 claims: 1 unsourced, 2 not signed off, 18 checked"
fn claims_line(draft: &DraftProgress) -> String {
    let states = draft.states.iter().filter(|(_, count)| **count > 0);
    let states = states.map(|(state, count)| {
        let (word, colour) = shown(*state);
        format!("{colour}{count} {word}{PLAIN}")
    });
    let states: Vec<String> = states.collect();
    let claims = counted(draft.claims.len(), "claim", "claims");
    match states.is_empty() {
        true => claims,
        false => format!("{claims}: {}", states.join(", ")),
    }
}

/// "6 of 7 sentences covered, 9 of 12 details held by claims"
fn coverage_line(coverage: Coverage) -> String {
    let sentences = counted(coverage.sentences, "sentence", "sentences");
    let sentences = format!("{} of {sentences} covered", coverage.covered);
    if coverage.details == 0 {
        return sentences;
    }
    let details = counted(coverage.details, "detail", "details");
    let held = coverage.covered_details;
    format!("{sentences}, {held} of {details} held by claims")
}

/// A state in words, and its colour.
fn shown(state: ClaimState) -> (&'static str, &'static str) {
    match state {
        ClaimState::Unsourced => ("unsourced", RED),
        ClaimState::Broken => ("changed since signed off", RED),
        ClaimState::Unknown => (
            "signed off, with a passage or source that cannot be found",
            RED,
        ),
        ClaimState::Unsealed => ("signed off without a seal", YELLOW),
        ClaimState::Unsigned => ("sourced and not signed off", YELLOW),
        ClaimState::NeedsNone => ("needing no source", ""),
        ClaimState::Checked => ("checked", GREEN),
    }
}

/// Who signed which claims, by day.
fn signed(draft: &DraftProgress) -> Vec<String> {
    let mut by_day: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for claim in &draft.claims {
        for sign_off in &claim.sign_offs {
            let (date, by) = (sign_off.date.as_deref(), sign_off.by.as_deref());
            let key = (date.unwrap_or("no date"), by.unwrap_or("somebody"));
            by_day.entry(key).or_default().push(called(claim));
        }
    }
    let lines = by_day.into_iter();
    let lines = lines.map(|((date, by), claims)| format!("{date} by {by}: {}", claims.join(", ")));
    lines.map(|line| printable(&line).into_owned()).collect()
}

/// The claims with a seal that is whole, but does not cover the sentence.
fn older_seals(draft: &DraftProgress) -> Option<String> {
    let lacks = |claim: &&ClaimProgress| claim.sign_offs.iter().any(|it| !it.lacks.is_empty());
    let claims: Vec<String> = draft.claims.iter().filter(lacks).map(called).collect();
    let line = format!("{}: {}", SignOffState::WITHOUT_SENTENCE, claims.join(", "));
    (!claims.is_empty()).then(|| printable(&line).into_owned())
}

/// What is left to do about the claim.
fn to_do_about(claim: &ClaimProgress) -> Option<String> {
    let broken = claim.sign_offs.iter().filter(|it| !it.changed.is_empty());
    let what = match claim.state {
        ClaimState::Checked | ClaimState::NeedsNone => return None,
        ClaimState::Unsourced => "has no source".to_owned(),
        ClaimState::Unsigned => "is not signed off".to_owned(),
        ClaimState::Unsealed => "is signed off without a seal".to_owned(),
        ClaimState::Unknown => {
            "is signed off, but its words or its sources cannot be found".to_owned()
        }
        ClaimState::Broken => broken.map(since).collect::<Vec<_>>().join("; "),
    };
    let (_, colour) = shown(claim.state);
    let text = match &claim.name {
        Some(name) => format!("line {}: {name} {what}", claim.line),
        None => format!("line {}: this claim {what}", claim.line),
    };
    Some(format!("{colour}{}{PLAIN}", printable(&text)))
}

/// "has changed since M. Ortega signed it off on 2026-01-09: the passage"
fn since(sign_off: &SignOffProgress) -> String {
    let by = sign_off.by.as_deref().unwrap_or("somebody");
    let on = sign_off.date.as_ref();
    let on = on.map_or(String::new(), |date| format!(" on {date}"));
    format!(
        "has changed since {by} signed it off{on}: {}",
        sign_off.changes
    )
}

/// The claim's name, or its line.
fn called(claim: &ClaimProgress) -> String {
    match &claim.name {
        Some(name) => name.clone(),
        None => format!("line {}", claim.line),
    }
}
