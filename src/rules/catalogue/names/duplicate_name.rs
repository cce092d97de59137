//! Two declarations with the same name in one file.
//!
//! A duplicate is reported on each declaration, so that it is visible wherever the writer looks.

use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::Keyword;
use crate::text::message::{message, public};
use crate::workspace::NamedDeclaration;

pub static RULE: Rule = Rule {
    name: "duplicate-name",
    group: Group::Names,
    severity: Severity::Error,
    policy: Policy::Adjustable,
    summary: "Two declarations with the same name in one file",
    documentation: r##"
## What it finds

Two declarations in one file with the same name, whether they are entities, sources or claims.

## Why it matters

`@name` would mean the first of them, and the writer of the second would never notice.

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
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

/// If more declarations than this share the name, only the first of them is shown.
const SHOWN: usize = 5;
/// The end of the numbers that are tried after a name to make it unique.
const TRIED_NUMBERS: usize = 1_000;

fn check(context: &Context, report: &mut Report) {
    let Some(item) = context.item() else { return };
    let Some(name) = &item.name else { return };
    let all = context.file.declared(&name.text);
    // A line that cannot be read does not declare anything yet.
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
        message!(
            "`{}` is declared twice in this file: rename one of them",
            public(&name.text)
        ),
    );
    for other in others {
        if let Some(other_name) = other.item().and_then(|item| item.name.as_ref()) {
            let place = context.place_in_file(other.id, other_name.span);
            finding.related(
                place,
                message!("`{}` is also declared here", public(&name.text)),
            );
        }
    }
    if context.wants_fixes {
        let free = (2..TRIED_NUMBERS)
            .map(|number| format!("{}-{number}", name.text))
            .find(|free| context.workspace.index.declaring(free).is_empty());
        if let Some(free) = free {
            finding.manual_fix(
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
                    draft.sayso:2 "a": `a` is also declared here
                draft.sayso:2 "a" error: `a` is declared twice in this file: rename one of them
                    draft.sayso:1 "a": `a` is also declared here
            "#]],
        );
    }

    #[test]
    fn shows_only_the_first_of_many() {
        check(
            &RULE,
            &"source a: report \"A\"\n".repeat(7)[..],
            expect![[r#"
                draft.sayso:1 "a" error: `a` is declared twice in this file: rename one of them
                    draft.sayso:2 "a": `a` is also declared here
                draft.sayso:2 "a" error: `a` is declared twice in this file: rename one of them
                    draft.sayso:1 "a": `a` is also declared here
                draft.sayso:3 "a" error: `a` is declared twice in this file: rename one of them
                    draft.sayso:1 "a": `a` is also declared here
                draft.sayso:4 "a" error: `a` is declared twice in this file: rename one of them
                    draft.sayso:1 "a": `a` is also declared here
                draft.sayso:5 "a" error: `a` is declared twice in this file: rename one of them
                    draft.sayso:1 "a": `a` is also declared here
                draft.sayso:6 "a" error: `a` is declared twice in this file: rename one of them
                    draft.sayso:1 "a": `a` is also declared here
                draft.sayso:7 "a" error: `a` is declared twice in this file: rename one of them
                    draft.sayso:1 "a": `a` is also declared here
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
                === Rename this one to `a-2` (preferred, manual)
                source a-2: interview "1"
                claim a: "2"
                === Rename this one to `a-2` (preferred, manual)
                source a: interview "1"
                claim a-2: "2"
            "#]],
        );
    }
}
