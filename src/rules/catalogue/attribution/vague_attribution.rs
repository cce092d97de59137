//! A passage that attributes something to nobody in particular.

use crate::model::schema::UNSOURCED_CLAIM_KINDS;
use crate::rules::check::Check;
use crate::rules::claim::attributions::{attributions, prose};
use crate::rules::context::Context;
use crate::rules::context::claim_words::report_words;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::{message, written};

pub static RULE: Rule = Rule {
    name: "vague-attribution",
    group: Group::Attribution,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "\"Officials said\" without `said-by:`",
    documentation: r#"
## What it finds

A claim whose passage attributes something to "officials", "experts", "critics", "human rights
organizations" or similar, and that has no `said-by:`. The rule looks for such a word together with a
verb such as "say", or with "according to" ("officials said", "critics have called", "according to experts"). It reports nothing if a
name belongs to the word ("officials of the ministry", "Spanish officials"), if the word refers to
somebody whom the text has already named ("the officials", "its critics"), for claims of the kinds that
need no source, and in articles whose `language:` is neither English nor Spanish.

## Why it matters

"Officials said" may mean a minister, a doorman, or nobody. Readers do not have to learn the name, but
fact-checkers do.

## Example

```sayso
source statement: statement "Statement on the releases"

claim goodwill: "Officials called it a goodwill gesture"
  source: @statement at para 2
```

## Instead

```sayso
entity interior-ministry: organisation "Interior Ministry"

source statement: statement "Statement on the releases"
  by: @interior-ministry

claim goodwill: "Officials called it a goodwill gesture"
  said-by: @interior-ministry
  source: @statement at para 2
```

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: true,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some((item, _)) = context.claim() else {
        return;
    };
    let kind = item.kind().unwrap_or("fact");
    if item.said_by().next().is_some() || UNSOURCED_CLAIM_KINDS.contains(&kind) {
        return;
    }
    let Some((lexicon, text, passage)) = prose(context) else {
        return;
    };
    if let Some(vague) = attributions(lexicon, text, passage).find(|it| !it.is_named) {
        let words = &text[vague.range.clone()];
        let message = message!(
            "{} is attributed to “{}” without a name: add `said-by: @…`",
            context.named(),
            written(words)
        );
        let in_article = context.folded_passage().map(|_| vague.range);
        report_words(context, report, words, in_article, message);
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::check;

    #[test]
    fn fires() {
        check(
            &RULE,
            "article \"A\"\ntext\n  “It is so”, officials said.\nclaim so: \"It is so”, officials\"\n",
            expect![[r#"
                draft.sayso:4 "officials" warning: claim `so` is attributed to “officials” without a name: add `said-by: @…`
            "#]],
        );
        check(
            &RULE,
            "claim: \"Officials said so\"\n",
            expect![[r#"
                draft.sayso:1 "Officials" warning: this claim is attributed to “Officials” without a name: add `said-by: @…`
            "#]],
        );
    }

    #[test]
    fn silent() {
        let text = "article \"A\"\n  language: de\ntext\n  Officials said so.\n";
        check(
            &RULE,
            &format!("{text}claim: \"Officials said so\"\n"),
            expect![[""]],
        );
        check(
            &RULE,
            "claim: \"Officials said so\"\n  said-by: @x\nclaim: opinion \"Officials said so\"\n",
            expect![[""]],
        );
    }
}
