//! A reference to a name that is not declared.

use crate::model::placeholders::SOURCE_TITLE;
use crate::model::{Reference, Role};
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::draft_edits::declare_in;
use crate::rules::finding::{Edit, Finding};
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::Keyword;
use crate::text::message::{Message, message, written};
use crate::text::suggest::near;
use crate::workspace::{Resolution, is_expected};

pub static RULE: Rule = Rule {
    name: "unresolved-reference",
    group: Group::Names,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "A reference to a name that is not declared",
    documentation: r##"
## What it finds

A `@name` in a field or a note that no file of the workspace declares, and a `@file/name` whose file
does not declare it. The message suggests a declared name that is one slip away.

## Why it matters

A reference that does not resolve is like a footnote without a page number: nobody can look it up.

## Example

```sayso
claim: "five were freed"
  source: @mfa-comunique at para 2

source mfa-communique: press-release "Comunicado"
```

## Instead

```sayso
claim: "five were freed"
  source: @mfa-communique at para 2

source mfa-communique: press-release "Comunicado"
```

## Settings

None.
"##,
    subject: Subject::Declaration,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

/// The maximum number of messages in a declaration that suggest a name.
const SUGGESTED: usize = 20;
/// The maximum number of names offered as fixes.
const OFFERED: usize = 3;

fn check(context: &Context, report: &mut Report) {
    let Some(item) = context.item() else { return };
    let mut reported = 0;
    for (reference, resolution) in item.references.iter().zip(context.resolved) {
        if !matches!(resolution, Resolution::Unresolved) || context.is_unreadable(reference.span) {
            continue;
        }
        let near = (reported < SUGGESTED).then(|| {
            let (name, expected) = (&reference.name, reference.role.expects());
            context.workspace.near_name(context.file_id, name, expected)
        });
        let near = near.flatten().filter(|_| reference.file.is_none());
        let message = unresolved(reference, near.as_deref());
        let finding = report.add(context.here(reference.span), message);
        reported += 1;
        if context.wants_fixes && reported <= Report::MOST {
            if let Some(near) = &near {
                offer_name(context, reference, near, finding);
            }
            if context.wants_names {
                for name in fitting_names(context, reference) {
                    if near.as_deref() != Some(name) {
                        offer_name(context, reference, name, finding);
                    }
                }
            }
            if context.wants_choices {
                offer_declarations(context, reference, finding);
            }
        }
    }
}

fn unresolved(reference: &Reference, near: Option<&str>) -> Message {
    let name = &reference.name;
    match (&reference.file, near) {
        (None, Some(near)) => message!(
            "`@{}` is not declared: did you mean `@{}`?",
            written(name),
            written(near)
        ),
        (None, None) => message!(
            "`@{}` is not declared: correct the name, or declare it",
            written(name)
        ),
        (Some(file), _) => message!(
            "`@{}/{}` does not exist: no file `{}.sayso` declares `{}`",
            written(&**file),
            written(name),
            written(&**file),
            written(name)
        ),
    }
}

fn offer_name(context: &Context, reference: &Reference, name: &str, finding: &mut Finding) {
    let edit = context.replace(reference.span, format!("@{name}"));
    finding.fix(format!("Change to `@{name}`"), vec![edit]);
}

/// The names most like that of the reference which it can refer to, the nearest first.
fn fitting_names<'a>(context: &Context<'a>, reference: &Reference) -> Vec<&'a str> {
    let workspace = context.workspace;
    let names = workspace.names().map(|name| name.as_str());
    let fitting = near(&reference.name, names).into_iter().filter(|name| {
        let target = workspace.resolve_name(context.file_id, name).found();
        let keyword = target.and_then(|target| Some(target.item()?.keyword()));
        keyword.is_some_and(|keyword| fits(reference.role, keyword))
    });
    fitting.take(OFFERED).collect()
}

fn fits(role: Role, keyword: Keyword) -> bool {
    is_expected(role.expects(), keyword)
}

fn offer_declarations(context: &Context, reference: &Reference, finding: &mut Finding) {
    let name = &reference.name;
    for (keyword, kind) in [(Keyword::Entity, "person"), (Keyword::Source, "document")] {
        if fits(reference.role, keyword) {
            let word = keyword.word();
            let title = match keyword {
                Keyword::Source => SOURCE_TITLE.to_owned(),
                _ => title_of(name),
            };
            let headline = format!("{word} {name}: {kind} \"");
            let declaration = format!("{headline}{title}\"");
            if let Some(edit) = declared(context, reference, keyword, &declaration) {
                let finding = finding.manual_fix(format!("Declare {word} `{name}`"), vec![edit]);
                finding.to_fill_in(&headline, &title);
            }
        }
    }
}

/// The edit that declares what is referred to. `None` if `@file/` matches no file, or several.
fn declared(
    context: &Context,
    reference: &Reference,
    keyword: Keyword,
    declaration: &str,
) -> Option<Edit> {
    let Some(stem) = &reference.file else {
        return context.declare(keyword, declaration);
    };
    let [file_id] = context.workspace.index.with_stem(stem) else {
        return None;
    };
    declare_in(context.workspace, *file_id, keyword, declaration)
}

/// The name of an entity to start with: "Rocio San Miguel" for `rocio-san-miguel`.
fn title_of(name: &str) -> String {
    let words = name.split(['-', '_']).filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect::<String>()
    };
    let words: Vec<String> = words.map(capital).collect();
    words.join(" ")
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
            "//- draft.sayso\nclaim: \"x\"\n  source: @nobody\n  note: \"see @somebody and a@b.example\"\n  about: @people/ana\n//- people.sayso\nentity bea: person \"Bea\"\n",
            expect![[r#"
                draft.sayso:2 "@nobody" error: `@nobody` is not declared: correct the name, or declare it
                draft.sayso:3 "@somebody" error: `@somebody` is not declared: correct the name, or declare it
                draft.sayso:4 "@people/ana" error: `@people/ana` does not exist: no file `people.sayso` declares `ana`
            "#]],
        );
    }

    #[test]
    fn names_one_slip_away() {
        check(
            &RULE,
            "//- draft.sayso\nclaim: \"x\"\n  about: @ines-vagra, @Bolden, @notices\n  source: @notices\n//- people.sayso\nentity ines-varga: person \"I\"\nentity bolden: person \"B\"\nsource notice: wire \"N\"\n",
            expect![[r#"
                draft.sayso:2 "@ines-vagra" error: `@ines-vagra` is not declared: did you mean `@ines-varga`?
                draft.sayso:2 "@Bolden" error: `@Bolden` is not declared: did you mean `@bolden`?
                draft.sayso:2 "@notices" error: `@notices` is not declared: correct the name, or declare it
                draft.sayso:3 "@notices" error: `@notices` is not declared: did you mean `@notice`?
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            "//- draft.sayso\nclaim: \"x\"\n  source: @\n  about: @people/ana, @ana\n//- people.sayso\nentity ana: person \"Ana\"\n",
            expect![[""]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "//- draft.sayso\nclaim: \"x\"\n  about: @rocio\n//- people.sayso\nentity rocío: person \"Rocío\"\nsource rocio-call: interview \"A call\"\n",
            expect![[r#"
                === Change to `@rocío` (preferred)
                claim: "x"
                  about: @rocío
                === Declare entity `rocio` (manual)
                claim: "x"
                  about: @rocio

                entity rocio: person "Rocio"
            "#]],
        );
    }

    #[test]
    fn fix_in_the_named_file() {
        check_fix(
            &RULE,
            "//- draft.sayso\nclaim: \"x\"\n  note: \"see @people/rosa-diaz\"\n//- people.sayso\nentity ana: person \"Ana\"\n",
            expect![[r#"
                === Declare entity `rosa-diaz` (preferred, manual)
                entity ana: person "Ana"

                entity rosa-diaz: person "Rosa Diaz"
                === Declare source `rosa-diaz` (manual)
                entity ana: person "Ana"

                source rosa-diaz: document "Title"
            "#]],
        );
    }
}
