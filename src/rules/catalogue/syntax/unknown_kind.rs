//! A kind that does not exist in the language.

use crate::model::schema::kinds_of;
use crate::model::synonyms::kind_called;
use crate::model::{DeclarationProblem, Item};
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::finding::Applicability;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::rules::wording::with_article;
use crate::text::Span;
use crate::text::message::{message, public, written};
use crate::text::suggest::{nearest, slip_of};

pub static RULE: Rule = Rule {
    name: "unknown-kind",
    group: Group::Syntax,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A kind that does not exist",
    documentation: r##"
## What it finds

A word after the colon of a headline that is not a kind of entity, source or claim.

## Why it matters

The kind decides what a declaration needs: how many sources an allegation must have, and which sources must be
cited with a place.

## Example

```sayso
entity ana: persona "Ana Díaz"
```

## Instead

```sayso
entity ana: person "Ana Díaz"
```

## Settings

None.
"##,
    subject: Subject::Declaration,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some(item) = context.item() else { return };
    for problem in item.problems() {
        match problem {
            DeclarationProblem::UnknownKind { kind } if !context.is_unreadable(*kind) => {
                unknown(context, item, *kind, report);
            }
            DeclarationProblem::NeedlessKind { kind } if !context.is_unreadable(*kind) => {
                needless(context, item, *kind, report);
            }
            _ => {}
        }
    }
}

fn unknown(context: &Context, item: &Item, kind: Span, report: &mut Report) {
    let word = kind.of(&context.segment.text);
    let kinds = kinds_of(item.keyword());
    let mut near = nearest(word, kinds.iter().copied());
    if near.is_empty() {
        near.extend(kind_called(item.keyword(), word));
    }
    let keyword = item.keyword().word();
    let message = match near.first() {
        Some(near) => message!(
            "`{}` is not a kind of {}: did you mean `{}`?",
            written(word),
            keyword,
            *near
        ),
        None => message!(
            "`{}` is not a kind of {}: the kinds are `{}`",
            written(word),
            keyword,
            public(kinds.join("`, `"))
        ),
    };
    let finding = report.add(context.here(kind), message);
    let certain = slip_of(word, kinds.iter().copied());
    for near in near.into_iter().filter(|_| context.wants_fixes) {
        let title = format!("Change to `{near}`");
        let edits = vec![context.replace(kind, near)];
        finding.add_fix(title, edits, Applicability::safe_if(certain == Some(near)));
    }
}

fn needless(context: &Context, item: &Item, kind: Span, report: &mut Report) {
    let word = kind.of(&context.segment.text);
    let declaration = with_article(item.keyword());
    let finding = report.add(
        context.here(kind),
        message!("{} has no kind: remove `{}`", declaration, written(word)),
    );
    if context.wants_fixes {
        let rest = &context.segment.text[kind.end as usize..];
        let space = rest.len() - rest.trim_start_matches(' ').len();
        let span = Span::new(kind.start as usize, kind.end as usize + space);
        let edits = vec![context.replace(span, "")];
        finding.manual_fix(format!("Remove `{word}`"), edits);
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    #[test]
    fn fires() {
        check(
            &RULE,
            "entity ana: persona \"Ana\"\nentity x: City \"X\"\nsource s: zzz \"S\"\narticle: news \"A\"\n",
            expect![[r#"
                draft.sayso:1 "persona" error: `persona` is not a kind of entity: did you mean `person`?
                draft.sayso:2 "City" error: `City` is not a kind of entity: did you mean `place`?
                draft.sayso:3 "zzz" error: `zzz` is not a kind of source: the kinds are `interview`, `email`, `document`, `dataset`, `report`, `study`, `court-record`, `legislation`, `broadcast`, `press-release`, `statement`, `news-article`, `wire`, `social-post`, `webpage`, `book`, `photo-video`, `map`, `observation`
                draft.sayso:4 "news" error: an article has no kind: remove `news`
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            "entity ana: person \"Ana\"\nclaim: \"x\"\nclam x: zzz \"y\"\n",
            expect![[""]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "entity ana: persona \"Ana\"\narticle: news \"A\"\n",
            expect![[r#"
                === Change to `person` (preferred, safe)
                entity ana: person "Ana"
                article: news "A"
                === Remove `news` (preferred, manual)
                entity ana: persona "Ana"
                article: "A"
            "#]],
        );
    }
}
