//! A kind that the language does not know.

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
use crate::text::suggest::{nearest, slip_of};

pub static RULE: Rule = Rule {
    name: "unknown-kind",
    group: Group::Syntax,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A kind that the language does not know",
    documentation: r##"
## What it finds

A word after the colon of a headline that is no kind of entity, source or claim.

## Why it matters

The kind decides what is asked of a declaration: how many sources an allegation needs, where a place
in a source must be given.

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
        Some(near) => format!("`{word}` is no kind of {keyword}: did you mean `{near}`?"),
        None => format!(
            "`{word}` is no kind of {keyword}: the kinds are `{}`",
            kinds.join("`, `")
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
    let whole = with_article(item.keyword());
    let finding = report.add(
        context.here(kind),
        format!("{whole} has no kind: take `{word}` away"),
    );
    if context.wants_fixes {
        let rest = &context.segment.text[kind.end as usize..];
        let space = rest.len() - rest.trim_start_matches(' ').len();
        let span = Span::new(kind.start as usize, kind.end as usize + space);
        let edits = vec![context.replace(span, "")];
        finding.fix_by_hand(format!("Take `{word}` away"), edits);
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
                draft.sayso:1 "persona" error: `persona` is no kind of entity: did you mean `person`?
                draft.sayso:2 "City" error: `City` is no kind of entity: did you mean `place`?
                draft.sayso:3 "zzz" error: `zzz` is no kind of source: the kinds are `interview`, `email`, `document`, `dataset`, `report`, `study`, `court-record`, `legislation`, `broadcast`, `press-release`, `statement`, `news-article`, `wire`, `social-post`, `webpage`, `book`, `photo-video`, `map`, `observation`
                draft.sayso:4 "news" error: an article has no kind: take `news` away
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
                === Take `news` away (preferred, by hand)
                entity ana: persona "Ana"
                article: "A"
            "#]],
        );
    }
}
