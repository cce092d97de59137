//! Makes one claim of two whose passages follow each other.

use super::declared::Declared;
use super::refactoring::{MOST_USES, Refactoring, RefactoringKind};
use super::scope::Scope;
use crate::article::{Anchor, Article};
use crate::ide::edits::Edits;
use crate::ide::references::uses_of;
use crate::syntax::quoted;
use crate::text::Span;

pub fn refactoring<'a>(scope: &'a Scope<'a>, declared: &Declared<'a>) -> Option<Refactoring<'a>> {
    let first = *declared;
    if first.item.claim().is_none() || !first.is_headline(scope) {
        return None;
    }
    let next = next_of(scope, &first)?;
    let title = joined_title(scope, &first, &next)?;
    let missing = first.missing_lines(&next)?;
    let lines: Vec<String> = missing.iter().map(|line| line.written()).collect();
    let offered = match next.item.name() {
        Some(name) => format!("Join with the next claim, `{name}`"),
        None => "Join with the next claim".to_owned(),
    };
    let edits = move || joined(scope, &first, &next, &title, &lines);
    Some(Refactoring::new(RefactoringKind::Rewrite, offered, edits))
}

/// The claim that follows, if the two can be one.
fn next_of<'a>(scope: &'a Scope<'a>, first: &Declared<'a>) -> Option<Declared<'a>> {
    let mut following = scope.file()?.placed();
    following.find(|(_, slot)| slot.id == first.id)?;
    let (_, next) = following.find(|(_, slot)| slot.keyword.is_some())?;
    let next = Declared::of(scope.workspace, scope.file_id, next.id)?;
    let kind = |claim: &Declared<'a>| claim.item.kind().unwrap_or("fact");
    let can_be = next.item.claim().is_some()
        && next.segment.errors.is_empty()
        && next.segment.syntax().comments.is_empty()
        && !next.item.is_protected()
        && kind(first) == kind(&next)
        && [first, &next].into_iter().all(is_whole);
    can_be.then_some(next)
}

/// Whether nothing about it would be wrong of a longer passage: a sign-off counts until its seal is broken, and one
/// without a seal would go on counting.
fn is_whole(claim: &Declared) -> bool {
    let Some(fields) = claim.item.claim() else {
        return false;
    };
    let is_sealed = fields
        .checked()
        .iter()
        .all(|signature| signature.seal.is_some());
    is_sealed && fields.prefix().is_none() && fields.suffix().is_none()
}

/// The words of the article from the start of the first passage to the end of the second. None if there is anything
/// between the two.
fn joined_title(scope: &Scope, first: &Declared, next: &Declared) -> Option<String> {
    let passages = scope.passages.of(scope.workspace, scope.file_id)?;
    let article: &Article = scope.workspace.article(scope.file_id)?.article()?;
    let only = |claim: &Declared| match passages.anchor(claim.id).map(Anchor::ranges)? {
        [range] => Some(range.clone()),
        _ => None,
    };
    let (first, next) = (only(first)?, only(next)?);
    if first.end > next.start {
        return None;
    }
    let between = article.reader_text(first.end..next.start);
    let is_close =
        !between.contains(char::is_alphanumeric) && !article.ends_block_before_another(first.end);
    let title = article.reader_text(first.start..next.end);
    is_close.then(|| title.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn joined(
    scope: &Scope,
    first: &Declared,
    next: &Declared,
    title: &str,
    lines: &[String],
) -> Option<Edits> {
    let workspace = scope.workspace;
    let mut edits = Edits::default();
    let old = first.item.title_span()?;
    edits.replace(first.location(old)?, quoted(title, old.of(first.text())));
    match (first.item.name(), next.item.name()) {
        (Some(_), Some(_)) => {
            let uses = uses_of(workspace, next.file, next.id, MOST_USES);
            let uses = uses
                .iter()
                .filter(|found| found.id != next.id || found.file != next.file);
            for found in uses {
                let name = workspace.reference_to(found.file, first.file, first.id)?;
                let at = workspace.location(found.file, found.id, found.reference.span)?;
                edits.replace(at, format!("@{name}"));
            }
        }
        (None, Some(name)) => {
            let end = first.syntax.keyword_span.end as usize;
            edits.replace(first.location(Span::at(end))?, format!(" {name}"));
        }
        (_, None) => {}
    }
    first.add_lines(lines, &mut edits)?;
    next.remove(&mut edits)?;
    Some(edits)
}
