//! A name in a claim's passage that differs by one letter from a known name.
//!
//! The rule compares names of two to five words. A single word that differs by a letter is usually another word: Irvin
//! is not Irving.

use crate::model::Item;
use crate::rules::check::Check;
use crate::rules::claim::names_in_passage::{NearlyNamed, item_of, nearly_named};
use crate::rules::claim::spellings;
use crate::rules::claim::spellings::Spelling;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::syntax::quoted;
use crate::text::message::{message, written};

pub static RULE: Rule = Rule {
    name: "name-variant",
    group: Group::Facts,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A name that differs by one letter from a known name",
    documentation: r#"
## What it finds

A claim whose passage contains the name or an `aka:` of an entity with one letter missing, added or replaced, or
with two letters swapped: "Jorge Rodrígez" for "Jorge Rodríguez". The rule compares only names of two to five words,
and in them only long words whose first and last letters are correct: Karin is not Karen, and Julia is not Julio. It
reports nothing if the spelling is a known name itself, or if "[sic]" follows it.

## Why it matters

A misspelled name is the most common mistake in print. The person who has the name always sees it, and it makes
readers doubt the rest.

## Example

```sayso
article "Announced"

text
  Jorge Rodrígez announced it.

entity jorge-rodriguez: person "Jorge Rodríguez"

claim announced: "Jorge Rodrígez announced it."
  said-by: @jorge-rodriguez
```

## Instead

```sayso
article "Announced"

text
  Jorge Rodríguez announced it.

entity jorge-rodriguez: person "Jorge Rodríguez"

claim announced: "Jorge Rodríguez announced it."
  said-by: @jorge-rodriguez
```

One quick fix writes the known name into the article and into the claims that quote it. If the spelling is also
correct, the other one adds it to `aka:`.

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    if context.claim().is_none() {
        return;
    }
    for NearlyNamed { range, names } in nearly_named(context) {
        let Some((text, _)) = context.folded_passage() else {
            return;
        };
        let mut names = names.into_iter();
        let known = names.find_map(|(entity, name)| {
            let declared = item_of(context, entity).and_then(Item::name)?;
            Some((entity, name, declared))
        });
        let Some((entity, name, declared)) = known else {
            continue;
        };
        if text[range.end..].trim_start().starts_with("[sic") {
            continue;
        }
        let message = message!(
            "{} has {}, which is similar to the known name {} (`{}`): correct the name, or add the spelling to its `aka:`",
            context.named(),
            written(quoted(&text[range.clone()], "“")),
            written(quoted(&name, "“")),
            written(declared)
        );
        let spelling = Spelling {
            range,
            entity,
            name,
        };
        spellings::report(context, report, &spelling, message);
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    const PEOPLE: &str = "//- people.sayso\nentity jorge: person \"Jorge Rodríguez\"\n  aka: \"Jorge\"\nentity watch: organisation \"Human Rights Watch\"\n\
        entity carlos: person \"Carlos Ramírez\"\nentity carla: person \"Carlos Ramires\"\n\
        //- draft.sayso\narticle \"A\"\n  text: \"a.md\"\n";

    #[test]
    fn fires() {
        check(
            &RULE,
            &format!(
                "{PEOPLE}claim so: \"Jorge Rodrígez met Human Rihgts Watch.\"\n//- a.md\nJorge Rodrígez met Human Rihgts Watch.\n"
            ),
            expect![[r#"
                draft.sayso:3 "\"Jorge Rodrígez met Human Rihgts Watch.\"" warning: claim `so` has “Jorge Rodrígez”, which is similar to the known name “Jorge Rodríguez” (`jorge`): correct the name, or add the spelling to its `aka:`
                    a.md:1 "Jorge Rodrígez": the spelling in the article
                    people.sayso:1 "\"Jorge Rodríguez\"": the known name
                draft.sayso:3 "\"Jorge Rodrígez met Human Rihgts Watch.\"" warning: claim `so` has “Human Rihgts Watch”, which is similar to the known name “Human Rights Watch” (`watch`): correct the name, or add the spelling to its `aka:`
                    a.md:1 "Human Rihgts Watch": the spelling in the article
                    people.sayso:3 "\"Human Rights Watch\"": the known name
            "#]],
        );
    }

    #[test]
    fn silent() {
        let text =
            "Carlos Ramires met Carlos Ramírez and “Jorge Rodrígez [sic]”. Jorge Rodrígez left.";
        check(
            &RULE,
            &format!(
                "{PEOPLE}claim: \"Carlos … [sic]”.\"\nclaim: \"left.\"\nclaim: \"Jorge Rodrígez\"\n//- a.md\n{text}\n"
            ),
            expect![[""]],
        );
        check(&RULE, "claim: \"Jorge Rodrígez\"\n", expect![[""]]);
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            &format!(
                "{PEOPLE}claim: \"JORGE RODRÍGEZ came.\"\nclaim: opinion \"RODRÍGEZ came\"\n//- a.md\n**JORGE RODRÍGEZ** came.\n"
            ),
            expect![[r#"
                === Write “Jorge Rodríguez” in the article (preferred)
                **JORGE RODRÍGUEZ** came.
                article "A"
                  text: "a.md"
                claim: "JORGE RODRÍGUEZ came."
                claim: opinion "RODRÍGUEZ came"
                === Add `aka: "JORGE RODRÍGEZ"` to `jorge` (manual)
                entity jorge: person "Jorge Rodríguez"
                  aka: "Jorge"
                  aka: "JORGE RODRÍGEZ"
                entity watch: organisation "Human Rights Watch"
                entity carlos: person "Carlos Ramírez"
                entity carla: person "Carlos Ramires"
            "#]],
        );
    }
}
