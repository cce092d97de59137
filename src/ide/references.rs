//! All references to a declaration in the whole workspace, and where articles show it: the names of an entity, the passage
//! of a claim.

use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::cursor::{Object, cursor_at, name_span};
use super::in_article::{self, article_at, name_at};
use super::passages::{DraftPassages, claims_in_file, passages_of};
use crate::model::{Item, Reference};
use crate::syntax::Keyword;
use crate::text::Span;
use crate::workspace::{
    ArticleText, DeclarationId, FileId, Location, Resolution, Segment, Workspace,
};

/// The maximum number of references that are listed.
pub const MOST_REFERENCES: usize = 10_000;

/// A reference in a declaration.
#[derive(Clone, Copy)]
pub struct Use<'a> {
    pub file: FileId,
    pub id: DeclarationId,
    /// Where the declaration starts in its file.
    start: usize,
    pub segment: &'a Segment,
    pub reference: &'a Reference,
}

impl Use<'_> {
    /// The reference with its `@`, in bytes of the file.
    pub fn span(&self) -> Span {
        self.reference.span.shifted(self.start)
    }

    /// The name in the reference, in bytes of the file.
    pub fn name_span(&self) -> Span {
        name_in(self.segment, self.reference).shifted(self.start)
    }
}

/// The name in a reference, without the `@` and the `file/`.
pub fn name_in(segment: &Segment, reference: &Reference) -> Span {
    let Span { start, end } = reference.span;
    let written = reference.span.of(&segment.text);
    let before = written.rfind(['/', '@']).map_or(0, |at| at + 1);
    Span::new(start as usize + before, end as usize)
}

/// The references to the declaration at `offset`, or to the one that is referred to there, by file and
/// then in order, and what articles show of it. With `include_declaration`, its own name comes first.
pub fn references(
    workspace: &Workspace,
    passages: &DraftPassages,
    file: FileId,
    offset: usize,
    include_declaration: bool,
) -> Vec<Location> {
    let targets = declarations_at(workspace, file, offset);
    references_to_all(workspace, passages, targets, include_declaration)
}

fn references_to_all(
    workspace: &Workspace,
    passages: &DraftPassages,
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
        let uses = uses_of(workspace, file, id, MOST_REFERENCES);
        found.extend(
            uses.iter()
                .filter_map(|found| location_of(workspace, found)),
        );
        found.extend(in_articles(workspace, passages, file, id));
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
    let declarations = match name {
        Some(name) => name.entities,
        None => claims_in_file(workspace, passages, path, offset),
    };
    references_to_all(workspace, passages, declarations, include_declaration)
}

fn location_of(workspace: &Workspace, found: &Use) -> Option<Location> {
    workspace.location(found.file, found.id, found.reference.span)
}

/// Where the articles that were read show the declaration.
fn in_articles(
    workspace: &Workspace,
    passages: &DraftPassages,
    file: FileId,
    id: DeclarationId,
) -> Vec<Location> {
    let slot = workspace.file(file).and_then(|file| file.slot(id));
    let Some(item) = slot.and_then(|slot| slot.segment.item.as_ref()) else {
        return Vec::new();
    };
    match item.keyword() {
        Keyword::Claim => passages_of(workspace, passages, file, id),
        Keyword::Entity => mentions_of(workspace, item, (file, id)),
        _ => Vec::new(),
    }
}

/// The names of an entity in the articles that were read, each article once.
fn mentions_of(
    workspace: &Workspace,
    item: &Item,
    entity: (FileId, DeclarationId),
) -> Vec<Location> {
    if item.is_protected() {
        return Vec::new();
    }
    let mut seen: FxHashSet<*const ArticleText> = FxHashSet::default();
    let mut found = Vec::new();
    for (draft, text) in workspace.read_articles() {
        let Some(article) = text.article().filter(|_| seen.insert(&raw const **text)) else {
            continue;
        };
        let mentions = in_article::mentions_of(workspace, article, &[entity]).into_iter();
        let located =
            mentions.filter_map(|range| workspace.article_location(draft, text, range.into()));
        found.extend(located.take(MOST_REFERENCES - found.len()));
    }
    found
}

/// The first `most` references to that declaration, by file and then in order.
pub fn uses_of(
    workspace: &Workspace,
    file: FileId,
    id: DeclarationId,
    most: usize,
) -> Vec<Use<'_>> {
    let slot = workspace.file(file).and_then(|file| file.slot(id));
    let Some(name) = slot.and_then(|slot| slot.segment.item.as_ref()?.name()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for &user in workspace.index.referring(name) {
        found.extend(uses_in_of(workspace, user, (file, id), most - found.len()));
        if found.len() >= most {
            break;
        }
    }
    found
}

/// The first `most` references in the file `user` to that declaration, in order.
pub fn uses_in_of(
    workspace: &Workspace,
    user: FileId,
    declaration: (FileId, DeclarationId),
    most: usize,
) -> Vec<Use<'_>> {
    let (file, id) = declaration;
    let slot = workspace.file(file).and_then(|file| file.slot(id));
    let Some(name) = slot.and_then(|slot| slot.segment.item.as_ref()?.name()) else {
        return Vec::new();
    };
    // By the file that the reference names: one file may contain it a hundred thousand times.
    let mut refers: FxHashMap<Option<&str>, bool> = FxHashMap::default();
    uses_in(workspace, user, name, most, |reference| {
        let stem = reference.file.as_ref().map(|stem| stem.as_str());
        *refers
            .entry(stem)
            .or_insert_with(|| refers_to(workspace, user, reference, declaration))
    })
}

/// The first `most` references with that name in a file that are wanted, in order.
pub fn uses_in<'a>(
    workspace: &'a Workspace,
    file: FileId,
    name: &str,
    most: usize,
    mut is_wanted: impl FnMut(&'a Reference) -> bool,
) -> Vec<Use<'a>> {
    let Some(using) = workspace.file(file) else {
        return Vec::new();
    };
    let ids = using.referring(name).iter();
    let mut declarations: Vec<_> = ids.filter_map(|id| using.get(*id)).collect();
    declarations.sort_by_key(|(start, _)| start.byte);
    let mut found: Vec<Use> = Vec::new();
    for (start, slot) in declarations {
        let references = slot.segment.item.iter().flat_map(|item| &item.references);
        let wanted = references.filter(|it| it.name == *name && is_wanted(it));
        found.extend(wanted.map(|reference| Use {
            file,
            id: slot.id,
            start: start.byte,
            segment: &slot.segment,
            reference,
        }));
        if found.len() >= most {
            break;
        }
    }
    found.sort_by_key(|found| found.span());
    found.truncate(most);
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

/// The declaration at `offset`, or those that the reference there may mean.
pub fn declarations_at(
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
        for location in references(&fixture.workspace, &fixture.passages, file, offset, true) {
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

    #[test]
    fn in_articles() {
        check(
            "//- people.sayso\nentity ana: person \"Ana Díaz\"\n  aka: \"Díaz\"\nentity city: place \"Díaz City\"\n//- a.sayso\narticle \"A\"\n  text: \"a.md\"\nclaim: \"said\"\n  about: @a<|>na\n//- b.sayso\narticle \"B\"\n  text: \"a.md\"\n//- c.sayso\narticle \"C\"\ntext\n  Diaz left.\n//- a.md\nIn Díaz City *Ana* Díaz said so. Díaz left.\n",
            expect![[r#"
                people.sayso:1 "ana"
                a.sayso:4 "@ana"
                a.md:1 "Ana* Díaz"
                a.md:1 "Díaz"
                c.sayso:3 "Diaz"
            "#]],
        );
        check(
            "text\n  It was closed.\nclaim on<|>e: \"closed\"\n  note: \"@one\"\n",
            expect![[r#"
                draft.sayso:3 "one"
                draft.sayso:4 "@one"
                draft.sayso:2 "closed"
            "#]],
        );
    }

    /// Where its names are would tell what they are.
    #[test]
    fn nothing_protected_is_looked_for_in_articles() {
        check(
            "entity j<|>ane: person \"Jane Doe\"\n  confidential: yes\ntext\n  Jane Doe said so.\n",
            expect![[r#"
                draft.sayso:1 "jane"
            "#]],
        );
    }
}
