//! The fixes of the findings in a selection.

use std::ops::Range;

use super::action::{BlankInFile, CodeAction};
use super::selection::Selection;
use crate::article::Article;
use crate::rules::{FileEdits, Finding, Fix, allow_fix, located};
use crate::workspace::{DeclarationId, Place};

/// In a selection of at most this many bytes, fixes that the user has to choose from are offered.
const MAX_BYTES_FOR_CHOICES: usize = 5_000;

/// The first `most` findings in the selection, with their fixes.
pub fn findings_in(selection: &Selection, most: usize) -> Vec<Finding> {
    let mut declarations = selection.declarations();
    let mut findings = Vec::new();
    if let Some((article, range)) = selection.in_article() {
        let quoting = selection.analysis.passages().overlapping(range.clone());
        declarations.extend(quoting.map(|(id, _)| id));
        declarations.extend(pointing_at(selection));
        declarations.sort();
        declarations.dedup();
        let in_sentences = findings_in_sentences(selection, article, range);
        findings.extend(in_sentences.take(most));
    }
    let Selection {
        workspace, file, ..
    } = selection;
    let in_text = selection
        .analysis
        .findings_with_fixes_in_text(workspace, file, |finding| touches(selection, finding));
    findings.extend(in_text.into_iter().take(most - findings.len()));
    let in_declarations = declarations.into_iter();
    let in_declarations = in_declarations.flat_map(|id| findings_in_declaration(selection, id));
    let in_declarations = in_declarations.filter(|finding| touches(selection, finding));
    let more = most - findings.len();
    findings.extend(in_declarations.take(more));
    findings
}

/// An action for each fix of each finding.
pub fn fix_actions(selection: &Selection, findings: &[Finding]) -> Vec<CodeAction> {
    let fixes = findings
        .iter()
        .flat_map(|finding| finding.fixes.iter().map(move |fix| (finding, fix)));
    fixes
        .filter_map(|(finding, fix)| action_for(selection, finding, fix))
        .collect()
}

/// For each finding that can be allowed, an action that allows it: the last resort if the draft is
/// right as it is.
pub fn allow_actions(selection: &Selection, findings: &[Finding]) -> Vec<CodeAction> {
    let allow = |finding| {
        action_for(
            selection,
            finding,
            &allow_fix(selection.workspace, finding)?,
        )
    };
    findings.iter().filter_map(allow).collect()
}

/// The declarations with a finding that points at selected words of the article, such as the nearest ones to a quotation
/// that is not found.
fn pointing_at<'a>(selection: &'a Selection) -> impl Iterator<Item = DeclarationId> + 'a {
    let ids = selection.file.slots().iter().map(|slot| slot.id);
    ids.filter(|id| {
        let mut findings = selection.analysis.of_declaration(*id).iter();
        findings.any(|finding| points_at(selection, finding))
    })
}

fn points_at(selection: &Selection, finding: &Finding) -> bool {
    let places = finding.related.iter().map(|related| related.place);
    let mut in_article = places.filter(|place| matches!(place, Place::Article { .. }));
    in_article.any(|place| is_selected(selection, place))
}

fn findings_in_declaration(selection: &Selection, id: DeclarationId) -> Vec<Finding> {
    let Selection {
        workspace,
        file,
        analysis,
        signing,
        ..
    } = selection;
    let slot = file.get(id).map(|(_, slot)| slot);
    let Some(slot) = slot.filter(|_| !analysis.of_declaration(id).is_empty()) else {
        return Vec::new();
    };
    // Nobody chooses a source for each claim of a large selection, and collecting them takes time.
    match selection.range.len() <= MAX_BYTES_FOR_CHOICES {
        true => analysis.findings_with_choices(workspace, file, slot, Some(signing)),
        false => analysis.findings_with_fixes(workspace, file, slot),
    }
}

fn findings_in_sentences<'a>(
    selection: &'a Selection,
    article: &'a Article,
    range: Range<usize>,
) -> impl Iterator<Item = Finding> + 'a {
    let Selection {
        workspace,
        file,
        analysis,
        ..
    } = selection;
    let touched = range.start.saturating_sub(1)..range.end;
    let places = article.places_of_sentences_in(touched);
    places
        .flat_map(move |at| analysis.findings_with_fixes_in_sentence(workspace, file, article, at))
        .filter(|finding| touches(selection, finding))
}

/// Whether the finding is offered in the selection: at its own place, anywhere on the headline of its declaration, on the
/// passage that this quotes, and where it points in the article.
fn touches(selection: &Selection, finding: &Finding) -> bool {
    let is_about_declaration = match finding.place {
        Place::Declaration { id, .. } => selection.is_about(id),
        Place::Article { .. } => false,
    };
    is_about_declaration || is_selected(selection, finding.place) || points_at(selection, finding)
}

fn is_selected(selection: &Selection, place: Place) -> bool {
    let article = selection.article_text();
    let location = place.location(selection.workspace, article);
    location.is_some_and(|location| {
        *location.path == *selection.path
            && location.range.start <= selection.range.end
            && selection.range.start <= location.range.end
    })
}

/// Where the blank of the fix is among its located edits.
fn blank_in(selection: &Selection, fix: &Fix, located: &[FileEdits]) -> Option<BlankInFile> {
    let blank = fix.blank.as_ref()?;
    let edit = &fix.edits[blank.edit];
    let place = edit
        .place
        .location(selection.workspace, selection.article_text())?;
    let file = located.iter().position(|file| file.path == place.path)?;
    let mut edits = located[file].edits.iter();
    let edit = edits.position(|(range, text)| *range == place.range && *text == edit.text)?;
    Some(BlankInFile {
        file,
        edit,
        words: blank.words.clone(),
    })
}

fn action_for(selection: &Selection, finding: &Finding, fix: &Fix) -> Option<CodeAction> {
    let article = selection.article_text();
    let edits = located(selection.workspace, article, &fix.edits)?;
    Some(CodeAction {
        blank: blank_in(selection, fix, &edits),
        edits,
        title: fix.title.clone(),
        finding: Some(Finding {
            fixes: Vec::new(),
            ..finding.clone()
        }),
        disabled: None,
        preferred: fix.preferred,
    })
}
