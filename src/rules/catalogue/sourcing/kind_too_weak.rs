//! A claim whose kind needs no source, although its words do.

use crate::model::Item;
use crate::rules::check::Check;
use crate::rules::claim::accusations::accusation_in;
use crate::rules::claim::figures::{is_figure, is_money_or_share};
use crate::rules::claim::names_in_passage::{item_of, names_in_passage};
use crate::rules::claim::passage_prose::Prose;
use crate::rules::claim::quotations::Quotations;
use crate::rules::claim::quoted_speech::quotes_somebody;
use crate::rules::context::Context;
use crate::rules::context::claim_words::report_words;
use crate::rules::report::Report;
use crate::rules::rule::{Group, Policy, Rule, Severity, Subject};
use crate::text::message::{Message, message, written};
use crate::text::words::words;

pub static RULE: Rule = Rule {
    name: "kind-too-weak",
    group: Group::Sourcing,
    severity: Severity::Warning,
    policy: Policy::Adjustable,
    summary: "A claim whose kind needs no source, although it states what needs one",
    documentation: r#"
## What it finds

A claim of the kind `transition`, `opinion` or `common-knowledge` with a figure, a quotation or an accusation in its
words. The rule is silent while the `status` of the article is `draft`, or not set.

- A **figure** is an amount of money, a percentage, a number in digits, or a number of people. Years, dates and
  ordinals are none. Common knowledge may contain other numbers than money and percentages.
- A **quotation** counts if a known person or organisation is named, or if the claim has `said-by:`.
- An **accusation** is a verb such as “stole”, or “was convicted”, after the name of a known person or organisation.

The rule recognizes numbers in words and accusations in English and Spanish.

## Why it matters

These kinds need neither a source nor a sign-off. Whatever carries one of them is never checked.

## Example

```sayso
article "The bridge"
  status: checking

text
  The old bridge cost $3 million. A long story, in short.

claim cost: transition "The old bridge cost $3 million."
```

## Instead

```sayso
article "The bridge"
  status: checking

text
  The old bridge cost $3 million. A long story, in short.

source accounts: report "Accounts of the town"

claim cost: number "The old bridge cost $3 million."
  source: @accounts at p. 12

claim story: transition "A long story, in short."
```

The quick fix changes the kind of the claim.

## Settings

None.
"#,
    subject: Subject::Claim,
    reads_prose: false,
};

pub const CHECK: Check = Check::Declaration(check);

fn check(context: &Context, report: &mut Report) {
    let article = context.file.article();
    let is_in_check = article.is_some_and(|(_, article)| article.is_in_check());
    let kind = context.item().and_then(Item::kind);
    let Some(weak) = kind.and_then(WeakKind::of).filter(|_| is_in_check) else {
        return;
    };
    let figure = figure_in(context, weak);
    let accusation = accusation_in(context);
    let words = accusation.clone().or_else(|| figure.clone());
    // From the kind that needs most to the one that needs least.
    let found = [
        accusation.map(|words| {
            (
                "allegation",
                message!("an accusation (“{}”)", written(words)),
            )
        }),
        quotes_somebody_known(context).then(|| ("quote", "a quotation".into())),
        figure.map(|words| ("number", message!("a figure (“{}”)", written(words)))),
    ];
    let (stronger, contents): (Vec<&'static str>, Vec<Message>) =
        found.into_iter().flatten().unzip();
    let Some(stronger) = stronger.first().copied() else {
        return;
    };
    let message = message!(
        "{} is {}, but its words hold {}: give it the kind `{}`, and a source",
        context.named(),
        weak.words(),
        list(contents),
        stronger
    );
    let finding = match words {
        Some(words) => report_words(context, report, &words, None, message),
        None => report.add(context.here(context.title_span()), message),
    };
    let kind = context.item().and_then(|item| item.kind.as_ref());
    if let Some(kind) = kind.filter(|_| context.wants_fixes) {
        let edits = vec![context.replace(kind.span, stronger)];
        finding.manual_fix(format!("Change the kind to `{stronger}`"), edits);
    }
}

/// "a, b and c"
fn list(mut parts: Vec<Message>) -> Message {
    let last = parts.pop().unwrap_or_default();
    match parts.is_empty() {
        true => last,
        false => message!("{} and {}", Message::joined(parts, ", "), last),
    }
}

/// A kind that needs no source. An `observation` does not either, but the reporter who made it answers for it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WeakKind {
    Transition,
    Opinion,
    CommonKnowledge,
}

impl WeakKind {
    fn of(kind: &str) -> Option<WeakKind> {
        match kind {
            "transition" => Some(WeakKind::Transition),
            "opinion" => Some(WeakKind::Opinion),
            "common-knowledge" => Some(WeakKind::CommonKnowledge),
            _ => None,
        }
    }

    fn words(self) -> &'static str {
        match self {
            WeakKind::Transition => "a transition",
            WeakKind::Opinion => "an opinion",
            WeakKind::CommonKnowledge => "common knowledge",
        }
    }
}

/// The first figure that needs a source.
fn figure_in(context: &Context, kind: WeakKind) -> Option<String> {
    let read = Prose::of(context).and_then(|prose| {
        let quantities = prose.quantities().all.into_iter();
        let mut certain = quantities.filter(|quantity| quantity.is_certain);
        let figure = certain.find(|quantity| match kind {
            WeakKind::CommonKnowledge => is_money_or_share(quantity),
            _ => is_figure(&prose, quantity),
        })?;
        Some(prose.text[figure.range].to_owned())
    });
    read.or_else(|| amount_in(context.passage_or_title()?))
}

/// An amount with a sign, which every language writes alike.
fn amount_in(text: &str) -> Option<String> {
    const SIGNS: [char; 6] = ['$', '€', '£', '¥', '₹', '%'];
    let mut numbers = words(text).filter(|word| text[word.clone()].contains(char::is_numeric));
    numbers.find_map(|word| {
        let before = text[..word.start].strip_suffix(SIGNS).map(str::len);
        let after = text[word.end..].trim_start().strip_prefix(SIGNS);
        let end = after.map_or(word.end, |rest| text.len() - rest.len());
        let is_amount = before.is_some() || after.is_some();
        is_amount.then(|| text[before.unwrap_or(word.start)..end].to_owned())
    })
}

fn quotes_somebody_known(context: &Context) -> bool {
    let Some(quotations) = Quotations::of(context) else {
        return false;
    };
    let has_speaker = context
        .item()
        .is_some_and(|item| item.said_by().next().is_some());
    let names_somebody = || {
        let names = names_in_passage(context);
        let mut entities = names.iter().flat_map(|name| &name.entities);
        entities.any(|entity| item_of(context, *entity).is_some_and(Item::may_speak))
    };
    quotes_somebody(&quotations, context.lexicon()) && (has_speaker || names_somebody())
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::RULE;
    use crate::rules::testing::{check, check_fix, messages};

    const KNOWN: &str = "entity ines: person \"Ines Varga\"\nentity ferries: organisation \"Elmstead Ferries\"\nentity york: place \"York\"\n";

    fn draft(language: &str, kind: &str, text: &str) -> String {
        format!(
            "article \"A\"\n  language: {language}\n  status: ready\ntext\n  {text}\n{KNOWN}claim c: {kind} “{text}”\n"
        )
    }

    #[test]
    fn fires() {
        let found = [
            (
                "transition",
                "Mayor Ines Varga stole $3 million in 2024, \"I did it,\" she said.",
            ),
            ("opinion", "It is a pity that 40% of the ferries are late."),
            ("opinion", "It is a pity that five people died."),
            (
                "transition",
                "Then Elmstead Ferries has also bribed the town.",
            ),
            ("opinion", "Ines Varga, the mayor, was convicted of fraud."),
            (
                "common-knowledge",
                "Everybody knows that it cost 3 million euros.",
            ),
        ];
        let found = found.map(|(kind, text)| messages(&RULE, &draft("en", kind, text)).join("\n"));
        expect![[r#"
            draft.sayso:9 "stole" warning: claim `c` is a transition, but its words hold an accusation (“stole”), a quotation and a figure (“$3 million”): give it the kind `allegation`, and a source

            draft.sayso:9 "40%" warning: claim `c` is an opinion, but its words hold a figure (“40%”): give it the kind `number`, and a source

            draft.sayso:9 "five" warning: claim `c` is an opinion, but its words hold a figure (“five”): give it the kind `number`, and a source

            draft.sayso:9 "bribed" warning: claim `c` is a transition, but its words hold an accusation (“bribed”): give it the kind `allegation`, and a source

            draft.sayso:9 "convicted" warning: claim `c` is an opinion, but its words hold an accusation (“convicted”): give it the kind `allegation`, and a source

            draft.sayso:9 "3 million euros" warning: claim `c` is common knowledge, but its words hold a figure (“3 million euros”): give it the kind `number`, and a source
        "#]].assert_eq(&found.join("\n"));
    }

    #[test]
    fn fires_in_other_languages() {
        let text = "Inés Varga robó el dinero, y murieron cinco personas.";
        let known = "Ines Varga robó el dinero, y murieron cinco personas.";
        check(
            &RULE,
            &draft("es", "transition", text),
            expect![[r#"
                draft.sayso:9 "robó" warning: claim `c` is a transition, but its words hold an accusation (“robó”) and a figure (“cinco”): give it the kind `allegation`, and a source
            "#]],
        );
        check(
            &RULE,
            &draft("es-MX", "opinion", known),
            expect![[r#"
                draft.sayso:9 "robó" warning: claim `c` is an opinion, but its words hold an accusation (“robó”) and a figure (“cinco”): give it the kind `allegation`, and a source
            "#]],
        );
        check(
            &RULE,
            &draft("de", "opinion", "Schade um die 3 € und die 27 Leute."),
            expect![[r#"
                draft.sayso:9 "3 €" warning: claim `c` is an opinion, but its words hold a figure (“3 €”): give it the kind `number`, and a source
            "#]],
        );
    }

    #[test]
    fn silent() {
        for (kind, text) in [
            ("transition", "In 2024, on 3 May, the second round began."),
            ("opinion", "It is one of the best of the two sides."),
            ("opinion", "Three things stand out."),
            (
                "common-knowledge",
                "The war ended in 1945, and a year has 365 days.",
            ),
            (
                "opinion",
                "Ines Varga was killed, and somebody stole the boat.",
            ),
            ("opinion", "Ines Varga said the army killed them."),
            ("opinion", "York stole the show."),
            ("opinion", "They call Ines Varga \"Iron Ines\"."),
            ("observation", "Ines Varga stole $3 million."),
            ("fact", "Ines Varga stole $3 million."),
        ] {
            let found = messages(&RULE, &draft("en", kind, text));
            assert!(found.is_empty(), "{found:?}");
        }
        let unfinished = draft("en", "opinion", "Ines Varga stole it.").replace("ready", "draft");
        check(&RULE, &unfinished, expect![[""]]);
    }

    #[test]
    fn fix() {
        check_fix(
            &RULE,
            &draft("en", "transition", "Ines Varga stole it."),
            expect![[r#"
                === Change the kind to `allegation` (preferred, manual)
                article "A"
                  language: en
                  status: ready
                text
                  Ines Varga stole it.
                entity ines: person "Ines Varga"
                entity ferries: organisation "Elmstead Ferries"
                entity york: place "York"
                claim c: allegation “Ines Varga stole it.”
            "#]],
        );
    }
}
