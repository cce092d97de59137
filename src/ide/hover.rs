//! The description of what is under the cursor.

use std::ops::Range;
use std::path::Path;

use super::cited_copies::{cited_words, evidence_at};
use super::cursor::{Cursor, Object, cursor_at, embedded_at};
use super::describe::{Viewer, describe};
use super::in_article::{NameInArticle, article_at, name_at};
use super::markdown::code;
use super::passages::{DraftPassages, claims_at, claims_in_file, passages_of};
use crate::model::schema::{self, FieldSpec};
use crate::rules::rule_named;
use crate::syntax::Keyword;
use crate::workspace::{DeclarationId, FileId, Resolution, Workspace};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What it describes, in bytes of the file of the request.
    pub range: Range<usize>,
    pub markdown: String,
}

/// The description of what is at `offset`. None if there is nothing to describe.
pub fn hover(
    workspace: &Workspace,
    passages: &DraftPassages,
    file: FileId,
    offset: usize,
) -> Option<Hover> {
    let (cursor, span) = cursor_at(workspace, file, offset)?;
    let described = text_of(workspace, passages, &cursor);
    let cited = evidence_at(&cursor).and_then(|(evidence, part)| {
        let words = cited_words(workspace, &cursor, evidence)?;
        Some((words, part))
    });
    let range = match (&described, &cited) {
        (None, Some((_, part))) => *part,
        _ => span,
    };
    let texts = [described, cited.map(|(words, _)| words)];
    let texts: Vec<String> = texts.into_iter().flatten().collect();
    (!texts.is_empty()).then(|| Hover {
        range: range.shifted(cursor.start).range(),
        markdown: texts.join("\n\n"),
    })
}

/// The claims that quote the text at `offset` of an article, and the known name there.
pub fn hover_in_article(
    workspace: &Workspace,
    passages: &DraftPassages,
    path: &Path,
    offset: usize,
) -> Option<Hover> {
    let claims = claims_in_file(workspace, passages, path, offset);
    let article = article_at(workspace, path);
    let name = article.and_then(|article| name_at(workspace, article, offset));
    let first = claims.first().map(|(draft, claim)| (*draft, *claim));
    let range = match &name {
        Some(name) => Some(name.range.clone()),
        None => first.and_then(|(draft, claim)| {
            let mut places = passages_of(workspace, passages, draft, claim).into_iter();
            places.find_map(|place| (place.range.contains(&offset)).then_some(place.range))
        }),
    };
    Some(Hover {
        range: range.unwrap_or(offset..offset),
        markdown: described(workspace, passages, claims, name)?,
    })
}

/// The claims at a place of an article, and the entities named there.
fn described(
    workspace: &Workspace,
    passages: &DraftPassages,
    claims: Vec<(FileId, DeclarationId)>,
    name: Option<NameInArticle>,
) -> Option<String> {
    let entities = name.map_or(Vec::new(), |name| name.entities);
    let declarations = claims.into_iter().chain(entities);
    joined(
        declarations
            .filter_map(|(file, id)| describe(workspace, passages, file, id, Viewer::Others)),
    )
}

/// The maximum number of declarations that one hover describes.
const MOST_DESCRIBED: usize = 20;

fn joined(texts: impl Iterator<Item = String>) -> Option<String> {
    let texts: Vec<String> = texts.take(MOST_DESCRIBED).collect();
    (!texts.is_empty()).then(|| texts.join("\n\n---\n\n"))
}

fn text_of(workspace: &Workspace, passages: &DraftPassages, cursor: &Cursor) -> Option<String> {
    let file = cursor.file_id;
    match cursor.object {
        Object::Reference(reference) => match workspace.resolve(file, reference) {
            Resolution::Found(target) => {
                let own = target.file == file && target.id == cursor.id;
                let viewer = if own { Viewer::Editor } else { Viewer::Others };
                describe(workspace, passages, target.file, target.id, viewer)
            }
            Resolution::Ambiguous(targets) => joined(targets.iter().filter_map(|target| {
                describe(workspace, passages, target.file, target.id, Viewer::Others)
            })),
            Resolution::Unresolved => None,
        },
        Object::Name | Object::Title => {
            describe(workspace, passages, file, cursor.id, Viewer::Editor)
        }
        Object::Keyword(Keyword::Unknown) => None,
        Object::Keyword(keyword) => Some(schema::summary_of(keyword).to_owned()),
        Object::Kind(kind) => kind_text(cursor.item()?.keyword(), kind),
        Object::FieldName(field) => Some(field_text(field)),
        Object::Label(label) => Some(format!("A place in the source: {label}")),
        Object::Rule(name) => {
            let rule = rule_named(name)?;
            Some(format!("{}: {}.", code(rule.name), rule.summary))
        }
        Object::Prose => {
            let at = embedded_at(workspace, cursor)?;
            let claims = claims_at(workspace, passages, file, at).into_iter();
            let article = workspace.article(file)?.article()?;
            let name = name_at(workspace, article, at);
            described(
                workspace,
                passages,
                claims.map(|id| (file, id)).collect(),
                name,
            )
        }
        Object::ArticlePath | Object::Nothing => None,
    }
}

fn kind_text(keyword: Keyword, kind: &str) -> Option<String> {
    let known = schema::kinds_of(keyword).contains(&kind);
    let needs = match schema::UNSOURCED_CLAIM_KINDS.contains(&kind) {
        true => ". Claims of this kind need no source.",
        false => ". Claims of this kind need a source.",
    };
    let needs = if keyword == Keyword::Claim { needs } else { "" };
    known.then(|| format!("A kind of {}: {kind}{needs}", keyword.word()))
}

fn field_text(field: &FieldSpec) -> String {
    format!(
        "{}\n\nIts value is {}.\n\n```sayso\n{}: {}\n```",
        field.summary,
        field.shape.expected(),
        field.name,
        field.example
    )
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::ide::testing::Fixture;

    #[track_caller]
    fn check(fixture: &str, expect: Expect) {
        let fixture = Fixture::of(fixture);
        let mut out = Vec::new();
        for (path, offset) in &fixture.cursors {
            let found = match fixture.workspace.id_of(path) {
                Some(file) => hover(&fixture.workspace, &fixture.passages, file, *offset),
                None => hover_in_article(&fixture.workspace, &fixture.passages, path, *offset),
            };
            out.push(found.map_or("nothing".to_owned(), |found| found.markdown));
        }
        expect.assert_eq(&(out.join("\n=====\n") + "\n"));
    }

    const REGISTRY: &str = "//- people.sayso
entity ana: person \"Ana *Díaz*\"
  aka: \"Dr Díaz\", \"A. D.\"
  role: \"minister\" 2020/2024
  role: \"activist\"
source release: press-release \"Comunicado\"
  by: @ana, \"The office\"
  issued: 2026-01-08
  url: https://example.org/1
source wire: wire \"Five freed\"
  by: \"Agency\"
  derived-from: @release
source cellar: interview \"Maria in the cellar\"
  note: \"she asked for silence\"
  confidential: yes
  described-as: \"a person at the ministry\"
";

    #[track_caller]
    fn check_draft(draft: &str, expect: Expect) {
        check(&format!("{REGISTRY}//- draft.sayso\n{draft}"), expect);
    }

    #[test]
    fn an_entity_and_a_source() {
        check_draft(
            "claim: \"x\"\n  about: @a<|>na\n  source: @wi<|>re\n  note: \"@rel<|>ease\"\n",
            expect![[r#"
                **Ana \*Díaz\*** (person)

                minister; activist

                Also known as Dr Díaz, A. D.

                Declared as `@ana` in `people.sayso`
                =====
                **Five freed** (wire source)

                By Agency

                Goes back to Comunicado

                Declared as `@wire` in `people.sayso`
                =====
                **Comunicado** (press-release source)

                By Ana \*Díaz\*, The office

                Issued 2026-01-08

                <https://example.org/1>

                Declared as `@release` in `people.sayso`
            "#]],
        );
    }

    #[test]
    fn a_claim() {
        check_draft(
            "article \"A\"\n  text: \"a.md\"\nclaim f<|>ive: number \"five were freed\"\n  source: @wire at para 2, @cellar at 00:10:00\n  context: @unknown\nclaim: \"nowhere<|>\"\n  note: \"see @five<|>\"\n//- a.md\n# A\n\nThen *five* were fr<|>eed.\n",
            expect![[r#"
                **five were freed** (number claim)

                In `a.md`, line 3: “five were freed”

                - Source: Five freed, by Agency, goes back to Comunicado, at para 2
                - Source: a person at the ministry, at 00:10:00
                - Context: @unknown

                Declared as `@five` in `draft.sayso`
                =====
                **nowhere** (claim)

                Not found in the article
                =====
                **five were freed** (number claim)

                In `a.md`, line 3: “five were freed”

                - Source: Five freed, by Agency, goes back to Comunicado, at para 2
                - Source: a person at the ministry, at 00:10:00
                - Context: @unknown

                Declared as `@five` in `draft.sayso`
                =====
                **five were freed** (number claim)

                In `a.md`, line 3: “five were freed”

                - Source: Five freed, by Agency, goes back to Comunicado, at para 2
                - Source: a person at the ministry, at 00:10:00
                - Context: @unknown

                Declared as `@five` in `draft.sayso`
            "#]],
        );
    }

    #[test]
    fn a_claim_about_a_passage_that_the_article_repeats() {
        check_draft(
            "article \"A\"\ntext\n  They had no choice in this matter.\n\n  They had no choice in this matter\nclaim x<|>: opinion \"They had no choice in this matter\"\n",
            expect![[r#"
                **They had no choice in this matter** (opinion claim)

                In `draft.sayso`, line 3, and once more: “They had no choice in this matter”

                Declared as `@x` in `draft.sayso`
            "#]],
        );
    }

    #[test]
    fn the_sign_offs_of_a_claim() {
        check_draft(
            "article \"A\"\ntext\n  One was freed.\nclaim x<|>: fact \"One was freed\"\n  source: @wire\n  checked: 2026-01-08 by \"L. *Editor*\"\n  checked: 2026-01-08 by @ana seal 0000-0000-0000\n  checked: 2026-01-09 by \"M. Ortega\" seal 4449-d410-01d6\n  checked: 2026-01-10 by \"M. Ortega\" seal 4449-d410-01d6-3be8\n  checked: 2026-01-09 by @nobody seal 12\n",
            expect![[r#"
                **One was freed** (fact claim)

                In `draft.sayso`, line 3: “One was freed”

                - Source: Five freed, by Agency, goes back to Comunicado

                - Checked 2026-01-08 by L. \*Editor\*, without a seal
                - Checked 2026-01-08 by Ana \*Díaz\*, **the seal is broken**: the evidence and the passage or the attribution changed
                - Checked 2026-01-09 by M. Ortega, the seal is unbroken, but made before seals covered the sentence around the passage: sign again
                - Checked 2026-01-10 by M. Ortega, the seal is unbroken
                - Checked 2026-01-09 by somebody, **the seal is broken**: the seal itself changed

                Declared as `@x` in `draft.sayso`
            "#]],
        );
        check_draft(
            "claim x<|>: \"One was freed\"\n  checked: 2026-01-08 by @ana seal 0000-0000-0000\n",
            expect![[r#"
                **One was freed** (claim)

                - Checked 2026-01-08 by Ana \*Díaz\*

                Declared as `@x` in `draft.sayso`
            "#]],
        );
    }

    #[test]
    fn embedded() {
        check(
            "# top\ntext\n\n  One was fr<|>eed.\nclaim x: \"was freed\"\n",
            expect![[r#"
                **was freed** (claim)

                In `draft.sayso`, line 4: “was freed”

                Declared as `@x` in `draft.sayso`
            "#]],
        );
    }

    #[test]
    fn a_confidential_source_is_not_exposed() {
        check_draft(
            "article \"A\"\ntext\n  Fr<|>eed.\nclaim: \"Freed\"\n  source: @cel<|>lar\n",
            expect![[r#"
                **Freed** (claim)

                In `draft.sayso`, line 3: “Freed”

                - Source: a person at the ministry
                =====
                a person at the ministry (confidential source)
            "#]],
        );
        check(
            "source cel<|>lar: interview \"Maria\"\n  confidential: yes\n",
            expect![[r#"
                **Maria** (interview source)

                Declared as `@cellar` in `draft.sayso`
            "#]],
        );
    }

    #[test]
    fn keywords_kinds_fields_labels_and_rules() {
        check(
            "cla<|>im x: num<|>ber \"x\"\n  val<|>ue: 5 people\n  source: @x at pa<|>ra 2\n  allow: unsourced-<|>claim \"y\"\nen<|>tity e: per<|>son\n# sayso: allow unused-<|>entity \"x\"\n",
            expect![[r#"
                A passage of the article that must be true.
                =====
                A kind of claim: number. Claims of this kind need a source.
                =====
                The number, with its unit, or the date.

                Its value is a number with its unit, or a date: `5 people`.

                ```sayso
                value: 5 people
                ```
                =====
                A place in the source: paragraph
                =====
                `unsourced-claim`: A claim that needs a source and has none.
                =====
                A person, organisation, place, event, work or product that the newsroom knows.
                =====
                A kind of entity: person
                =====
                `unused-entity`: An entity of a draft that nothing refers to.
            "#]],
        );
    }
}
