//! Marks a source as retracted, once somebody has seen what rests on it.

use super::declared::Declared;
use super::refactoring::{Refactoring, RefactoringKind};
use super::scope::Scope;
use crate::ide::edits::{Edits, Warning};
use crate::ide::names::public_title;
use crate::ide::provenance::claims_resting_on;
use crate::rules::add_field;
use crate::workspace::{DeclarationId, FileId, Workspace};

/// The maximum number of claims that are listed before the change.
const LISTED: usize = 20;

pub fn refactoring<'a>(scope: &'a Scope<'a>, declared: &Declared<'a>) -> Option<Refactoring<'a>> {
    let declared = *declared;
    let source = declared.item.source()?;
    if source.retracted.is_some() || !declared.is_headline(scope) {
        return None;
    }
    let claims = claims_resting_on(scope.workspace, declared.file, declared.id);
    let offered = match claims.len() {
        0 => "Retract this source".to_owned(),
        1 => "Retract this source: 1 claim rests on it".to_owned(),
        many => format!("Retract this source: {many} claims rest on it"),
    };
    let edits = move || retracted(scope, &declared, &claims);
    Some(Refactoring::new(RefactoringKind::Rewrite, offered, edits))
}

fn retracted(
    scope: &Scope,
    declared: &Declared,
    claims: &[(FileId, DeclarationId)],
) -> Option<Edits> {
    let line = format!("retracted: {} \"\"", scope.today);
    let edit = add_field(declared.file, declared.id, declared.segment, &line);
    let at = edit.place.location(scope.workspace, None)?;
    let mut edits = Edits::default();
    match claims {
        [] => edits.replace(at, edit.text),
        _ => {
            let warning = Warning {
                label: format!("Retract {}", declared.called()),
                description: listed(scope.workspace, claims),
            };
            edits.replace_after(warning, at, edit.text);
        }
    }
    Some(edits)
}

/// The claims in words.
fn listed(workspace: &Workspace, claims: &[(FileId, DeclarationId)]) -> String {
    let named = claims.iter().filter_map(|(file, id)| {
        let file = workspace.file(*file)?;
        let (start, slot) = file.get(*id)?;
        let item = slot.segment.item.as_ref()?;
        let called = match item.name() {
            Some(name) => format!("`{name}`"),
            None => format!("“{}”", public_title(item)),
        };
        let path = file.path.file_name()?.to_string_lossy();
        Some(format!("{called} ({path}:{})", start.line + 1))
    });
    let named: Vec<String> = named.take(LISTED).collect();
    match claims.len().saturating_sub(named.len()) {
        0 => format!("What rests on it: {}", named.join(", ")),
        more => format!("What rests on it: {} and {more} more", named.join(", ")),
    }
}
