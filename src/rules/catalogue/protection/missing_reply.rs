//! An allegation about somebody who was not asked for a reply.
//!
//! A reply counts once its outcome is recorded. `reply: @name` alone is a beginning: the person still
//! has to be asked.

use crate::model::Claim;
use crate::model::schema::REPLY_NOT_NEEDED;
use crate::rules::check::Check;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::{message, written};
use crate::workspace::Target;

pub static RULE: Rule = Rule {
    name: "missing-reply",
    group: Group::Protection,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "An allegation about a person or an organisation without a `reply:`",
    documentation: r#"
## What it finds

An `allegation` that is `about:` a person or an organisation and has no `reply:` of theirs with an outcome, such as
`declined`. The rule reports nothing for people who say it themselves (`said-by:`), for people who have `died:`, and
if somebody else has replied, who may have replied for them.

The outcome is one word. Usual ones are `answered`, `confirmed`, `denied`, `declined`, `no-answer` and `unreachable`.
If the claim does not accuse somebody whom it is about, such as a victim, write `not-needed`.

## Why it matters

Ask everybody who is accused, and tell the reader what they said. Their answer changes the article more often
than you expect, and not asking can lose a case in court.

## Example

```sayso
entity council: organisation "Elmstead Town Council"

source minutes: document "Minutes of the council, 2 March 2026"

claim knew: allegation "The council knew of the damage"
  about: @council
  source: @minutes at p. 3
```

## Instead

```sayso
entity council: organisation "Elmstead Town Council"

source minutes: document "Minutes of the council, 2 March 2026"

claim knew: allegation "The council knew of the damage"
  about: @council
  reply: @council declined 2026-03-02
  source: @minutes at p. 3
```

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    if item.kind() != Some("allegation") || item.about().next().is_none() {
        return;
    }
    let people = ClaimPeople {
        about: item.about().collect(),
        speakers: item.said_by().collect(),
    };
    for &reference in &people.about {
        if !must_be_asked(context, claim, &people, reference) {
            continue;
        }
        let place = &item.references[reference];
        let person = &context.segment.text[place.span.range()];
        let message = message!(
            "{} is an allegation about `{}`: ask for a reply, and record the outcome with `reply: {} …`, or `reply: {} {}` if it does not accuse them",
            context.named(),
            written(person),
            written(person),
            written(person),
            REPLY_NOT_NEEDED
        );
        let finding = report.add(context.here(place.span), message);
        let has_reply_line = claim.replies().iter().any(|reply| {
            let replying = &item.references[reply.reference];
            (&replying.name, &replying.file) == (&place.name, &place.file)
        });
        if context.wants_fixes && !has_reply_line {
            let line = format!("reply: {person}");
            for line in [format!("{line} {REPLY_NOT_NEEDED}"), line]
                .into_iter()
                .rev()
            {
                finding.manual_fix(format!("Add `{line}`"), vec![context.add_field(&line)]);
            }
        }
    }
}

/// The people whom a claim is about and its speakers, as indices into the claim's references.
struct ClaimPeople {
    about: Vec<usize>,
    speakers: Vec<usize>,
}

/// Whether the person or organisation at `about` can reply, and the claim has no reply from them or for them.
fn must_be_asked(context: &Context, claim: &Claim, people: &ClaimPeople, about: usize) -> bool {
    let Some(target) = context.target(about).filter(can_reply) else {
        return false;
    };
    let is_same = |other: &Target| (other.file, other.id) == (target.file, target.id);
    let says_it_themselves = people.speakers.iter().any(|&speaker| {
        let speaker = context.target(speaker);
        speaker.is_none_or(|speaker| is_same(&speaker))
    });
    let is_answered = claim.replies().iter().any(|reply| {
        let by = context.target(reply.reference);
        // Somebody else may have replied for them: a lawyer, a ministry.
        let is_own = by.as_ref().is_some_and(is_same);
        let outcome = reply.outcome.as_ref().map(|outcome| outcome.text.as_str());
        let is_reply = outcome != Some(REPLY_NOT_NEEDED);
        let is_of_another = is_reply && !is_own && !is_about(context, people, by.as_ref());
        is_of_another || is_own && reply.outcome.is_some()
    });
    !says_it_themselves && !is_answered
}

fn can_reply(target: &Target) -> bool {
    let Some((item, entity)) = target.item().and_then(|item| Some((item, item.entity()?))) else {
        return false;
    };
    matches!(item.kind(), Some("person" | "organisation")) && entity.died.is_none()
}

/// Whether the claim is also about the one who replied.
fn is_about(context: &Context, people: &ClaimPeople, replied: Option<&Target>) -> bool {
    let Some(replied) = replied else {
        return false;
    };
    let mut about = people.about.iter();
    about.any(|&about| {
        let target = context.target(about);
        target.is_some_and(|target| (target.file, target.id) == (replied.file, replied.id))
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix};

    const PEOPLE: &str = "\
//- people.sayso
entity ana: person \"Ana\"
entity town: organisation \"Town\"
entity pier: place \"Pier\"
entity old: person \"Old\"
  died: 1990
entity lawyer: person \"Lawyer\"
";

    #[track_caller]
    fn check_claim(claim: &str, expect: expect_test::Expect) {
        let draft = format!("{PEOPLE}//- draft.sayso\nclaim knew: {claim}\n");
        check(&RULE, &draft, expect);
    }

    #[test]
    fn fires() {
        check_claim(
            "allegation \"knew\"\n  about: @ana, @pier, @town, @old\n  reply: @town declined 2026-03-02",
            expect![[r#"
                draft.sayso:2 "@ana" warning: claim `knew` is an allegation about `@ana`: ask for a reply, and record the outcome with `reply: @ana …`, or `reply: @ana not-needed` if it does not accuse them
            "#]],
        );
        check_claim(
            "allegation \"knew\"\n  about: @ana\n  reply: @lawyer not-needed",
            expect![[r#"
                draft.sayso:2 "@ana" warning: claim `knew` is an allegation about `@ana`: ask for a reply, and record the outcome with `reply: @ana …`, or `reply: @ana not-needed` if it does not accuse them
            "#]],
        );
        check_claim(
            "allegation \"knew\"\n  about: @people/ana\n  reply: @ana",
            expect![[r#"
                draft.sayso:2 "@people/ana" warning: claim `knew` is an allegation about `@people/ana`: ask for a reply, and record the outcome with `reply: @people/ana …`, or `reply: @people/ana not-needed` if it does not accuse them
            "#]],
        );
    }

    #[test]
    fn silent() {
        for claim in [
            "\"knew\"\n  about: @ana",
            "allegation \"knew\"",
            "allegation \"knew\"\n  about: @pier, @old, @unknown",
            "allegation \"knew\"\n  about: @ana\n  reply: @ana denied 2026-03-02",
            "allegation \"knew\"\n  about: @ana\n  reply: @lawyer denied",
            "allegation \"knew\"\n  about: @ana\n  reply: @unknown denied",
            "allegation \"knew\"\n  about: @ana\n  said-by: @ana",
            "allegation \"knew\"\n  about: @ana, @town\n  reply: @town denied\n  reply: @ana not-needed",
        ] {
            check_claim(claim, expect![""]);
        }
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            "entity ana: person \"Ana\"\nclaim: allegation \"knew\"\n  about: @ana\n",
            expect![[r#"
                === Add `reply: @ana` (preferred, manual)
                entity ana: person "Ana"
                claim: allegation "knew"
                  about: @ana
                  reply: @ana
                === Add `reply: @ana not-needed` (manual)
                entity ana: person "Ana"
                claim: allegation "knew"
                  about: @ana
                  reply: @ana not-needed
            "#]],
        );
    }
}
