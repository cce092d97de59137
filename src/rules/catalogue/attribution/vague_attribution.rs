//! A passage that attributes something to nobody in particular.

use crate::rules::check::Check;
use crate::rules::claim::attributions::attributions_without_speaker;
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

A claim whose passage attributes something to several people who have no name ("officials said", "security experts warned",
"some say", "a group of voters called for"), and that has no `said-by:`. The rule knows some 300 nouns for people and groups, further
nouns by their endings ("-ists"), and some 150 verbs of saying and judging. It reads what stands between them ("officials in both
parties, though, say", "people who spoke with reporters said"), "according to experts", "described by officials as", "said critics" and
"with analysts warning".

It reports nothing if a name says who the people are ("officials of the Ministry", "Spanish officials"), if the words refer to somebody
whom the text has already named ("the officials", "its critics"), inside quotation marks, for answers in polls ("46 percent of voters
said"), for claims of the kinds that need no source, and in articles whose `language:` is neither English nor Spanish. The capital of a
sentence's first word counts as a name only if the article has that word with a capital within a sentence, and never without one.
For one person ("a senior official said"), see `anonymous-speaker`.

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
    let Some((prose, attributions)) = attributions_without_speaker(context) else {
        return;
    };
    let mut several = attributions.iter().filter(|it| !it.is_single);
    if let Some(vague) = several.find(|it| !it.is_named) {
        let words = &prose.text[vague.range.clone()];
        let message = message!(
            "{} is attributed to “{}” without a name: add `said-by: @…`",
            context.named(),
            written(words)
        );
        let in_article = prose.in_article(&vague.range);
        report_words(context, report, words, in_article, message);
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, count};

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
    fn a_capital_is_a_name_only_if_it_is_one_elsewhere() {
        let claim = "claim: \"Harbour officials said so\"\n";
        let files = |more: &str, entity: &str| {
            format!("{entity}article \"A\"\ntext\n  Harbour officials said so. {more}\n{claim}")
        };
        assert_eq!(count(&RULE, &files("It rained.", "")), 1);
        assert_eq!(count(&RULE, &files("They left Harbour.", "")), 0);
        assert_eq!(count(&RULE, &files("The harbour left Harbour.", "")), 1);
        let entity = "entity harbour: place \"Harbour\"\n";
        assert_eq!(count(&RULE, &files("It rained.", entity)), 0);
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
