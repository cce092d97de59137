//! A claim whose sources go back to fewer origins than its kind asks for.

use crate::rules::check::Check;
use crate::rules::claim::origins::{cited_sources, origins_of, show_ways_back};
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};

pub static RULE: Rule = Rule {
    name: "single-source",
    group: Group::Independence,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A claim with fewer independent sources than its kind asks for",
    documentation: r#"
## What it finds

An `allegation` that does not rest on two sources which are independent of each other, or a claim of
another kind for which your desk asks for more than one. Sources that
are derived from one origin count once, and so do sources by one and the same. Nothing is reported
where a reference leads nowhere, or where sources are derived from each other in a ring.

## Why it matters

A newspaper repeats a wire, and the wire repeats a press release: that is one voice, heard three
times. An accusation that hangs on one voice is where corrections and lawsuits come from.

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

`min-origins` in `sayso.toml` says how many independent sources a claim needs, by its kind. Usual are
two for an `allegation` and one for all others.
"#,
    subject: Subject::Claim,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some((item, claim)) = context.claim() else {
        return;
    };
    let kind = item.kind().unwrap_or("fact");
    let needed = context.settings.min_origins(kind);
    // One cited source is one origin at least.
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
    let (who, chains) = (context.named(), &context.known.chains);
    let a_kind = match kind.starts_with(['a', 'e', 'i', 'o', 'u']) {
        true => format!("an {kind}"),
        false => format!("a {kind}"),
    };
    let message = match (&cited[..], &origins[..]) {
        ([_], _) => format!(
            "{who} is {a_kind} and rests on one source: cite a second one that is independent of it"
        ),
        (_, [origin]) => format!(
            "{who} is {a_kind}, and its {} sources go back to one origin, {}: cite one that is independent of it",
            cited.len(),
            origin.label(chains)
        ),
        _ => format!(
            "{who} is {a_kind}, and its sources go back to {} origins: cite {} more",
            origins.len(),
            needed - origins.len()
        ),
    };
    let finding = report.add(context.here(context.title_span()), message);
    show_ways_back(chains, &cited, finding);
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
            draft.sayso:1 "\"knew\"" warning: claim `knew` is an allegation and rests on one source: cite a second one that is independent of it
                registry.sayso:2 "notice": `notice` is by `@town`
        "#]],
        );
        check_claim(
            "allegation",
            "@notice at p. 1, @notice at p. 2",
            expect![[r#"
                draft.sayso:1 "\"knew\"" warning: claim `knew` is an allegation and rests on one source: cite a second one that is independent of it
                    registry.sayso:2 "notice": `notice` is by `@town`
            "#]],
        );
        check_claim(
            "allegation",
            "@paper, @minutes",
            expect![[r#"
            draft.sayso:1 "\"knew\"" warning: claim `knew` is an allegation, and its 2 sources go back to one origin, `@town`: cite one that is independent of it
                registry.sayso:7 "paper": `paper` is derived from `wire`, which is derived from `notice`, by `@town`
                registry.sayso:9 "minutes": `minutes` is by `@town`
        "#]],
        );
        check_claim(
            "allegation",
            "@letter, @mail",
            expect![[r#"
            draft.sayso:1 "\"knew\"" warning: claim `knew` is an allegation, and its 2 sources go back to one origin, Jose Diaz: cite one that is independent of it
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
