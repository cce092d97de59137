//! Where to go from a reference (its declaration), a claim (its passage in the article) or a passage (the
//! claims that quote it).

use std::path::Path;

use super::cursor::{Cursor, Object, cursor_at, embedded_at, name_span, whole_span};
use super::in_article::{article_at, name_at};
use super::passages::{DraftPassages, claims_at, claims_in_file, passages_of};
use super::references::declarations_at;
use crate::article::Article;
use crate::syntax::Keyword;
use crate::text::Span;
use crate::workspace::{
    ArticlePlace, DeclarationId, FileId, Location, Resolution, Target, Workspace,
};

/// What is at the cursor, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definitions {
    /// What is at the cursor, in bytes of the file of the request.
    pub origin: std::ops::Range<usize>,
    pub targets: Vec<Definition>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The name, or the passage.
    pub location: Location,
    /// The whole declaration, or the passage again.
    pub whole: Location,
}

impl Definition {
    fn at(location: Location) -> Definition {
        Definition {
            whole: location.clone(),
            location,
        }
    }
}

/// Where the thing at `offset` leads. None if it leads nowhere.
pub fn definition(
    workspace: &Workspace,
    passages: &DraftPassages,
    file: FileId,
    offset: usize,
) -> Option<Definitions> {
    let (cursor, span) = cursor_at(workspace, file, offset)?;
    let targets = targets_of(workspace, passages, &cursor);
    (!targets.is_empty()).then(|| Definitions {
        origin: span.shifted(cursor.start).range(),
        targets,
    })
}

/// Where the thing at `offset` is declared: also a claim, whose definition is its passage.
pub fn declaration(workspace: &Workspace, file: FileId, offset: usize) -> Option<Definitions> {
    let (cursor, span) = cursor_at(workspace, file, offset)?;
    let declared = declarations_at(workspace, file, offset).into_iter();
    let targets = declared.filter_map(|(file, id)| declared_at(workspace, file, id));
    let targets: Vec<Definition> = targets.collect();
    (!targets.is_empty()).then(|| Definitions {
        origin: span.shifted(cursor.start).range(),
        targets,
    })
}

/// The entity that the article names at `offset`, and the claims that quote the text there.
pub fn definition_in_article(
    workspace: &Workspace,
    passages: &DraftPassages,
    path: &Path,
    offset: usize,
) -> Vec<Definition> {
    let article = article_at(workspace, path);
    let claims = claims_in_file(workspace, passages, path, offset);
    article.map_or(Vec::new(), |article| {
        in_article(workspace, article, offset, claims)
    })
}

/// The entity that an article names at `offset`, and these claims.
fn in_article(
    workspace: &Workspace,
    article: &Article,
    offset: usize,
    claims: Vec<(FileId, DeclarationId)>,
) -> Vec<Definition> {
    let name = name_at(workspace, article, offset);
    let entities = name.map_or(Vec::new(), |name| name.entities).into_iter();
    let declarations = entities.chain(claims);
    declarations
        .filter_map(|(file, id)| declared_at(workspace, file, id))
        .collect()
}

fn targets_of(workspace: &Workspace, passages: &DraftPassages, cursor: &Cursor) -> Vec<Definition> {
    let file = cursor.file_id;
    let own = || {
        declared_at(workspace, file, cursor.id)
            .into_iter()
            .collect()
    };
    let is_claim = cursor
        .item()
        .is_some_and(|item| item.keyword() == Keyword::Claim);
    match cursor.object {
        Object::Reference(reference) => match workspace.resolve(file, reference) {
            Resolution::Found(target) => named(workspace, [target]),
            Resolution::Ambiguous(targets) => named(workspace, targets),
            Resolution::Unresolved => Vec::new(),
        },
        Object::Title | Object::Keyword(_) if is_claim => {
            let quoted = passages_of(workspace, passages, file, cursor.id).into_iter();
            quoted.map(Definition::at).collect()
        }
        Object::Name | Object::Title | Object::Keyword(_) => own(),
        Object::ArticlePath => article_file(workspace, file).into_iter().collect(),
        Object::Prose => {
            let article = workspace.article(file).and_then(|text| text.article());
            match (embedded_at(workspace, cursor), article) {
                (Some(at), Some(article)) => {
                    let claims = claims_at(workspace, passages, file, at).into_iter();
                    let claims = claims.map(|claim| (file, claim)).collect();
                    in_article(workspace, article, at, claims)
                }
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

fn named<'a>(
    workspace: &Workspace,
    targets: impl IntoIterator<Item = Target<'a>>,
) -> Vec<Definition> {
    let targets = targets.into_iter();
    targets
        .filter_map(|target| declared_at(workspace, target.file, target.id))
        .collect()
}

/// Where the declaration is: its name, and all of it.
pub fn declared_at(workspace: &Workspace, file: FileId, id: DeclarationId) -> Option<Definition> {
    let (_, slot) = workspace.file(file)?.get(id)?;
    let name = name_span(&slot.segment)?;
    Some(Definition {
        location: workspace.location(file, id, name)?,
        whole: workspace.location(file, id, whole_span(&slot.segment))?,
    })
}

/// The start of the article's file, if it can be read.
fn article_file(workspace: &Workspace, file: FileId) -> Option<Definition> {
    let text = workspace.article(file)?;
    text.article()?;
    match text.place.as_ref()? {
        ArticlePlace::File(_) => {
            let start = workspace.article_location(file, text, Span::at(0))?;
            Some(Definition::at(start))
        }
        ArticlePlace::Embedded(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::ide::testing::Fixture;

    /// Checks where each cursor leads.
    #[track_caller]
    fn check(fixture: &str, expect: Expect) {
        let fixture = Fixture::of(fixture);
        let mut out = String::new();
        for (path, offset) in &fixture.cursors {
            let targets = match fixture.workspace.id_of(path) {
                Some(file) => {
                    let found = definition(&fixture.workspace, &fixture.passages, file, *offset);
                    found.map(|found| found.targets).unwrap_or_default()
                }
                None => definition_in_article(&fixture.workspace, &fixture.passages, path, *offset),
            };
            let shown: Vec<String> = targets
                .iter()
                .map(|target| fixture.shown(&target.location))
                .collect();
            out += &format!("{}\n", shown.join(", "));
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn references() {
        check(
            "//- people.sayso\nentity ana: person \"Ana\"\n//- draft.sayso\nsource s: email \"S\"\n  by: @a<|>na\nclaim c: \"x\"\n  source: <|>@s at p. 3\n  note: \"after @c and @people/ana<|>\"\n  checked: 2026-01-01 by @ana<|>\n  about: @nobody<|>\n",
            expect![[r#"
                people.sayso:1 "ana"
                draft.sayso:1 "s"
                people.sayso:1 "ana"
                people.sayso:1 "ana"

            "#]],
        );
    }

    #[test]
    fn ambiguous() {
        check(
            "//- a.sayso\nentity x: person \"A\"\n//- b.sayso\nentity x: person \"B\"\n//- draft.sayso\nclaim: \"x\"\n  about: @x<|>\n",
            expect![[r#"
                a.sayso:1 "x", b.sayso:1 "x"
            "#]],
        );
    }

    #[test]
    fn a_claim_and_its_passage() {
        check(
            "article \"A<|>\"\n  text: \"a.<|>md\"\ncl<|>aim one: number \"five … freed<|>\"\nclaim o<|>ne: \"nowhere<|>\"\n//- a.md\nThen *five* were fr<|>eed. Nothing<|>.\n",
            expect![[r#"
                draft.sayso:1 "\"A\""
                a.md:1 ""
                a.md:1 "five* were freed"
                a.md:1 "five* were freed"
                draft.sayso:4 "one"

                draft.sayso:3 "one"

            "#]],
        );
    }

    #[test]
    fn embedded() {
        check(
            "text\n  One was fr<|>eed.\nclaim: \"One <|>was\"\nclaim x: \"was freed\"\n",
            expect![[r#"
                draft.sayso:4 "x"
                draft.sayso:2 "One was"
            "#]],
        );
    }
}
