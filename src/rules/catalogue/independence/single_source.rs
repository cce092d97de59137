//! A claim whose sources go back to fewer origins than its kind requires.
//!
//! This rule and `same-origin` never report the same claim: this one is for kinds that need two sources,
//! `same-origin` for kinds that need one.

use crate::rules::check::Check;
use crate::rules::claim::origins::{cited_sources, origins_of, show_chains};
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::{message, public};

pub static RULE: Rule = Rule {
    name: "single-source",
    group: Group::Independence,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A claim with fewer independent sources than its kind requires",
    documentation: r#"
## What it finds

An `allegation` that does not rest on two independent sources, or a claim of another kind for which your newsroom
requires more than one. Sources that go back to the same origin count once, and so do sources by the same person or
organisation. The rule reports nothing if a reference does not resolve, or if sources are derived from each other in a ring.

## Why it matters

A newspaper repeats a wire story, and the wire story repeats a press release: that is one voice, heard three
times. Accusations that rest on one voice lead to corrections and lawsuits.

## Example

```sayso
source notice: press-release "Bridge closed"
  by: "the town of Elmstead"

source wire-story: wire "Bridge in Elmstead closed"
  by: "Example Wire"
  derived-from: @notice

claim knew: allegation "knew of the damage"
  source: @notice at para 3
  source: @wire-story
```

## Instead

```sayso
source notice: press-release "Bridge closed"
  by: "the town of Elmstead"

source minutes: document "Minutes of the county council"
  by: "the county council"

claim knew: allegation "knew of the damage"
  source: @notice at para 3
  source: @minutes at p. 2
```

## Settings

`min-origins` in `sayso.toml` sets how many independent sources a claim needs, by its kind. The default is
two for an `allegation` and one for all other kinds.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    let kind = item.kind().unwrap_or("fact");
    let needed = context.settings.min_origins(kind);
    // A claim with a source has at least one origin.
    if needed < 2 || claim.sources().next().is_none() {
        return;
    }
    let Some(cited) = cited_sources(context, claim) else {
        return;
    };
    let Some(origins) = origins_of(&context.known.chains, &cited) else {
        return;
    };
    if origins.len() >= needed {
        return;
    }
    let chains = &context.known.chains;
    let claim_is_a_kind = match kind.starts_with(['a', 'e', 'i', 'o', 'u']) {
        true => message!("{} is an {}", context.named(), public(kind)),
        false => message!("{} is a {}", context.named(), public(kind)),
    };
    let message = match (&cited[..], &origins[..]) {
        ([_], _) => message!(
            "{} and rests on one source: cite a second, independent source",
            claim_is_a_kind
        ),
        (_, [origin]) => message!(
            "{}, and its {} sources go back to one origin, {}: cite an independent source",
            claim_is_a_kind,
            cited.len(),
            origin.label(chains)
        ),
        _ => message!(
            "{}, and its sources go back to {} origins: cite {} more that are independent",
            claim_is_a_kind,
            origins.len(),
            needed - origins.len()
        ),
    };
    let finding = report.add(context.here(context.title_span()), message);
    show_chains(chains, &cited, finding);
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::check;

    const SOURCES: &str = "\
//- registry.sayso
entity town: organisation \"Elmstead\"
source notice: press-release \"N\"
  by: @town
source wire: wire \"W\"
  by: \"Example Wire\"
  derived-from: @notice
source paper: news-article \"P\"
  derived-from: @wire
source minutes: document \"M\"
  by: @town
source ring: wire \"R\"
  derived-from: @ring
source lost: wire \"L\"
  derived-from: @nowhere
source clerk: interview \"C\"
  confidential: yes
source letter: email \"E\"
  by: \"José  Díaz\"
source mail: email \"E\"
  by: \"Jose Diaz\"
";

    #[track_caller]
    fn check_claim(kind: &str, sources: &str, expect: expect_test::Expect) {
        check(
            &RULE,
            &format!(
                "{SOURCES}//- draft.sayso\nclaim knew: {kind} \"knew\"\n  source: {sources}\n"
            ),
            expect,
        );
    }

    #[test]
    fn fires() {
        check_claim(
            "allegation",
            "@notice",
            expect![[r#"
            draft.sayso:1 "\"knew\"" warning: claim `knew` is an allegation and rests on one source: cite a second, independent source
                registry.sayso:2 "notice": `notice` is by `@town`
        "#]],
        );
        check_claim(
            "allegation",
            "@notice at p. 1, @notice at p. 2",
            expect![[r#"
                draft.sayso:1 "\"knew\"" warning: claim `knew` is an allegation and rests on one source: cite a second, independent source
                    registry.sayso:2 "notice": `notice` is by `@town`
            "#]],
        );
        check_claim(
            "allegation",
            "@paper, @minutes",
            expect![[r#"
            draft.sayso:1 "\"knew\"" warning: claim `knew` is an allegation, and its 2 sources go back to one origin, `@town`: cite an independent source
                registry.sayso:7 "paper": `paper` is derived from `wire`, which is derived from `notice`, by `@town`
                registry.sayso:9 "minutes": `minutes` is by `@town`
        "#]],
        );
        check_claim(
            "allegation",
            "@letter, @mail",
            expect![[r#"
            draft.sayso:1 "\"knew\"" warning: claim `knew` is an allegation, and its 2 sources go back to one origin, Jose Diaz: cite an independent source
                registry.sayso:17 "letter": `letter` is by José  Díaz
                registry.sayso:19 "mail": `mail` is by Jose Diaz
        "#]],
        );
    }

    #[test]
    fn silent() {
        for sources in [
            "@paper, @letter",
            "@notice, @clerk",
            "@notice, @ring",
            "@notice, @lost",
            "@notice, @unknown",
            "",
        ] {
            check_claim("allegation", sources, expect![[""]]);
        }
        check_claim("fact", "@notice", expect![[""]]);
    }
}
