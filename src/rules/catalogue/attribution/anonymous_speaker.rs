//! A passage that attributes something to one person without a name, as in "a senior official said".

use crate::model::Claim;
use crate::rules::check::Check;
use crate::rules::claim::attributions::attributions_without_speaker;
use crate::rules::context::Context;
use crate::rules::context::claim_words::report_words;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::fold::fold_for_search;
use crate::text::message::{message, written};
use crate::workspace::Target;

pub static RULE: Rule = Rule {
    name: "anonymous-speaker",
    group: Group::Attribution,
    severity: Severity::Information,
    policy: Policy::Adjustable,
    summary: "\"A senior official said\", but no source is described so",
    documentation: r#"
## What it finds

A claim whose passage attributes something to one person without a name ("a senior official said", "one aide told reporters",
"according to a lawyer familiar with the talks"), and that has no `said-by:`. The rule reports nothing if the claim cites a
confidential source that is `described-as:` those words, if a name follows ("one supporter, Ana Sol, said"), for claims of the kinds
that need no source, and in articles whose `language:` is neither English nor Spanish.

## Why it matters

Readers cannot judge a person without a name. Most newsrooms therefore want a reason, an approval, and words about the person that
are true and as exact as protection allows. A confidential source records them, and shows which of the unnamed people in an article
are one and the same.

## Example

```sayso
source statement: statement "Statement on the releases"

claim goodwill: "A senior official called it a goodwill gesture"
  source: @statement at para 2
```

## Instead

```sayso
source insider: interview "Talk with an official"
  confidential: yes
  described-as: "a senior official"
  reason: "would lose the post"
  approved: "News desk" on 2026-01-09

claim goodwill: "A senior official called it a goodwill gesture"
  source: @insider
```

Or, if the person can be named: `said-by: @…`.

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: true,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let Some((_, claim)) = context.claim() else {
        return;
    };
    let Some((prose, attributions)) = attributions_without_speaker(context) else {
        return;
    };
    let single = attributions.iter().filter(|it| it.is_single);
    let mut unnamed = single.filter(|it| !it.is_named);
    let is_described = |words: &str| described(context, claim).any(|it| it.contains(words));
    let Some(person) =
        unnamed.find(|it| !is_described(&fold_for_search(&prose.text[it.range.clone()])))
    else {
        return;
    };
    let words = &prose.text[person.range.clone()];
    let message = message!(
        "{} is attributed to one “{}” without a name: cite a confidential source that is `described-as:` these words, or add `said-by: @…`",
        context.named(),
        written(words)
    );
    let in_article = prose.in_article(&person.range);
    report_words(context, report, words, in_article, message);
}

/// How the confidential sources of the claim are described, folded for search.
fn described<'a>(context: &'a Context, claim: &'a Claim) -> impl Iterator<Item = String> + 'a {
    let cited = claim.evidence.iter();
    let cited = cited.filter_map(|evidence| context.target(evidence.reference));
    cited.filter_map(|target: Target| {
        let (_, source) = target.source()?;
        let described = source.described_as.as_ref()?;
        source
            .is_marked_confidential
            .then(|| fold_for_search(&described.text))
    })
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
            "article \"A\"\ntext\n  It is so, a senior official said. One aide says no.\nclaim so: \"It is so, a senior official said\"\nclaim: \"One aide says no\"\n",
            expect![[r#"
                draft.sayso:4 "senior official" information: claim `so` is attributed to one “senior official” without a name: cite a confidential source that is `described-as:` these words, or add `said-by: @…`
                draft.sayso:5 "aide" information: this claim is attributed to one “aide” without a name: cite a confidential source that is `described-as:` these words, or add `said-by: @…`
            "#]],
        );
        let other =
            "source s: interview \"S\"\n  confidential: yes\n  described-as: \"a lawyer\"\n";
        for claim in [
            "\"A U.S. official said no\"\n  source: @s",
            "\"No, according to a diplomat familiar with the talks\"\n  source: @s",
        ] {
            let draft = format!("{other}claim: {claim}\n");
            assert_eq!(count(&RULE, &draft), 1, "{claim}");
        }
    }

    #[test]
    fn silent() {
        let source = "source s: interview \"S\"\n  confidential: yes\n  described-as: \"Un alto Funcionario, a SENIOR official\"\n";
        for claim in [
            "\"A senior official said no\"\n  source: @s",
            "\"A senior official said no\"\n  said-by: @x",
            "opinion \"A senior official said no\"",
            "\"A senior official, Ana Sol, said no\"",
            "\"A senior official at NASA named Ana Sol said no\"",
            "\"The official said no\"",
            "\"Officials said no\"",
            "\"A senior official was arrested\"",
            "\"A spokesman said no\"",
        ] {
            let draft = format!("{source}claim: {claim}\n");
            assert_eq!(count(&RULE, &draft), 0, "{claim}");
        }
    }
}
