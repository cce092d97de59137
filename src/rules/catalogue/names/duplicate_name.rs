//! One name twice in a file.

use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::Keyword;
use crate::workspace::NamedDeclaration;

pub static RULE: Rule = Rule {
    name: "duplicate-name",
    group: Group::Names,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "One name twice in a file",
    documentation: r##"
## What it finds

Two declarations of one file with the same name, whether they are entities, sources or claims.

## Why it matters

`@name` would mean the first of them, and whoever wrote the second would never notice.

## Example

```sayso
source call: interview "First call"

source call: interview "Second call"
```

## Instead

```sayso
source call-1: interview "First call"

source call-2: interview "Second call"
```

## Settings

None.
"##,
    subject: Subject::Declaration,
};

pub const CHECK: Check = Check::Declaration(check);

/// So many others are all shown; of more, the first says enough.
const SHOWN: usize = 5;
/// The last number that is tried behind a name, to make another of it.
const MOST_TRIED: usize = 1_000;

fn check(context: &Context, report: &mut Report) {
    let Some(item) = context.item() else { return };
    let Some(name) = &item.name else { return };
    let all = context.file.declared(&name.text);
    // A line that cannot be read declares nothing yet.
    if item.keyword() == Keyword::Unknown {
        return;
    }
    let is_other = |other: &NamedDeclaration| {
        other.id != context.id
            && other
                .item()
                .is_some_and(|item| item.keyword() != Keyword::Unknown)
    };
    let mut others: Vec<NamedDeclaration> = all.filter(is_other).take(SHOWN + 1).collect();
    if others.is_empty() {
        return;
    }
    if others.len() > SHOWN {
        others.truncate(1);
    }
    let finding = report.add(
        context.here(name.span),
        format!(
            "`{}` is declared twice in this file: rename one of them",
            name.text
        ),
    );
    for other in others {
        if let Some(other_name) = other.item().and_then(|item| item.name.as_ref()) {
            let place = context.place_in_file(other.id, other_name.span);
            finding.related(place, format!("`{}` is declared here too", name.text));
        }
    }
    if context.wants_fixes {
        let free = (2..MOST_TRIED)
            .map(|number| format!("{}-{number}", name.text))
            .find(|free| context.workspace.index.declaring(free).is_empty());
        if let Some(free) = free {
            finding.fix_by_hand(
                format!("Rename this one to `{free}`"),
                vec![context.replace(name.span, free)],
            );
        }
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
            "source a: interview \"1\"\nentity a: person \"2\"\n",
            expect![[r#"
                draft.sayso:1 "a" error: `a` is declared twice in this file: rename one of them
                    draft.sayso:2 "a": `a` is declared here too
                draft.sayso:2 "a" error: `a` is declared twice in this file: rename one of them
                    draft.sayso:1 "a": `a` is declared here too
            "#]],
        );
    }

    #[test]
    fn of_many_the_first_is_shown() {
        check(
            &RULE,
            &"source a: report \"A\"\n".repeat(7)[..],
            expect![[r#"
                draft.sayso:1 "a" error: `a` is declared twice in this file: rename one of them
                    draft.sayso:2 "a": `a` is declared here too
                draft.sayso:2 "a" error: `a` is declared twice in this file: rename one of them
                    draft.sayso:1 "a": `a` is declared here too
                draft.sayso:3 "a" error: `a` is declared twice in this file: rename one of them
                    draft.sayso:1 "a": `a` is declared here too
                draft.sayso:4 "a" error: `a` is declared twice in this file: rename one of them
                    draft.sayso:1 "a": `a` is declared here too
                draft.sayso:5 "a" error: `a` is declared twice in this file: rename one of them
                    draft.sayso:1 "a": `a` is declared here too
                draft.sayso:6 "a" error: `a` is declared twice in this file: rename one of them
                    draft.sayso:1 "a": `a` is declared here too
                draft.sayso:7 "a" error: `a` is declared twice in this file: rename one of them
                    draft.sayso:1 "a": `a` is declared here too
            "#]],
        );
    }

    #[test]
    fn silent() {
        check(
            &RULE,
            "source a: interview \"1\"\nclam a: person \"2\"\n",
            expect![[""]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "source a: interview \"1\"\nclaim a: \"2\"\n",
            expect![[r#"
                === Rename this one to `a-2` (preferred, by hand)
                source a-2: interview "1"
                claim a: "2"
                === Rename this one to `a-2` (preferred, by hand)
                source a: interview "1"
                claim a-2: "2"
            "#]],
        );
    }
}
