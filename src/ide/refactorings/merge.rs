//! Makes one entity of two: all references mean the other one, which takes over what it lacks.

use super::declared::Declared;
use super::refactoring::{MOST_USES, Refactoring, RefactoringKind};
use super::scope::Scope;
use crate::ide::edits::Edits;
use crate::ide::references::uses_of;
use crate::syntax::quoted;
use crate::text::fold::fold_for_search;
use crate::workspace::{DeclarationId, FileId, entity_keys};

/// The maximum number of others that are offered.
const OFFERED: usize = 5;

pub fn refactorings<'a>(scope: &'a Scope<'a>, declared: &Declared<'a>) -> Vec<Refactoring<'a>> {
    let declared = *declared;
    if declared.item.entity().is_none() || !declared.is_headline(scope) {
        return Vec::new();
    }
    let others = others_of(scope, &declared).into_iter();
    let others = others.filter_map(|(file, id)| Declared::of(scope.workspace, file, id));
    let offered = others.filter_map(|other| offer(scope, declared, other));
    offered.take(OFFERED).collect()
}

/// The other declarations of the entity, and one that is selected together with it.
fn others_of(scope: &Scope, declared: &Declared) -> Vec<(FileId, DeclarationId)> {
    let keys = entity_keys(declared.item).into_iter();
    let mut others: Vec<_> = keys
        .flat_map(|key| scope.workspace.index.entities(&key).to_vec())
        .collect();
    if !scope.range.is_empty()
        && let Some(last) = Declared::at(scope, scope.range.end.saturating_sub(1))
    {
        others.push((last.file, last.id));
    }
    others.sort_unstable();
    others.dedup();
    others.retain(|other| *other != (declared.file, declared.id));
    others
}

/// None if the two contradict each other, or something would be lost.
fn offer<'a>(
    scope: &'a Scope<'a>,
    gone: Declared<'a>,
    kept: Declared<'a>,
) -> Option<Refactoring<'a>> {
    let is_entity = kept.item.entity().is_some() && !kept.item.is_protected();
    let is_readable = kept.segment.errors.is_empty();
    let has_comments = !gone.segment.syntax().comments.is_empty();
    if !is_entity || !is_readable || has_comments || kept.item.name().is_none() {
        return None;
    }
    let missing = kept.missing_lines(&gone)?;
    let uses = uses_of(scope.workspace, gone.file, gone.id, MOST_USES).len();
    if uses >= MOST_USES {
        return None;
    }
    let path = &scope.workspace.file(kept.file)?.path;
    let place = match kept.file == gone.file {
        true => String::new(),
        false => format!(" in `{}`", path.file_name()?.to_string_lossy()),
    };
    let offered = format!("Merge {} into {}{place}", gone.called(), kept.called());
    let lines: Vec<String> = missing.iter().map(|line| line.written()).collect();
    let edits = move || merged(scope, &gone, &kept, &lines);
    Some(Refactoring::new(RefactoringKind::Rewrite, offered, edits))
}

fn merged(scope: &Scope, gone: &Declared, kept: &Declared, missing: &[String]) -> Option<Edits> {
    let workspace = scope.workspace;
    let mut edits = Edits::default();
    for found in uses_of(workspace, gone.file, gone.id, MOST_USES) {
        // Those within its own declaration go with it.
        if (found.file, found.id) == (gone.file, gone.id) {
            continue;
        }
        let name = workspace.reference_to(found.file, kept.file, kept.id)?;
        let at = workspace.location(found.file, found.id, found.reference.span)?;
        edits.replace(at, format!("@{name}"));
    }
    let mut lines: Vec<String> = other_name(gone, kept).into_iter().collect();
    lines.extend(missing.iter().cloned());
    kept.add_lines(&lines, &mut edits)?;
    gone.remove(&mut edits)?;
    Some(edits)
}

/// The title of the one that goes, as an alias.
fn other_name(gone: &Declared, kept: &Declared) -> Option<String> {
    let title = gone.item.title.as_ref()?;
    let folded = fold_for_search(&title.text);
    let mut known = kept.item.known_names();
    let is_known = known.any(|name| name == title.text.as_str() || fold_for_search(name) == folded);
    (!is_known && !folded.is_empty()).then(|| format!("aka: {}", quoted(&title.text, "\"")))
}
