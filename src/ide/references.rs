//! All references to a declaration in the whole workspace.

use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::cursor::{Object, cursor_at, name_span};
use super::in_article::{article_at, mentions_of, name_at};
use super::passages::{DraftPassages, claims_in_file};
use crate::model::Reference;
use crate::workspace::{DeclarationId, FileId, Location, Resolution, Workspace};

/// The maximum number of references that are listed.
pub const MOST_REFERENCES: usize = 10_000;

/// The references to the declaration at `offset`, or to the one that is referred to there, by file and
/// then in order. With `include_declaration`, its own name comes first.
pub fn references(
    workspace: &Workspace,
    file: FileId,
    offset: usize,
    include_declaration: bool,
) -> Vec<Location> {
    let targets = declarations_at(workspace, file, offset);
    references_to_all(workspace, targets, include_declaration)
}

fn references_to_all(
    workspace: &Workspace,
    targets: Vec<(FileId, DeclarationId)>,
    include_declaration: bool,
) -> Vec<Location> {
    let mut found: Vec<Location> = Vec::new();
    for (file, id) in targets {
        if include_declaration {
            let slot = workspace.file(file).and_then(|file| file.get(id));
            let name = slot.and_then(|(_, slot)| name_span(&slot.segment));
            found.extend(name.and_then(|name| workspace.location(file, id, name)));
        }
        found.extend(references_to(workspace, file, id));
        if found.len() >= MOST_REFERENCES {
            break;
        }
    }
    found.truncate(MOST_REFERENCES);
    found
}

/// The same for a place in an article: the mentions of and references to the entity that it names there, or else the
/// references to the claims that quote the text there.
pub fn references_in_article(
    workspace: &Workspace,
    passages: &DraftPassages,
    path: &Path,
    offset: usize,
    include_declaration: bool,
) -> Vec<Location> {
    let article = article_at(workspace, path);
    let name = article.and_then(|article| name_at(workspace, article, offset));
    let mut found = Vec::new();
    let declarations = match (article, name) {
        (Some(article), Some(name)) => {
            let path: Arc<Path> = path.into();
            let mentions = mentions_of(workspace, article, &name.entities).into_iter();
            found.extend(mentions.map(|range| Location {
                path: path.clone(),
                range,
            }));
            name.entities
        }
        _ => claims_in_file(workspace, passages, path, offset),
    };
    found.extend(references_to_all(
        workspace,
        declarations,
        include_declaration,
    ));
    found.truncate(MOST_REFERENCES);
    found
}

/// The references to that declaration, the first [`MOST_REFERENCES`] of them.
pub fn references_to(workspace: &Workspace, file: FileId, id: DeclarationId) -> Vec<Location> {
    let slot = workspace.file(file).and_then(|file| file.get(id));
    let Some(name) = slot.and_then(|(_, slot)| slot.segment.item.as_ref()?.name()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for &user in workspace.index.referring(name) {
        let Some(using) = workspace.file(user) else {
            continue;
        };
        // By the file that the reference names: one file may contain it a hundred thousand times.
        let mut refers: FxHashMap<Option<&str>, bool> = FxHashMap::default();
        let mut here = Vec::new();
        let mut declarations: Vec<_> = using
            .referring(name)
            .iter()
            .filter_map(|id| using.get(*id))
            .collect();
        declarations.sort_by_key(|(start, _)| start.byte);
        for (_, slot) in declarations {
            let references = slot.segment.item.iter().flat_map(|item| &item.references);
            let named = references.filter(|reference| reference.name == *name);
            let same = named.filter(|reference| {
                let stem = reference.file.as_ref().map(|stem| stem.as_str());
                *refers
                    .entry(stem)
                    .or_insert_with(|| refers_to(workspace, user, reference, (file, id)))
            });
            here.extend(same.filter_map(|r| workspace.location(user, slot.id, r.span)));
            if found.len() + here.len() >= MOST_REFERENCES {
                break;
            }
        }
        here.sort_by_key(|location| location.range.start);
        found.extend(here);
        if found.len() >= MOST_REFERENCES {
            break;
        }
    }
    found
}

/// Whether a reference in the file `user` refers to that declaration.
fn refers_to(
    workspace: &Workspace,
    user: FileId,
    reference: &Reference,
    declaration: (FileId, DeclarationId),
) -> bool {
    let target = workspace.resolve(user, reference).found();
    target.is_some_and(|target| (target.file, target.id) == declaration)
}

fn declarations_at(
    workspace: &Workspace,
    file: FileId,
    offset: usize,
) -> Vec<(FileId, DeclarationId)> {
    let Some((cursor, _)) = cursor_at(workspace, file, offset) else {
        return Vec::new();
    };
    match cursor.object {
        Object::Reference(reference) => {
            let targets = match workspace.resolve(file, reference) {
                Resolution::Found(target) => vec![target],
                Resolution::Ambiguous(targets) => targets,
                Resolution::Unresolved => Vec::new(),
            };
            targets.iter().map(|t| (t.file, t.id)).collect()
        }
        Object::Name | Object::Title | Object::Keyword(_) => vec![(file, cursor.id)],
        _ => Vec::new(),
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
        let (file, offset) = fixture.cursor();
        let mut out = String::new();
        for location in references(&fixture.workspace, file, offset, true) {
            out += &format!("{}\n", fixture.shown(&location));
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn in_the_whole_workspace() {
        let fixture = "//- a.sayso\nentity ana: person \"Ana\"\n  note: \"@ana herself\"\n//- b.sayso\nclaim: \"x\"\n  note: \"@a/a<|>na\"\n  about: @ana\n//- c.sayso\nentity ana: person \"Another\"\nclaim: \"y\"\n  about: @ana\n";
        check(
            fixture,
            expect![[r#"
            a.sayso:1 "ana"
            a.sayso:2 "@ana"
            b.sayso:2 "@a/ana"
        "#]],
        );
        check(
            &fixture
                .replace("<|>", "")
                .replacen("entity ana", "entity a<|>na", 1),
            expect![[r#"
                a.sayso:1 "ana"
                a.sayso:2 "@ana"
                b.sayso:2 "@a/ana"
            "#]],
        );
    }

    #[test]
    fn of_nothing() {
        check("claim: \"x\"\n  about: @no<|>body\n", expect![""]);
        check("\n  # <|>", expect![""]);
    }
}
