//! A source of a draft that nothing refers to.

use crate::rules::catalogue::names::unused::report_unused;
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::Keyword;

pub static RULE: Rule = Rule {
    name: "unused-source",
    group: Group::Names,
    severity: Severity::Hint,
    policy: Policy::Adjustable,
    summary: "A source of a draft that nothing refers to",
    documentation: r##"
## What it finds

A source in a file with an article that no field and no note in the workspace refers to. Editors show it
faded. The rule does not check registries (files without an article): what they declare may be used later.

## Why it matters

Either nothing rests on the source any more, or a claim that does fails to cite it.

## Example

```sayso
article "Prisoners freed"

source call: interview "Telephone call"

claim: opinion "the landscape remains tense"
```

## Instead

```sayso
article "Prisoners freed"

source call: interview "Telephone call"

claim: "five were freed"
  source: @call at 00:14:05
```

## Settings

None.
"##,
    subject: Subject::Source,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    report_unused(context, Keyword::Source, report);
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
            "source call: interview \"Telephone call\"\narticle \"A\"\n",
            expect![[r#"
                draft.sayso:1 "call: interview \"Telephone call\"" hint (faded): nothing refers to source `call`: use it with `@call`, or remove it
            "#]],
        );
    }

    #[test]
    fn silent_in_a_registry() {
        check(
            &RULE,
            "source call: interview \"Telephone call\"\n",
            expect![[""]],
        );
    }

    #[test]
    fn silent_where_used_elsewhere() {
        check(
            &RULE,
            "//- draft.sayso\narticle \"A\"\nsource call: interview \"Telephone call\"\n//- b.sayso\nclaim: \"x\"\n  note: \"@call\"\n",
            expect![[""]],
        );
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "article \"A\"\n\nsource call: interview \"Telephone call\" # x\n  note: \"y\"\n\nclaim: \"z\"\n",
            expect![[r#"
                === Remove source `call` (preferred, manual)
                article "A"


                claim: "z"
            "#]],
        );
    }
}
