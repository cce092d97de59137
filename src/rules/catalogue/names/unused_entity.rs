//! An entity of a draft that nothing refers to.

use crate::rules::catalogue::names::unused::report_unused;
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::Keyword;

pub static RULE: Rule = Rule {
    name: "unused-entity",
    group: Group::Names,
    severity: Severity::Hint,
    policy: Policy::Adjustable,
    summary: "An entity of a draft that nothing refers to",
    documentation: r##"
## What it finds

An entity in a file with an article that no field and no note in the workspace refers to. Editors show it
faded. The rule does not check registries (files without an article): what they declare may be used later.

## Why it matters

A draft that was shortened still lists people whom it no longer mentions, and the fact-checker looks them up for
nothing.

## Example

```sayso
article "Prisoners freed"

entity ana: person "Ana Díaz"

claim: opinion "the landscape remains tense"
```

## Instead

```sayso
article "Prisoners freed"

entity ana: person "Ana Díaz"

claim: "five were freed"
  about: @ana
```

## Settings

None.
"##,
    subject: Subject::Declaration,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    report_unused(context, Keyword::Entity, report);
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
            "entity ana: person \"Ana Díaz\"\narticle \"A\"\n",
            expect![[r#"
                draft.sayso:1 "ana: person \"Ana Díaz\"" hint (faded): nothing refers to entity `ana`: use it with `@ana`, or remove it
            "#]],
        );
    }

    #[test]
    fn silent_in_a_registry() {
        check(&RULE, "entity ana: person \"Ana Díaz\"\n", expect![[""]]);
    }

    #[test]
    fn silent_where_used_elsewhere() {
        check(
            &RULE,
            "//- draft.sayso\narticle \"A\"\nentity ana: person \"Ana Díaz\"\n//- b.sayso\nclaim: \"x\"\n  note: \"@ana\"\n",
            expect![[""]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "article \"A\"\n\nentity ana: person \"Ana Díaz\" # x\n  note: \"y\"\n\nclaim: \"z\"\n",
            expect![[r#"
                === Remove entity `ana` (preferred, manual)
                article "A"


                claim: "z"
            "#]],
        );
    }
}
